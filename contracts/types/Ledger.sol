// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {State} from "./Terms.sol";

/// @notice All that Escrow keeps of an agreement, in one slot, lowest bits first:
///         funded (4) | accepted (1) | cancelled (1) | amended (1) | spare (9) | twelve lanes of 20 bits.
///         A lane: phase (4) | has released parts (1) | clock (15).
/// @dev Zero means that the agreement was never funded. It never becomes zero again: a tombstone (law 3).
///
///      Phases 0 to 7 are Funded (even) and Submitted (odd), and phase / 2 counts the requests for changes.
///      Phases 8 to 13 are State.Disputed to State.Amended.
///      Phases 14 and 15 are disputed too, together with other lanes: 15 is the lowest of them, whose case it is, and 14
///      keeps that lane's index in place of a clock. A lane that closes keeps its clock, so the others still find it.
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
    isAmended,
    stateOf,
    isOpen,
    isSubmitted,
    changesRequestedOf,
    hasParts,
    clockOf,
    headOf,
    caseOf,
    isComplete,
    withFunded,
    withAccepted,
    withCancelled,
    withAmended,
    withParts,
    withSubmitted,
    withChangesRequested,
    withDisputed,
    withDisputedTogether,
    withClosed
} for Ledger global;

uint256 constant MAX_MILESTONES = 12;

uint256 constant ACCEPTED = 1 << 4;
uint256 constant CANCELLED = 1 << 5;
uint256 constant AMENDED = 1 << 6;
uint256 constant LANES = 16;
uint256 constant LANE_BITS = 20;
uint256 constant LANE_MASK = (1 << LANE_BITS) - 1;
uint256 constant PHASE_MASK = 0xf;
uint256 constant PARTS = 1 << 4;
uint256 constant CLOCK = 5;
uint256 constant CLOCK_MASK = (1 << 15) - 1;
uint256 constant DISPUTED = 8;
uint256 constant JOINED = 14;
uint256 constant HEAD = 15;

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

/// @notice Another agreement took this one's place: nothing is funded here any more.
function isAmended(Ledger ledger) pure returns (bool) {
    return Ledger.unwrap(ledger) & AMENDED != 0;
}

function stateOf(Ledger ledger, uint256 index) pure returns (State) {
    if (index >= ledger.funded()) return State.Unfunded;
    uint256 phase = laneOf(ledger, index) & PHASE_MASK;
    if (phase >= JOINED) return State.Disputed;
    if (phase >= DISPUTED) return State(uint256(State.Disputed) + phase - DISPUTED);
    return phase & 1 == 0 ? State.Funded : State.Submitted;
}

/// @notice Whether a lane is funded or submitted: what it holds can leave it without a judge.
function isOpen(Ledger ledger, uint256 index) pure returns (bool) {
    return index < ledger.funded() && laneOf(ledger, index) & PHASE_MASK < DISPUTED;
}

/// @notice Whether an open lane is submitted.
function isSubmitted(Ledger ledger, uint256 index) pure returns (bool) {
    return laneOf(ledger, index) & 1 != 0;
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

/// @notice The lane whose index names the case of a disputed lane: its own, unless they were disputed together.
function headOf(Ledger ledger, uint256 index) pure returns (uint256) {
    uint256 lane = laneOf(ledger, index);
    return lane & PHASE_MASK == JOINED ? lane >> CLOCK : index;
}

/// @notice The lanes that are still disputed in the case of a disputed lane, a bit each.
function caseOf(Ledger ledger, uint256 index) pure returns (uint256 lanes) {
    if (laneOf(ledger, index) & PHASE_MASK == DISPUTED) return 1 << index;
    uint256 head = headOf(ledger, index);
    for (uint256 other = head; other < MAX_MILESTONES; ++other) {
        uint256 phase = laneOf(ledger, other) & PHASE_MASK;
        if (phase >= JOINED && headOf(ledger, other) == head) lanes |= 1 << other;
    }
}

/// @notice Whether all `count` milestones are funded and closed.
function isComplete(Ledger ledger, uint256 count) pure returns (bool) {
    if (ledger.funded() != count) return false;
    for (uint256 index; index < count; ++index) {
        uint256 phase = laneOf(ledger, index) & PHASE_MASK;
        if (phase <= DISPUTED || phase >= JOINED) return false;
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

function withAmended(Ledger ledger) pure returns (Ledger) {
    return Ledger.wrap(Ledger.unwrap(ledger) | AMENDED);
}

function withParts(Ledger ledger, uint256 index) pure returns (Ledger) {
    return Ledger.wrap(Ledger.unwrap(ledger) | (PARTS << shiftOf(index)));
}

function withSubmitted(Ledger ledger, uint256 index) view returns (Ledger) {
    return withPhase(ledger, index, (laneOf(ledger, index) & PHASE_MASK) + 1, hourUp(block.timestamp));
}

function withChangesRequested(Ledger ledger, uint256 index) view returns (Ledger) {
    return withPhase(ledger, index, (laneOf(ledger, index) & PHASE_MASK) + 1, hourUp(block.timestamp));
}

function withDisputed(Ledger ledger, uint256 index) view returns (Ledger) {
    return withPhase(ledger, index, DISPUTED, hourUp(block.timestamp));
}

/// @param lanes A bit each. The lowest gives the case its name and keeps the clock for all.
function withDisputedTogether(Ledger ledger, uint256 lanes) view returns (Ledger) {
    uint256 head = MAX_MILESTONES;
    for (uint256 index; lanes >> index != 0; ++index) {
        if ((lanes >> index) & 1 == 0) continue;
        if (head == MAX_MILESTONES) {
            head = index;
            ledger = withPhase(ledger, index, HEAD, hourUp(block.timestamp));
        } else {
            ledger = withPhase(ledger, index, JOINED, head);
        }
    }
    return ledger;
}

function withClosed(Ledger ledger, uint256 index, State state) pure returns (Ledger) {
    uint256 shift = shiftOf(index);
    uint256 phase = DISPUTED + uint256(state) - uint256(State.Disputed);
    return Ledger.wrap((Ledger.unwrap(ledger) & ~(PHASE_MASK << shift)) | (phase << shift));
}

function hourUp(uint256 time) pure returns (uint256) {
    unchecked {
        return (time + 1 hours - 1) / 1 hours;
    }
}

/// @dev Of an index beyond the twelve it is no lane's place: `stateOf` has refused such a one before anything is written.
function shiftOf(uint256 index) pure returns (uint256) {
    unchecked {
        return LANES + LANE_BITS * index;
    }
}

function laneOf(Ledger ledger, uint256 index) pure returns (uint256) {
    return (Ledger.unwrap(ledger) >> shiftOf(index)) & LANE_MASK;
}

/// @dev Keeps the lane's PARTS bit: what was released in parts stays readable after it closed.
function withPhase(Ledger ledger, uint256 index, uint256 phase, uint256 clock) pure returns (Ledger) {
    uint256 shift = shiftOf(index);
    uint256 kept = Ledger.unwrap(ledger) & ~((LANE_MASK ^ PARTS) << shift);
    return Ledger.wrap(kept | ((phase | ((clock & CLOCK_MASK) << CLOCK)) << shift));
}
