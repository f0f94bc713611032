// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice The EIP-712 digest of an agreement's Terms: what both sides sign, what the chain stores, what the screen shows.
type AgreementId is bytes32;

/// @notice Small terms in one word, lowest bits first:
///         feeBps (16) | reviewPeriod in seconds (32) | signBy, unix seconds (40) | nonce (168).
type Config is uint256;

/// @param amount In the token's smallest unit.
/// @param due Unix seconds.
struct Milestone {
    uint96 amount;
    uint40 due;
}

/// @param token The zero address is the chain's native coin.
/// @param previous The agreement that this one amends, or zero.
/// @param brief Digest of the canonical JSON of the brief and its milestones: the words an arbiter judges by.
struct Terms {
    address client;
    address developer;
    address token;
    address court;
    Config config;
    bytes32 previous;
    bytes32 brief;
    Milestone[] milestones;
}

/// @notice A milestone's state. Unfunded is the zero value, so an empty slot needs no write.
enum State {
    Unfunded,
    Funded,
    Submitted,
    Disputed,
    Released,
    Refunded,
    Settled,
    Ruled
}
