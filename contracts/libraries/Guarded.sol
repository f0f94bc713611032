// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title One transaction, one call at a time.
/// @dev A transient slot: it costs 300 gas and is empty again when the transaction ends. OpenZeppelin's
///      ReentrancyGuardTransient does the same with an error of its own name; ours belongs to the contract that is entered.
abstract contract Guarded {
    bool private transient _isEntered;

    modifier guarded() {
        if (_isEntered) _revertReentered();
        _isEntered = true;
        _;
        _isEntered = false;
    }

    function _revertReentered() internal pure virtual;
}
