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

    uint256 public constant MAX_FEE_BPS = 500;
    uint256 public constant FEE_GRACE = 7 days;

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
        Policy memory current = _policy;
        bool isPrevious = feeBps == current.previousFeeBps && block.timestamp < current.previousUntil;
        if (feeBps != current.feeBps && !isPrevious) revert Escrow_FeeNotCurrent(feeBps, current.feeBps);
    }
}
