// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {Governed} from "./Governed.sol";
import {IEscrow} from "./interfaces/IEscrow.sol";
import {Guarded} from "./libraries/Guarded.sol";
import {Money} from "./libraries/Money.sol";

/// @title The part of Escrow that touches money: in, out, and what it owes meanwhile.
/// @dev Law 1: what it holds of a token is what is locked, its fees and its credits. Law 10: a credit waits for ever.
abstract contract Vault is Governed, Guarded {
    mapping(address account => mapping(address token => uint256 amount)) private _credits;
    mapping(address token => uint256 amount) private _fees;

    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IEscrow
    function withdraw(address token, address to) external guarded {
        uint256 amount = _credits[msg.sender][token];
        if (amount == 0) revert Escrow_NothingToWithdraw(msg.sender, token);

        _credits[msg.sender][token] = 0;
        emit Withdrawn(msg.sender, token, amount, to);

        if (!Money.send(token, to, amount, gasleft())) revert Escrow_TransferFailed(token);
    }

    /// @inheritdoc IEscrow
    function collectFees(address token) external guarded {
        (uint256 amount, address to) = (_fees[token], treasury);
        if (amount == 0) revert Escrow_NothingToWithdraw(to, token);

        _fees[token] = 0;
        emit FeesCollected(token, amount, to);

        if (!Money.send(token, to, amount, gasleft())) revert Escrow_TransferFailed(token);
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc IEscrow
    function creditOf(address account, address token) external view returns (uint256) {
        return _credits[account][token];
    }

    /// @inheritdoc IEscrow
    function feesOf(address token) external view returns (uint256) {
        return _fees[token];
    }

    // ------------------------------------------------------------------------------------------------- internals

    /// @dev What arrived is measured, so a token that takes a fee on the way is refused by name (law 1).
    function _collect(address token, uint256 amount) internal {
        if (token == address(0)) {
            if (msg.value != amount) revert Escrow_WrongValue(amount, msg.value);
            return;
        }
        if (msg.value != 0) revert Escrow_WrongValue(0, msg.value);
        uint256 before = Money.balance(token);
        if (!Money.pull(token, msg.sender, amount)) revert Escrow_TransferFailed(token);
        uint256 held = Money.balance(token);
        if (held < before + amount) revert Escrow_FeeOnTransfer(token, amount, held > before ? held - before : 0);
    }

    function _addFee(address token, uint256 amount) internal {
        _fees[token] += amount;
    }

    /// @dev A payee that refuses or is blocklisted gets a credit: one side's failure never blocks the other's money.
    function _pay(address token, address to, uint256 amount) internal {
        if (amount == 0 || Money.push(token, to, amount)) return;

        _credits[to][token] += amount;
        emit Credited(to, token, amount);
    }

    function _revertReentered() internal pure override {
        revert Escrow_Reentered();
    }
}
