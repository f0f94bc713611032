// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../interfaces/IGuildCourt.sol";

/// @notice A case's first slot, lowest bits first: claimant (160) | period (3) | reason (2) | by developer (1) |
///         answered (1) | redrawn (1) | silent arbiters slashed (3) | claims (5) | round (2) | deadline (40) |
///         deposit in 10^12 wei (32). Six bits are spare.
type Docket is uint256;

/// @notice A case's second slot: respondent (160) | what the period needs (96), lowest bits first.
///         Evidence: seed block (40) | seats frozen (16).
///         Commit: three seats of 16 | seed of a redraw (32) | seats frozen (16).
///         Reveal, Ruled: three seats of 16 | three votes of 16.
/// @dev A vote is the developer's basis points plus one; 0 means none.
type Panel is uint256;

using {
    claimant,
    period,
    reason,
    isByDeveloper,
    isAnswered,
    isRedrawn,
    silent,
    hasClaimed,
    round,
    deadline,
    deposit,
    withPeriod,
    withRuling,
    withAnswered,
    withRedrawn,
    withClaimed
} for Docket global;

using {
    respondent,
    seedBlock,
    frozen,
    seat,
    placeOf,
    seed,
    frozenAtDraw,
    vote,
    hasVoted,
    votes,
    sitting,
    isTold,
    isDrawn,
    withSeed,
    withDraw,
    withSeat,
    withAbsent,
    withVote
} for Panel global;

uint256 constant PANEL = 3;
uint256 constant QUORUM = 2;
uint256 constant DEPOSIT_UNIT = 1e12;
/// @dev A vote's place when its arbiter sent no commitment, or a commitment and no reveal.
uint256 constant ABSENT = 0xffff;
uint256 constant UNREVEALED = 0xfffe;
/// @dev Whose claim a bit of `claims` is; a juror's is 2 + its place.
uint256 constant CLAIMANT = 0;
uint256 constant RESPONDENT = 1;

uint256 constant PERIOD = 160;
uint256 constant REASON = 163;
uint256 constant BY_DEVELOPER = 165;
uint256 constant ANSWERED = 166;
uint256 constant REDRAWN = 167;
uint256 constant SILENT = 168;
uint256 constant CLAIMS = 171;
uint256 constant ROUND = 176;
uint256 constant DEADLINE = 178;
uint256 constant DEPOSIT = 218;

function newDocket(address claimant_, bool byDeveloper, uint256 deadline_, uint256 deposit_) pure returns (Docket) {
    uint256 word = uint160(claimant_);
    word |= uint256(IGuildCourt.Period.Answer) << PERIOD;
    if (byDeveloper) word |= 1 << BY_DEVELOPER;
    word |= 1 << ROUND;
    word |= deadline_ << DEADLINE;
    word |= (deposit_ / DEPOSIT_UNIT) << DEPOSIT;
    return Docket.wrap(word);
}

function claimant(Docket docket) pure returns (address) {
    return address(uint160(Docket.unwrap(docket)));
}

function period(Docket docket) pure returns (IGuildCourt.Period) {
    return IGuildCourt.Period((Docket.unwrap(docket) >> PERIOD) & 0x7);
}

function reason(Docket docket) pure returns (IGuildCourt.Reason) {
    return IGuildCourt.Reason((Docket.unwrap(docket) >> REASON) & 0x3);
}

function isByDeveloper(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> BY_DEVELOPER) & 1 != 0;
}

function isAnswered(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> ANSWERED) & 1 != 0;
}

function isRedrawn(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> REDRAWN) & 1 != 0;
}

/// @notice How many arbiters were slashed for sending no commitment, replaced ones included. At most six.
function silent(Docket docket) pure returns (uint256) {
    return (Docket.unwrap(docket) >> SILENT) & 0x7;
}

function hasClaimed(Docket docket, uint256 who) pure returns (bool) {
    return (Docket.unwrap(docket) >> (CLAIMS + who)) & 1 != 0;
}

function round(Docket docket) pure returns (uint256) {
    return (Docket.unwrap(docket) >> ROUND) & 0x3;
}

function deadline(Docket docket) pure returns (uint256) {
    return (Docket.unwrap(docket) >> DEADLINE) & type(uint40).max;
}

/// @notice What each party pays, in wei.
function deposit(Docket docket) pure returns (uint256) {
    return ((Docket.unwrap(docket) >> DEPOSIT) & type(uint32).max) * DEPOSIT_UNIT;
}

function withPeriod(Docket docket, IGuildCourt.Period period_, uint256 deadline_) pure returns (Docket) {
    uint256 kept = Docket.unwrap(docket) & ~((uint256(0x7) << PERIOD) | (uint256(type(uint40).max) << DEADLINE));
    return Docket.wrap(kept | (uint256(period_) << PERIOD) | (deadline_ << DEADLINE));
}

function withRuling(Docket docket, IGuildCourt.Reason reason_) pure returns (Docket) {
    uint256 ruled = Docket.unwrap(withPeriod(docket, IGuildCourt.Period.Ruled, 0));
    return Docket.wrap(ruled | (uint256(reason_) << REASON));
}

