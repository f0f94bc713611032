// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {ICourt} from "./interfaces/ICourt.sol";
import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {DEPOSIT_UNIT, PANEL} from "./types/Docket.sol";

/// @title The part of Court that never changes: prices and periods.
/// @dev Law 6: immutable, so nobody changes the price of disputing an agreement that was signed.
abstract contract Statute is IGuildCourt {
    uint256 internal constant BPS = 10_000;

    uint256 internal immutable _seatStake;
    uint256 internal immutable _seatDelay;
    uint256 internal immutable _leaveDelay;
    uint256 internal immutable _seatWeight;
    uint256 internal immutable _minDeposit;
    uint256 internal immutable _maxDeposit;
    uint256 internal immutable _depositBps;
    uint256 internal immutable _drawBounty;
    uint256 internal immutable _silenceBps;
    uint256 internal immutable _silencePenalty;
    uint256 internal immutable _answerPeriod;
    uint256 internal immutable _evidencePeriod;
    uint256 internal immutable _evidenceBlocks;
    uint256 internal immutable _seedWindow;
    uint256 internal immutable _drawPeriod;
    uint256 internal immutable _commitPeriod;
    uint256 internal immutable _revealPeriod;
    uint256 internal immutable _minOwners;

    constructor(Parameters memory p) {
        _requireSound(p);

        _seatStake = p.seatStake;
        _seatDelay = p.seatDelay;
        _leaveDelay = p.leaveDelay;
        _seatWeight = p.seatWeight;
        _minDeposit = p.minDeposit;
        _maxDeposit = p.maxDeposit;
        _depositBps = p.depositBps;
        _drawBounty = p.drawBounty;
        _silenceBps = p.silenceBps;
        _silencePenalty = (p.seatStake * p.silenceBps) / BPS;
        _answerPeriod = p.answerPeriod;
        _evidencePeriod = p.evidencePeriod;
        _evidenceBlocks = p.evidenceBlocks;
        _seedWindow = p.seedWindow;
        _drawPeriod = p.drawPeriod;
        _commitPeriod = p.commitPeriod;
        _revealPeriod = p.revealPeriod;
        _minOwners = p.minOwners;
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc ICourt
    function depositFor(uint256 atStake, address token) public view returns (uint256) {
        if (token != address(0)) return _maxDeposit;
        uint256 share = (atStake * _depositBps) / BPS;
        if (share <= _minDeposit) return _minDeposit;
        return share >= _maxDeposit ? _maxDeposit : share - (share % DEPOSIT_UNIT);
    }

    /// @inheritdoc IGuildCourt
    function parameters() external view returns (Parameters memory) {
        return Parameters({
            seatStake: _seatStake,
            minDeposit: _minDeposit,
            maxDeposit: _maxDeposit,
            depositBps: _depositBps,
            drawBounty: _drawBounty,
            silenceBps: _silenceBps,
            seatDelay: _seatDelay,
            leaveDelay: _leaveDelay,
            answerPeriod: _answerPeriod,
            evidencePeriod: _evidencePeriod,
            evidenceBlocks: _evidenceBlocks,
            seedWindow: _seedWindow,
            drawPeriod: _drawPeriod,
            commitPeriod: _commitPeriod,
            revealPeriod: _revealPeriod,
            minOwners: _minOwners,
            seatWeight: _seatWeight
        });
    }

    // ------------------------------------------------------------------------------------------------- internals

    /// @dev Periods must fit together: nobody leaves between the answer and the end of a case, and a court takes no case
    ///      before it has three times the owners of its panel.
    function _requireSound(Parameters memory p) private pure {
        bool hasPrices = p.seatStake != 0 && p.seatStake <= type(uint96).max && p.silenceBps <= BPS
            && p.depositBps <= BPS && p.drawBounty <= p.minDeposit && p.minDeposit <= p.maxDeposit
            && p.minDeposit % DEPOSIT_UNIT == 0 && p.maxDeposit % DEPOSIT_UNIT == 0
            && p.maxDeposit / DEPOSIT_UNIT <= type(uint32).max;
        bool hasPeriods =
            p.answerPeriod != 0 && p.evidencePeriod != 0 && p.drawPeriod != 0 && p.commitPeriod != 0 && p.revealPeriod != 0;
        bool fits = p.leaveDelay > p.evidencePeriod + p.drawPeriod + 2 * p.commitPeriod + p.revealPeriod
            && p.leaveDelay < 365 days && p.answerPeriod < 365 days && p.seatDelay < 365 days;
        bool hasSeeds = p.evidenceBlocks != 0 && p.evidenceBlocks < 1e9 && p.seedWindow != 0 && p.seedWindow <= 8_191;
        if (!hasPrices || !hasPeriods || !fits || !hasSeeds || p.minOwners < 3 * PANEL) {
            revert Court_BadParameters();
        }
    }
}
