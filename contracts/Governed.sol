// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IEscrow} from "./interfaces/IEscrow.sol";

/// @title The part of Escrow that governance reaches: the terms of agreements to come, and nothing of those that exist.
/// @dev Law 6. Who may call what, and after which delay, is the authority's affair (an AccessManager).
abstract contract Governed is IEscrow, AccessManaged {
    /// @dev One slot, read at creation alone. The previous fee stays good for a grace, so that Terms signed before a
    ///      change can still be funded.
    struct Policy {
        bool paused;
        uint16 feeBps;
        uint16 previousFeeBps;
        uint40 previousUntil;
    }

    uint256 internal constant MAX_FEE_BPS = 500;
    uint256 internal constant FEE_GRACE = 7 days;
    uint256 internal constant MIN_REVIEW_PERIOD = 1 hours;
    uint256 internal constant MAX_REVIEW_PERIOD = 90 days;
    uint256 internal constant MAX_CHANGE_REQUESTS = 3;
    /// @dev A court that has not ruled this long after the dispute is passed over.
    uint256 internal constant LONG_STOP = 90 days;
    /// @dev How much of a milestone may answer the claim over it, where the Terms allow it.
    uint256 internal constant MAX_ADVANCE_BPS = 2_000;

    Policy private _policy;
    /// @inheritdoc IEscrow
    address public treasury;

    constructor(address authority, address treasury_, uint16 feeBps) AccessManaged(authority) {
        if (authority == address(0) || treasury_ == address(0) || feeBps > MAX_FEE_BPS) revert Escrow_BadDeployment();

        treasury = treasury_;
        _policy.feeBps = feeBps;
    }

    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IEscrow
    function setFee(uint16 feeBps) external restricted {
        if (feeBps > MAX_FEE_BPS) revert Escrow_FeeTooHigh(feeBps, MAX_FEE_BPS);
        Policy memory current = _policy;
        if (block.timestamp < current.previousUntil) revert Escrow_FeeTooSoon(current.previousUntil);

        uint40 previousUntil = uint40(block.timestamp + FEE_GRACE);
        _policy = Policy(current.paused, feeBps, current.feeBps, previousUntil);
        emit FeeSet(feeBps, current.feeBps, previousUntil);
    }

    /// @inheritdoc IEscrow
    function setTreasury(address treasury_) external restricted {
        if (treasury_ == address(0)) revert Escrow_BadTreasury();

        treasury = treasury_;
        emit TreasurySet(treasury_);
    }

    /// @inheritdoc IEscrow
    function pause() external restricted {
        _policy.paused = true;
        emit Paused(msg.sender);
    }

    /// @inheritdoc IEscrow
    function unpause() external restricted {
        _policy.paused = false;
        emit Unpaused(msg.sender);
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc IEscrow
    function limits() external pure returns (Limits memory) {
        return
            Limits({
                maxFeeBps: MAX_FEE_BPS,
                feeGrace: FEE_GRACE,
                minReviewPeriod: MIN_REVIEW_PERIOD,
                maxReviewPeriod: MAX_REVIEW_PERIOD,
                maxChangeRequests: MAX_CHANGE_REQUESTS,
                longStop: LONG_STOP,
                maxAdvanceBps: MAX_ADVANCE_BPS
            });
    }

    /// @inheritdoc IEscrow
    function policy()
        external
        view
        returns (uint256 feeBps, bool paused, uint256 previousFeeBps, uint256 previousUntil)
    {
        Policy memory current = _policy;
        return (current.feeBps, current.paused, current.previousFeeBps, current.previousUntil);
    }

    // ------------------------------------------------------------------------------------------------- internals

    function _requireUnpaused() internal view {
        if (_policy.paused) revert Escrow_Paused();
    }

    /// @dev For Terms that are new: whoever signed others pays what he signed.
    function _requireCurrentFee(uint256 feeBps) internal view {
        if (feeBps == _policy.feeBps) return;
        Policy memory current = _policy;
        bool isPrevious = feeBps == current.previousFeeBps && block.timestamp < current.previousUntil;
        if (!isPrevious) revert Escrow_FeeNotCurrent(feeBps, current.feeBps);
    }
}
