// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice An account's standing in one slot, lowest bits first:
///         experience (64) | completed (32) | won (32) | lost (32) | lastActivity (40) | spare (56).
/// @dev The counters are added to where they stand. None of them can reach its end: each step is a transaction that pays
///      for an agreement or a case, and experience is given no more than its room.
type StandingWord is uint256;

using {
    experience,
    completed,
    won,
    lost,
    lastActivity,
    isNobody,
    withActivity,
    withExperience,
    withCompleted,
    withWon,
    withLost
} for StandingWord global;

uint256 constant MAX_EXPERIENCE = type(uint64).max;
uint256 constant COMPLETED = 64;
uint256 constant WON = 96;
uint256 constant LOST = 128;
uint256 constant LAST_ACTIVITY = 160;
uint256 constant WITHOUT_ACTIVITY = (1 << LAST_ACTIVITY) - 1;

function experience(StandingWord word) pure returns (uint256) {
    return StandingWord.unwrap(word) & MAX_EXPERIENCE;
}

function completed(StandingWord word) pure returns (uint256) {
    return (StandingWord.unwrap(word) >> COMPLETED) & type(uint32).max;
}

function won(StandingWord word) pure returns (uint256) {
    return (StandingWord.unwrap(word) >> WON) & type(uint32).max;
}

function lost(StandingWord word) pure returns (uint256) {
    return (StandingWord.unwrap(word) >> LOST) & type(uint32).max;
}

function lastActivity(StandingWord word) pure returns (uint256) {
    return StandingWord.unwrap(word) >> LAST_ACTIVITY;
}

/// @notice Nothing has happened to this account: it has no token.
function isNobody(StandingWord word) pure returns (bool) {
    return StandingWord.unwrap(word) == 0;
}

function withActivity(StandingWord word, uint256 time) pure returns (StandingWord) {
    return StandingWord.wrap((StandingWord.unwrap(word) & WITHOUT_ACTIVITY) | (time << LAST_ACTIVITY));
}

/// @param gained At most MAX_EXPERIENCE less what is there.
function withExperience(StandingWord word, uint256 gained) pure returns (StandingWord) {
    unchecked {
        return StandingWord.wrap(StandingWord.unwrap(word) + gained);
    }
}

function withCompleted(StandingWord word) pure returns (StandingWord) {
    unchecked {
        return StandingWord.wrap(StandingWord.unwrap(word) + (1 << COMPLETED));
    }
}

function withWon(StandingWord word) pure returns (StandingWord) {
    unchecked {
        return StandingWord.wrap(StandingWord.unwrap(word) + (1 << WON));
    }
}

function withLost(StandingWord word) pure returns (StandingWord) {
    unchecked {
        return StandingWord.wrap(StandingWord.unwrap(word) + (1 << LOST));
    }
}
