// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice The panel of one round, in memory. Packed: a seat of 16 bits a place | a vote of 14 a place | the tail (8 at
///         most). Three places fit in a case's own slot, seven in one of their own, fifteen in two.
/// @param size How many places. @param seats What each place's seat is; 0 for none. @param votes The developer's basis
///        points plus one of each place; 0 for none. @param tail Redrawn (1) | paid by the client (1) | by the developer (1)
///        | silent arbiters slashed (5).
/// @dev Until the draw `seats` holds the seed block, and until the reveal `votes` holds how many seats were frozen (16)
///      and what is kept of the seed for a redraw (26).
struct Panel {
    uint256 size;
    uint256 seats;
    uint256 votes;
    uint256 tail;
}

using {
    read,
    pack,
    seat,
    placeOf,
    vote,
    hasVoted,
    count,
    sitting,
    isTold,
    hasQuorum,
    isDrawn,
    seedBlock,
    frozen,
    seed,
    isRedrawn,
    silent,
    isPaidBy,
    isAppealed,
    setSeat,
    setVote,
    setDrawn,
    setRedrawn,
    setPaid,
    empty,
    forget
} for Panel global;

/// @dev The vote of an arbiter that did not reveal.
uint256 constant UNREVEALED = 0x3fff;
uint256 constant SEED_MASK = (1 << 26) - 1;

/// @notice Three, seven, fifteen: twice as many and one.
function sizeOf(uint256 round) pure returns (uint256) {
    unchecked {
        return (2 << round) - 1;
    }
}

/// @dev Where the seat and the vote of a place begin: at most fifteen of each, so nothing overflows.
function seatShift(uint256 place) pure returns (uint256) {
    unchecked {
        return 16 * place;
    }
}

function voteShift(uint256 place) pure returns (uint256) {
    unchecked {
        return 14 * place;
    }
}

/// @dev Field by field, here and below: a struct that is built whole is laid out in memory twice.
function newPanel(uint256 round, uint256 seedBlock_, uint256 frozen_) pure returns (Panel memory panel) {
    panel.size = sizeOf(round);
    panel.seats = seedBlock_;
    panel.votes = frozen_;
}

/// @notice Reads a panel from its word; of fifteen, whose seats are a word of their own, from the other one.
function read(Panel memory panel, uint256 round, uint256 seats, uint256 word) pure {
    uint256 size = sizeOf(round);
    panel.size = size;
    if (size < 15) {
        seats = word & ((1 << seatShift(size)) - 1);
        word >>= seatShift(size);
    }
    panel.seats = seats;
    panel.votes = word & ((1 << voteShift(size)) - 1);
    panel.tail = word >> voteShift(size);
}

function pack(Panel memory panel) pure returns (uint256 seats, uint256 word) {
    word = panel.votes | (panel.tail << voteShift(panel.size));
    if (panel.size == 15) return (panel.seats, word);
    return (0, panel.seats | (word << seatShift(panel.size)));
}

function seat(Panel memory panel, uint256 place) pure returns (uint256) {
    return (panel.seats >> seatShift(place)) & type(uint16).max;
}

/// @return place The panel's size if the seat is not in it.
function placeOf(Panel memory panel, uint256 seat_) pure returns (uint256 place) {
    if (seat_ == 0) return panel.size;
    while (place < panel.size && panel.seat(place) != seat_) ++place;
}

/// @notice The raw vote: 0 for none, UNREVEALED, else basis points plus one.
function vote(Panel memory panel, uint256 place) pure returns (uint256) {
    return (panel.votes >> voteShift(place)) & 0x3fff;
}

function hasVoted(Panel memory panel, uint256 place) pure returns (bool) {
    uint256 raw = panel.vote(place);
    return raw != 0 && raw != UNREVEALED;
}

/// @notice How many have revealed.
function count(Panel memory panel) pure returns (uint256 votes) {
    for (uint256 place; place < panel.size; ++place) {
        if (panel.hasVoted(place)) ++votes;
    }
}

/// @notice How many places have an arbiter.
function sitting(Panel memory panel) pure returns (uint256 seats) {
    for (uint256 place; place < panel.size; ++place) {
        if (panel.seat(place) != 0) ++seats;
    }
}

/// @notice Whether nothing more is to be revealed.
function isTold(Panel memory panel) pure returns (bool) {
    for (uint256 place; place < panel.size; ++place) {
        if (panel.vote(place) == 0 && panel.seat(place) != 0) return false;
    }
    return true;
}

function hasQuorum(Panel memory panel, uint256 votes) pure returns (bool) {
    return 2 * votes > panel.size;
}

/// @notice Whether a panel was drawn; not while its evidence is heard.
function isDrawn(Panel memory panel) pure returns (bool) {
    return panel.seats != 0 || panel.silent() != 0;
}

function seedBlock(Panel memory panel) pure returns (uint256) {
    return panel.seats;
}

function frozen(Panel memory panel) pure returns (uint256) {
    return panel.votes & type(uint16).max;
}

function seed(Panel memory panel) pure returns (uint256) {
    return panel.votes >> 16;
}

function isRedrawn(Panel memory panel) pure returns (bool) {
    return panel.tail & 1 != 0;
}

/// @notice How many arbiters were slashed for sending no commitment, or for one that was shown, replaced ones included: at
///         most two a place.
function silent(Panel memory panel) pure returns (uint256) {
    return panel.tail >> 3;
}

function isPaidBy(Panel memory panel, bool developer) pure returns (bool) {
    return panel.tail & (developer ? 4 : 2) != 0;
}

/// @notice Whether a party paid for this round.
function isAppealed(Panel memory panel) pure returns (bool) {
    return panel.tail & 6 != 0;
}

function setSeat(Panel memory panel, uint256 place, uint256 seat_) pure {
    panel.seats |= seat_ << seatShift(place);
}

function setVote(Panel memory panel, uint256 place, uint256 raw) pure {
    panel.votes |= raw << voteShift(place);
}

/// @dev Seats come one by one, by `setSeat`.
function setDrawn(Panel memory panel, uint256 seed_) pure {
    panel.seats = 0;
    panel.votes = panel.frozen() | ((seed_ & SEED_MASK) << 16);
}

function setRedrawn(Panel memory panel) pure {
    panel.tail |= 1;
}

function setPaid(Panel memory panel, bool developer) pure {
    panel.tail |= developer ? 4 : 2;
}

/// @notice The arbiter at this place sent no commitment, or one that was shown.
function empty(Panel memory panel, uint256 place) pure {
    panel.seats &= ~(uint256(type(uint16).max) << seatShift(place));
    panel.tail += 8;
}

/// @notice Forgets the seed, whose place the votes take.
function forget(Panel memory panel) pure {
    panel.votes = 0;
}
