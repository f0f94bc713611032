// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice The EIP-712 digest of an agreement's Terms: what both sides sign, what the chain stores, what the screen shows.
type AgreementId is bytes32;

/// @notice Small terms in one word, lowest bits first:
///         feeBps (16) | reviewPeriod in seconds (32) | signBy, unix seconds (40) | nonce (160) | options (8).
///         The one option is ALLOWS_ADVANCE.
type Config is uint256;

using {feeBps, reviewPeriod, signBy, options, allowsAdvance} for Config global;
using {idIn, milestoneAt, amountAt, dueAt} for Terms global;

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
    Ruled,
    /// What it held is held by the agreement that took this one's place.
    Amended
}

/// @dev Both signed that the developer may answer a claim out of the milestone that is disputed.
uint256 constant ALLOWS_ADVANCE = 1;

bytes32 constant MILESTONE_TYPEHASH = keccak256("Milestone(uint96 amount,uint40 due)");
bytes32 constant TERMS_TYPEHASH = keccak256(
    "Terms(address client,address developer,address token,address court,uint256 config,bytes32 previous,bytes32 brief,Milestone[] milestones)Milestone(uint96 amount,uint40 due)"
);

function feeBps(Config config) pure returns (uint256) {
    return Config.unwrap(config) & type(uint16).max;
}

function reviewPeriod(Config config) pure returns (uint256) {
    return (Config.unwrap(config) >> 16) & type(uint32).max;
}

/// @notice Until when the developer's signature over these Terms may be used at funding.
function signBy(Config config) pure returns (uint256) {
    return (Config.unwrap(config) >> 48) & type(uint40).max;
}

function options(Config config) pure returns (uint256) {
    return Config.unwrap(config) >> 248;
}

function allowsAdvance(Config config) pure returns (bool) {
    return options(config) & ALLOWS_ADVANCE != 0;
}

/// @return amount Of the milestone at `index`, in the token's smallest unit. @return due Unix seconds.
/// @dev In assembly because every call pays for it: without the bound, for whoever asks has compared the index with what is
///      funded, and without the widths, for a word that is too wide gives an id that nobody created (see idIn).
function milestoneAt(Terms calldata terms, uint256 index) pure returns (uint256 amount, uint256 due) {
    assembly ("memory-safe") {
        let from := add(add(terms, calldataload(add(terms, 0xe0))), add(0x20, shl(6, index)))
        amount := and(calldataload(from), 0xffffffffffffffffffffffff)
        due := and(calldataload(add(from, 0x20)), 0xffffffffff)
    }
}

function amountAt(Terms calldata terms, uint256 index) pure returns (uint256 amount) {
    (amount, ) = terms.milestoneAt(index);
}

function dueAt(Terms calldata terms, uint256 index) pure returns (uint256 due) {
    (, due) = terms.milestoneAt(index);
}

/// @dev In assembly because every call pays for it. Words are hashed as they came: a word with dirty upper bits gives an
///      id that nobody created, since creation reads every field through the compiler's own checks.
function idIn(Terms calldata terms, bytes32 domainSeparator) pure returns (AgreementId id) {
    Milestone[] calldata milestones = terms.milestones;
    bytes32 termsTypehash = TERMS_TYPEHASH;
    bytes32 milestoneTypehash = MILESTONE_TYPEHASH;

    assembly ("memory-safe") {
        // Scratch beyond the free memory pointer: nine words of the struct, three of a milestone, then their hashes.
        let struct_ := mload(0x40)
        let milestone := add(struct_, 0x120)
        let hashes := add(milestone, 0x60)

        mstore(milestone, milestoneTypehash)
        let hash := hashes
        let end := add(milestones.offset, shl(6, milestones.length))
        for {
            let from := milestones.offset
        } lt(from, end) {
            from := add(from, 0x40)
        } {
            calldatacopy(add(milestone, 0x20), from, 0x40)
            mstore(hash, keccak256(milestone, 0x60))
            hash := add(hash, 0x20)
        }

        mstore(struct_, termsTypehash)
        calldatacopy(add(struct_, 0x20), terms, 0xe0)
        mstore(add(struct_, 0x100), keccak256(hashes, sub(hash, hashes)))

        mstore(milestone, hex"1901")
        mstore(add(milestone, 0x02), domainSeparator)
        mstore(add(milestone, 0x22), keccak256(struct_, 0x120))
        id := keccak256(milestone, 0x42)
    }
}
