// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../interfaces/IGuildCourt.sol";

/// @notice A case in one slot, lowest bits first: hash of its parties (88) | period (3) | reason (2) | by developer (1) |
///         fast (1) | answered (1) | round (2) | rewarded (1) | reclaimed (1) | deadline (36) | deposit in 10^12 wei (24) |
///         the first round's panel (96). Only rounds after the first take slots of their own.
/// @dev The hash holds the case's id, so nobody looks for a second pair with the help of other cases: 2^88 tries.
type Docket is uint256;

using {
    parties,
    period,
    isIn,
    reason,
    isByDeveloper,
    isFast,
    isAnswered,
    round,
    isRewarded,
    isReclaimed,
    deadline,
    deposit,
    firstPanel,
    withPeriod,
    withRuling,
    withAnswered,
    withRound,
    withRewarded,
    withReclaimed,
    withFirstPanel
} for Docket global;

uint256 constant DEPOSIT_UNIT = 1e12;
uint256 constant MAX_DEPOSIT = type(uint24).max * DEPOSIT_UNIT;
uint256 constant LAST_ROUND = 3;

uint256 constant PERIOD = 88;
uint256 constant REASON = 91;
uint256 constant BY_DEVELOPER = 93;
uint256 constant FAST = 94;
uint256 constant ANSWERED = 95;
uint256 constant ROUND = 96;
uint256 constant REWARDED = 98;
uint256 constant RECLAIMED = 99;
uint256 constant DEADLINE = 100;
uint256 constant DEPOSIT = 136;
uint256 constant FIRST_PANEL = 160;

uint256 constant DEADLINE_MASK = (1 << 36) - 1;

function newDocket(
    uint256 parties_,
    bool byDeveloper,
    bool fast,
    uint256 deadline_,
    uint256 deposit_
) pure returns (Docket) {
    uint256 word = parties_ | (1 << ROUND);
    word |= uint256(IGuildCourt.Period.Answer) << PERIOD;
    if (byDeveloper) word |= 1 << BY_DEVELOPER;
    if (fast) word |= 1 << FAST;
    word |= deadline_ << DEADLINE;
    word |= (deposit_ / DEPOSIT_UNIT) << DEPOSIT;
    return Docket.wrap(word);
}

function hashOf(bytes32 caseId, IGuildCourt.Parties memory who) pure returns (uint256) {
    return uint88(uint256(keccak256(abi.encode(caseId, who.client, who.developer))));
}

function parties(Docket docket) pure returns (uint256) {
    return uint88(Docket.unwrap(docket));
}

function period(Docket docket) pure returns (IGuildCourt.Period) {
    return IGuildCourt.Period((Docket.unwrap(docket) >> PERIOD) & 0x7);
}

/// @notice Whether this is the period that was written down: a ruling by the clock is not.
function isIn(Docket docket, IGuildCourt.Period period_) pure returns (bool) {
    return (Docket.unwrap(docket) >> PERIOD) & 0x7 == uint256(period_);
}

function reason(Docket docket) pure returns (IGuildCourt.Reason) {
    return IGuildCourt.Reason((Docket.unwrap(docket) >> REASON) & 0x3);
}

function isByDeveloper(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> BY_DEVELOPER) & 1 != 0;
}

function isFast(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> FAST) & 1 != 0;
}

function isAnswered(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> ANSWERED) & 1 != 0;
}

function round(Docket docket) pure returns (uint256) {
    return (Docket.unwrap(docket) >> ROUND) & 0x3;
}

/// @notice Whether its arbiters got what they earned.
function isRewarded(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> REWARDED) & 1 != 0;
}

/// @notice Whether its parties got back what is left of their deposits.
function isReclaimed(Docket docket) pure returns (bool) {
    return (Docket.unwrap(docket) >> RECLAIMED) & 1 != 0;
}

function deadline(Docket docket) pure returns (uint256) {
    return (Docket.unwrap(docket) >> DEADLINE) & DEADLINE_MASK;
}

/// @notice What each party paid at first, in wei.
function deposit(Docket docket) pure returns (uint256) {
    return ((Docket.unwrap(docket) >> DEPOSIT) & type(uint24).max) * DEPOSIT_UNIT;
}

function firstPanel(Docket docket) pure returns (uint256) {
    return Docket.unwrap(docket) >> FIRST_PANEL;
}

function withPeriod(Docket docket, IGuildCourt.Period period_, uint256 deadline_) pure returns (Docket) {
    uint256 kept = Docket.unwrap(docket) & ~((uint256(0x7) << PERIOD) | (DEADLINE_MASK << DEADLINE));
    return Docket.wrap(kept | (uint256(period_) << PERIOD) | (deadline_ << DEADLINE));
}

function withRuling(Docket docket, IGuildCourt.Reason reason_) pure returns (Docket) {
    uint256 ruled = Docket.unwrap(withPeriod(docket, IGuildCourt.Period.Ruled, 0));
    return Docket.wrap(ruled | (uint256(reason_) << REASON));
}

function withAnswered(Docket docket) pure returns (Docket) {
    return Docket.wrap(Docket.unwrap(docket) | (1 << ANSWERED));
}

function withRound(Docket docket, uint256 round_) pure returns (Docket) {
    return Docket.wrap((Docket.unwrap(docket) & ~(uint256(0x3) << ROUND)) | (round_ << ROUND));
}

function withRewarded(Docket docket) pure returns (Docket) {
    return Docket.wrap(Docket.unwrap(docket) | (1 << REWARDED));
}

function withReclaimed(Docket docket) pure returns (Docket) {
    return Docket.wrap(Docket.unwrap(docket) | (1 << RECLAIMED));
}

function withFirstPanel(Docket docket, uint256 panel) pure returns (Docket) {
    return Docket.wrap((Docket.unwrap(docket) & ((1 << FIRST_PANEL) - 1)) | (panel << FIRST_PANEL));
}
