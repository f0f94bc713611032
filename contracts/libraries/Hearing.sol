// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {ICourt} from "../interfaces/ICourt.sol";
import {Money} from "./Money.sol";

/// @title Talks to a court that is not to be relied on (law 5).
library Hearing {
    uint256 private constant BPS = 10_000;
    /// @dev What a court may spend on answering, and on hearing that a case was settled.
    uint256 private constant COURT_GAS = 400_000;

    /// @dev A court that reverts, eats its gas, answers short or more than everything has not ruled.
    function rulingOf(address court, bytes32 caseId) internal view returns (bool ruled, uint256 developerBps) {
        Money.requireGas(COURT_GAS);
        bytes memory question = abi.encodeCall(ICourt.ruling, (caseId));
        bool answered;
        uint256 isFinal;
        assembly ("memory-safe") {
            answered := staticcall(COURT_GAS, court, add(question, 0x20), mload(question), 0x00, 0x40)
            answered := and(answered, gt(returndatasize(), 0x3f))
            isFinal := mload(0x00)
            developerBps := mload(0x20)
        }
        ruled = answered && isFinal == 1 && developerBps <= BPS;
    }

    /// @dev Tells the court that its case is over, so that a panel that voted is paid. Its failure is its own affair.
    function close(address court, bytes32 caseId) internal {
        Money.requireGas(COURT_GAS);
        bytes memory message = abi.encodeCall(ICourt.close, (caseId));
        assembly ("memory-safe") {
            pop(call(COURT_GAS, court, 0, add(message, 0x20), mload(message), 0, 0))
        }
    }
}
