// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title One transaction, one call at a time.
/// @dev A transient slot: it costs 300 gas and is empty again when the transaction ends. A whole word, since a bool would be
///      read once more before each write to keep its neighbours. OpenZeppelin's
///      ReentrancyGuardTransient does the same with an error of its own name; ours belongs to the contract that is entered.
abstract contract Guarded {
    uint256 private transient _entered;

    modifier guarded() {
        if (_entered != 0) _revertReentered();
        _entered = 1;
        _;
        _entered = 0;
    }

    function _revertReentered() internal pure virtual;
}