function withAnswered(Docket docket) pure returns (Docket) {
    return Docket.wrap(Docket.unwrap(docket) | (1 << ANSWERED));
}

/// @param count How many silent arbiters were slashed with it.
function withRedrawn(Docket docket, uint256 count) pure returns (Docket) {
    return Docket.wrap((Docket.unwrap(docket) | (1 << REDRAWN)) + (count << SILENT));
}

function withClaimed(Docket docket, uint256 who) pure returns (Docket) {
    return Docket.wrap(Docket.unwrap(docket) | (1 << (CLAIMS + who)));
}

uint256 constant SEATS = 160;
uint256 constant VOTES = 208;
uint256 constant FROZEN_AT_DRAW = 240;

function newPanel(address respondent_) pure returns (Panel) {
    return Panel.wrap(uint160(respondent_));
}

function respondent(Panel panel) pure returns (address) {
    return address(uint160(Panel.unwrap(panel)));
}

function seedBlock(Panel panel) pure returns (uint256) {
    return (Panel.unwrap(panel) >> SEATS) & type(uint40).max;
}

function frozen(Panel panel) pure returns (uint256) {
    return (Panel.unwrap(panel) >> (SEATS + 40)) & type(uint16).max;
}

function seat(Panel panel, uint256 place) pure returns (uint256) {
    return (Panel.unwrap(panel) >> (SEATS + 16 * place)) & type(uint16).max;
}

/// @return place PANEL if the seat is not in the panel.
function placeOf(Panel panel, uint256 seat_) pure returns (uint256 place) {
    if (seat_ == 0) return PANEL;
    while (place < PANEL && panel.seat(place) != seat_) ++place;
}

function seed(Panel panel) pure returns (uint256) {
    return (Panel.unwrap(panel) >> VOTES) & type(uint32).max;
}

function frozenAtDraw(Panel panel) pure returns (uint256) {
    return Panel.unwrap(panel) >> FROZEN_AT_DRAW;
}

/// @notice The raw vote: 0 for none, ABSENT, UNREVEALED, else basis points plus one.
function vote(Panel panel, uint256 place) pure returns (uint256) {
    return (Panel.unwrap(panel) >> (VOTES + 16 * place)) & type(uint16).max;
}

function hasVoted(Panel panel, uint256 place) pure returns (bool) {
    uint256 raw = panel.vote(place);
    return raw != 0 && raw < UNREVEALED;
}

/// @notice How many have revealed.
function votes(Panel panel) pure returns (uint256 count) {
    for (uint256 place; place < PANEL; ++place) {
        if (panel.hasVoted(place)) ++count;
    }
}

/// @notice How many places have an arbiter.
function sitting(Panel panel) pure returns (uint256 count) {
    for (uint256 place; place < PANEL; ++place) {
        if (panel.seat(place) != 0) ++count;
    }
}

/// @notice Whether nothing more is to be revealed.
function isTold(Panel panel) pure returns (bool) {
    for (uint256 place; place < PANEL; ++place) {
        if (panel.vote(place) == 0) return false;
    }
    return true;
}

/// @notice Whether a panel was drawn; only for ruled cases.
function isDrawn(Panel panel) pure returns (bool) {
    return Panel.unwrap(panel) >> SEATS != 0;
}

function withSeed(Panel panel, uint256 seedBlock_, uint256 frozen_) pure returns (Panel) {
    return Panel.wrap(uint160(panel.respondent()) | (seedBlock_ << SEATS) | (frozen_ << (SEATS + 40)));
}

function withDraw(Panel panel, uint256[] memory seats, uint256 seed_) pure returns (Panel) {
    uint256 word = uint160(panel.respondent());
    for (uint256 place; place < PANEL; ++place) word |= seats[place] << (SEATS + 16 * place);
    return Panel.wrap(word | ((seed_ & type(uint32).max) << VOTES) | (panel.frozen() << FROZEN_AT_DRAW));
}

function withSeat(Panel panel, uint256 place, uint256 seat_) pure returns (Panel) {
    uint256 shift = SEATS + 16 * place;
    return Panel.wrap((Panel.unwrap(panel) & ~(uint256(type(uint16).max) << shift)) | (seat_ << shift));
}

/// @notice Forgets the seed, whose place the votes take, and marks the places that nobody sits in.
function withAbsent(Panel panel) pure returns (Panel marked) {
    marked = Panel.wrap(Panel.unwrap(panel) & ((1 << VOTES) - 1));
    for (uint256 place; place < PANEL; ++place) {
        if (panel.seat(place) == 0) marked = marked.withVote(place, ABSENT);
    }
}

function withVote(Panel panel, uint256 place, uint256 raw) pure returns (Panel) {
    uint256 shift = VOTES + 16 * place;
    return Panel.wrap((Panel.unwrap(panel) & ~(uint256(type(uint16).max) << shift)) | (raw << shift));
}
