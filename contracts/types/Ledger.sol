// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {State} from "./Terms.sol";

/// @notice All that Escrow keeps of an agreement, in one slot, lowest bits first:
///         funded (4) | accepted (1) | cancelled (1) | spare (10) | twelve lanes of 20 bits.
///         A lane: phase (4) | has released parts (1) | clock (15).
/// @dev Zero means that the agreement was never funded. It never becomes zero again: a tombstone (law 3).
///
///      Phases 0 to 7 are Funded (even) and Submitted (odd), and phase / 2 counts the requests for changes.
///      Phases 8 to 12 are State.Disputed to State.Ruled.
///
///      A clock counts whole hours, rounded up so that no period is ever cut short, modulo 2^15 (3.7 years). It is read
///      as the latest such hour. One that nobody touched for 3.7 years starts over: that delays a timeout and can
///      never bring it forward, and a further period lies no more than 90 days ahead.
type Ledger is uint256;

using {
    exists,
    funded,
    isAccepted,
    isCancelled,
    stateOf,
    changesRequestedOf,
    hasParts,
    clockOf,
    isComplete,
    withFunded,
    withAccepted,
    withCancelled,
    withParts,
    withSubmitted,
    withChangesRequested,
    withDisputed,
    withClosed
} for Ledger global;

uint256 constant MAX_MILESTONES = 12;

uint256 constant ACCEPTED = 1 << 4;
uint256 constant CANCELLED = 1 << 5;
uint256 constant LANES = 16;
uint256 constant LANE_BITS = 20;
uint256 constant LANE_MASK = (1 << LANE_BITS) - 1;
uint256 constant PHASE_MASK = 0xf;
uint256 constant PARTS = 1 << 4;
uint256 constant CLOCK = 5;
uint256 constant CLOCK_MASK = (1 << 15) - 1;
uint256 constant DISPUTED = 8;

function exists(Ledger ledger) pure returns (bool) {
    return Ledger.unwrap(ledger) != 0;
}

function funded(Ledger ledger) pure returns (uint256) {
    return Ledger.unwrap(ledger) & 0xf;
}

function isAccepted(Ledger ledger) pure returns (bool) {
    return Ledger.unwrap(ledger) & ACCEPTED != 0;
}

function isCancelled(Ledger ledger) pure returns (bool) {
    return Ledger.unwrap(ledger) & CANCELLED != 0;
}

function stateOf(Ledger ledger, uint256 index) pure returns (State) {
    if (index >= ledger.funded()) return State.Unfunded;
    uint256 phase = laneOf(ledger, index) & PHASE_MASK;
    if (phase >= DISPUTED) return State(uint256(State.Disputed) + phase - DISPUTED);
    return phase & 1 == 0 ? State.Funded : State.Submitted;
}

/// @notice How often the client asked; 0 once the lane is disputed or closed.
function changesRequestedOf(Ledger ledger, uint256 index) pure returns (uint256) {
    uint256 phase = laneOf(ledger, index) & PHASE_MASK;
    return phase < DISPUTED ? phase >> 1 : 0;
}

function hasParts(Ledger ledger, uint256 index) pure returns (bool) {
    return laneOf(ledger, index) & PARTS != 0;
}

/// @notice The second at which the lane was last stamped, rounded up to the hour. Only for lanes that were stamped.
function clockOf(Ledger ledger, uint256 index) view returns (uint256) {
    uint256 hour = hourUp(block.timestamp);
    uint256 elapsed = (hour - ((laneOf(ledger, index) >> CLOCK) & CLOCK_MASK)) & CLOCK_MASK;
    return (hour - elapsed) * 1 hours;
}

/// @notice Whether all `count` milestones are funded and closed.
function isComplete(Ledger ledger, uint256 count) pure returns (bool) {
    if (ledger.funded() != count) return false;
    for (uint256 index; index < count; ++index) {
        if (laneOf(ledger, index) & PHASE_MASK <= DISPUTED) return false;
    }
    return true;
}

function withFunded(Ledger ledger, uint256 count) pure returns (Ledger) {
    return Ledger.wrap((Ledger.unwrap(ledger) & ~uint256(0xf)) | count);
}

function withAccepted(Ledger ledger) pure returns (Ledger) {
    return Ledger.wrap(Ledger.unwrap(ledger) | ACCEPTED);
}

function withCancelled(Ledger ledger) pure returns (Ledger) {
    return Ledger.wrap(Ledger.unwrap(ledger) | CANCELLED);
}

function withParts(Ledger ledger, uint256 index) pure returns (Ledger) {
    return Ledger.wrap(Ledger.unwrap(ledger) | (PARTS << shiftOf(index)));
}

function withSubmitted(Ledger ledger, uint256 index) view returns (Ledger) {
    return withPhase(ledger, index, (laneOf(ledger, index) & PHASE_MASK) + 1, block.timestamp);
}

function withChangesRequested(Ledger ledger, uint256 index) view returns (Ledger) {
    return withPhase(ledger, index, (laneOf(ledger, index) & PHASE_MASK) + 1, block.timestamp);
}

function withDisputed(Ledger ledger, uint256 index) view returns (Ledger) {
    return withPhase(ledger, index, DISPUTED, block.timestamp);
}

function withClosed(Ledger ledger, uint256 index, State state) pure returns (Ledger) {
    return withPhase(ledger, index, DISPUTED + uint256(state) - uint256(State.Disputed), 0);
}

function hourUp(uint256 time) pure returns (uint256) {
    return (time + 1 hours - 1) / 1 hours;
}

function shiftOf(uint256 index) pure returns (uint256) {
    return LANES + LANE_BITS * index;
}

function laneOf(Ledger ledger, uint256 index) pure returns (uint256) {
    return (Ledger.unwrap(ledger) >> shiftOf(index)) & LANE_MASK;
}

/// @dev Keeps the lane's PARTS bit: what was released in parts stays readable after it closed.
function withPhase(Ledger ledger, uint256 index, uint256 phase, uint256 time) pure returns (Ledger) {
    uint256 shift = shiftOf(index);
    uint256 kept = Ledger.unwrap(ledger) & ~((LANE_MASK ^ PARTS) << shift);
    return Ledger.wrap(kept | ((phase | ((hourUp(time) & CLOCK_MASK) << CLOCK)) << shift));
}
