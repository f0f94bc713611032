// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IEscrow} from "../interfaces/IEscrow.sol";
import {Permit} from "../types/Permit.sol";

/// @title Moves the native coin (token zero) and ERC-20 tokens, hostile ones included.
/// @dev OpenZeppelin's SafeERC20 reverts where a payee or a token fails; here one side's failure must not block the
///      other, the gas that a stranger's code gets must be bounded, and its answer is never copied whole.
library Money {
    error Money_GasTooLow(uint256 needed);

    /// @dev Enough for any wallet's or token's bookkeeping, too little to make a payout unaffordable.
    uint256 internal constant COIN_GAS = 100_000;
    uint256 internal constant TOKEN_GAS = 300_000;

    /// @notice Pushes with bounded gas. False when the payee or the token refused.
    /// @dev Reverts when the caller brought too little gas to give the payee its share, so that nobody can make a
    ///      payment fail on purpose.
    function push(address token, address to, uint256 amount) internal returns (bool) {
        uint256 bound = token == address(0) ? COIN_GAS : TOKEN_GAS;
        requireGas(bound);
        return send(token, to, amount, bound);
    }

    /// @notice Sends with at most `bound` gas. False when the payee or the token refused.
    function send(address token, address to, uint256 amount, uint256 bound) internal returns (bool success) {
        if (token == address(0)) {
            assembly ("memory-safe") {
                success := call(bound, to, amount, 0, 0, 0, 0)
            }
            return success;
        }
        assembly ("memory-safe") {
            // transfer(address,uint256); scratch up to 0x44 runs into the free memory pointer, which is put back.
            let free := mload(0x40)
            mstore(0x00, 0xa9059cbb)
            mstore(0x20, shr(96, shl(96, to)))
            mstore(0x40, amount)
            success := call(bound, token, 0, 0x1c, 0x44, 0x00, 0x20)
            success := and(success, answersYes(token))
            mstore(0x40, free)

            // Some tokens answer nothing and some `true`; a token without code answers nothing to anything.
            function answersYes(from) -> yes {
                switch returndatasize()
                case 0 {
                    yes := gt(extcodesize(from), 0)
                }
                default {
                    yes := and(gt(returndatasize(), 0x1f), eq(mload(0x00), 1))
                }
            }
        }
    }

    /// @notice Pulls from `from`, who approved it. False when the token refused.
    function pull(address token, address from, uint256 amount) internal returns (bool success) {
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, 0x23b872dd) // transferFrom(address,address,uint256)
            mstore(add(data, 0x20), shr(96, shl(96, from)))
            mstore(add(data, 0x40), address())
            mstore(add(data, 0x60), amount)
            success := call(gas(), token, 0, add(data, 0x1c), 0x64, 0x00, 0x20)
            switch returndatasize()
            case 0 {
                success := and(success, gt(extcodesize(token), 0))
            }
            default {
                success := and(success, and(gt(returndatasize(), 0x1f), eq(mload(0x00), 1)))
            }
        }
    }

    /// @notice Tells a token what its owner signed (ERC-2612). Whether it helped shows when the money is pulled: somebody
    ///         else may have sent the same words before, and then the allowance is there.
    function permit(address token, address owner, Permit calldata signed) internal {
        bytes memory message = abi.encodeCall(
            IERC20Permit.permit,
            (owner, address(this), signed.value, signed.deadline, signed.v, signed.r, signed.s)
        );
        assembly ("memory-safe") {
            pop(call(gas(), token, 0, add(message, 0x20), mload(message), 0, 0))
        }
    }

    /// @notice This contract's balance, as the token says.
    function balance(address token) internal view returns (uint256) {
        return IERC20(token).balanceOf(address(this));
    }

    /// @dev A call gets at most 63/64 of what is left; the rest pays for the call itself and what follows it.
    function requireGas(uint256 bound) internal view {
        uint256 needed;
        // One of the two bounds above.
        unchecked {
            needed = (bound * 64) / 63 + 50_000;
        }
        if (gasleft() < needed) revert IEscrow.Escrow_GasTooLow(needed);
    }
}
