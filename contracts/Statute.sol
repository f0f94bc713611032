// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {ICourt} from "./interfaces/ICourt.sol";
import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {DEPOSIT_UNIT, MAX_DEPOSIT} from "./types/Docket.sol";
import {Lane, laneOf} from "./types/Lane.sol";
import {sizeOf} from "./types/Panel.sol";

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
    uint256 internal immutable _incoherenceBps;
    uint256 internal immutable _fastLimit;
    uint256 internal immutable _seedWindow;
    uint256 internal immutable _drawPeriod;
    uint256 internal immutable _minOwners;
    Lane internal immutable _fast;
    Lane internal immutable _standard;

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
        _incoherenceBps = p.incoherenceBps;
        _fastLimit = p.fastLimit;
        _seedWindow = p.seedWindow;
        _drawPeriod = p.drawPeriod;
        _minOwners = p.minOwners;
        _fast = laneOf(p.fast);
        _standard = laneOf(p.standard);
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
    function ownersFor(uint256 round) public view returns (uint256 owners) {
        if (round < 2) return _minOwners;
        // Nobody sits twice, and two owners may be the parties.
        owners = 2;
        for (uint256 each = 1; each <= round; ++each) owners += sizeOf(each);
    }

    /// @inheritdoc IGuildCourt
    function parameters() external view returns (Parameters memory) {
        return
            Parameters({
                seatStake: _seatStake,
                minDeposit: _minDeposit,
                maxDeposit: _maxDeposit,
                depositBps: _depositBps,
                drawBounty: _drawBounty,
                silenceBps: _silenceBps,
                incoherenceBps: _incoherenceBps,
                fastLimit: _fastLimit,
                seatDelay: _seatDelay,
                leaveDelay: _leaveDelay,
                seedWindow: _seedWindow,
                drawPeriod: _drawPeriod,
                minOwners: _minOwners,
                seatWeight: _seatWeight,
                fast: _fast.periods(),
                standard: _standard.periods()
            });
    }

    // ------------------------------------------------------------------------------------------------- internals

    /// @notice What a vote far from the ruling loses, in proportion to the deposit.
    function _incoherencePenalty(uint256 deposit) internal view returns (uint256) {
        return (_seatStake * _incoherenceBps * deposit) / (BPS * _maxDeposit);
    }

    function _laneOf(bool isFast) internal view returns (Lane) {
        return isFast ? _fast : _standard;
    }

    /// @dev Whoever leaves a round without a quorum pays for the next one, so silence costs at least a deposit.
    ///      A panel of the fast lane must not be worth buying: half of what may be at stake is below its stakes.
    function _requireSound(Parameters memory p) private pure {
        bool hasPrices =
            p.seatStake != 0 &&
                p.seatStake <= type(uint96).max &&
                2 * p.silenceBps <= BPS &&
                p.incoherenceBps <= BPS &&
                p.depositBps <= BPS &&
                p.drawBounty <= p.minDeposit &&
                p.minDeposit <= p.maxDeposit &&
                p.minDeposit % DEPOSIT_UNIT == 0 &&
                p.maxDeposit % DEPOSIT_UNIT == 0 &&
                p.maxDeposit != 0 &&
                p.maxDeposit <= MAX_DEPOSIT &&
                p.maxDeposit <= (p.seatStake * p.silenceBps) / BPS;
        bool hasLanes = p.fastLimit <= 2 * sizeOf(1) * p.seatStake && _isSound(p.fast, p) && _isSound(p.standard, p);
        bool hasDelays = p.drawPeriod != 0 && p.leaveDelay < 365 days && p.seatDelay < 365 days;
        bool hasSeeds = p.seedWindow != 0 && p.seedWindow <= 8_191;
        if (!hasPrices || !hasLanes || !hasDelays || !hasSeeds || p.minOwners < 3 * sizeOf(1)) {
            revert Court_BadParameters();
        }
    }

    /// @dev Periods must fit together: nobody leaves between what freezes the seats and the end of the round.
    function _isSound(Periods memory lane, Parameters memory p) private pure returns (bool) {
        bool hasAll =
            lane.answer != 0 &&
                lane.evidence != 0 &&
                lane.evidenceBlocks != 0 &&
                lane.commit != 0 &&
                lane.reveal != 0 &&
                lane.appeal != 0;
        bool hasBounds = lane.answer < 365 days && lane.appeal < 365 days && lane.evidenceBlocks < 1e9;
        return hasAll && hasBounds && p.leaveDelay > lane.evidence + p.drawPeriod + 2 * lane.commit + lane.reveal;
    }
}
