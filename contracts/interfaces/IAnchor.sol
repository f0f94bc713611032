// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Puts digests of what is kept off chain under the chain's clock. Holds nothing and knows nobody.
/// @notice Anyone may call: a reader believes the senders it was configured with and nobody else.
interface IAnchor {
    /// @param by Who says so. @param kind What the root is of. @param root Its digest.
    /// @param through How far what was digested reaches, in the kind's own count.
    event Anchored(address indexed by, bytes32 indexed kind, bytes32 root, uint64 through);

    /// @notice Says it, and that is all: nothing is stored, nothing reverts.
    function anchor(bytes32 kind, bytes32 root, uint64 through) external;
}
