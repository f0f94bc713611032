// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title The prevRandao of a past block, proved from its header.
/// @dev A block's hash alone can be ground by whoever builds it; its prevRandao was fixed before.
library Seed {
    /// @dev EIP-2935: hashes of the last 8,191 blocks. A chain without it fails the call, which is tolerated.
    address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;

    /// @notice The block of a fixed series, `window` apart, that a draw must use now: nobody chooses it.
    /// @dev Only for a `first` that is past. With a window that the chain remembers, there is always exactly one.
    function current(uint256 first, uint256 window) internal view returns (uint256) {
        return first + ((block.number - 1 - first) / window) * window;
    }

    /// @return hash Zero when the chain no longer knows it.
    function hashOf(uint256 blockNumber) internal view returns (bytes32 hash) {
        hash = blockhash(blockNumber);
        if (hash != 0) return hash;
        address history = HISTORY;
        assembly ("memory-safe") {
            mstore(0x00, blockNumber)
            // Arguments are evaluated from the right: the size is asked for after the call, not beside it.
            let answered := staticcall(50000, history, 0x00, 0x20, 0x00, 0x20)
            if and(answered, eq(returndatasize(), 0x20)) { hash := mload(0x00) }
        }
    }

    /// @notice mixHash of an RLP header that is known to be a header: the field after the timestamp and the extra data.
    function prevRandao(bytes calldata header) internal pure returns (bytes32) {
        // List prefix 3; parent 33, ommers 33, beneficiary 21, three roots 99, bloom 259.
        uint256 cursor = 448;
        // Difficulty, number, gas limit, gas used, time, extra data: strings of up to 55 bytes, one byte below 0x80.
        for (uint256 field; field < 6; ++field) {
            uint8 prefix = uint8(header[cursor]);
            // Six steps of at most 128.
            unchecked {
                cursor += prefix < 0x80 ? 1 : prefix - 0x7f;
            }
        }
        return bytes32(header[cursor + 1:cursor + 33]);
    }
}
