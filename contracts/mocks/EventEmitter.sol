// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Says whatever it is told to: stands in for any contract of ours where only its events matter.
contract EventEmitter {
    struct Log {
        bytes32[] topics;
        bytes data;
    }

    error EventEmitter_BadTopics(uint256 count);

    /// @notice The logs in their order; with none, a transaction that says nothing.
    function emitLogs(Log[] calldata logs) external {
        for (uint256 i; i < logs.length; ++i) _emit(logs[i].topics, logs[i].data);
    }

    function _emit(bytes32[] memory topics, bytes memory data) private {
        uint256 count = topics.length;
        if (count == 0 || count > 4) revert EventEmitter_BadTopics(count);
        assembly ("memory-safe") {
            let start := add(data, 0x20)
            let size := mload(data)
            let first := mload(add(topics, 0x20))
            switch count
            case 1 { log1(start, size, first) }
            case 2 { log2(start, size, first, mload(add(topics, 0x40))) }
            case 3 { log3(start, size, first, mload(add(topics, 0x40)), mload(add(topics, 0x60))) }
            default { log4(start, size, first, mload(add(topics, 0x40)), mload(add(topics, 0x60)), mload(add(topics, 0x80))) }
        }
    }
}
