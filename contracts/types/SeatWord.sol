// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice A seat in one slot, lowest bits first: arbiter (160) | counts from (40) | leaves at (40).
///         An empty seat holds the next empty one instead. Whether it is busy is a bit elsewhere.
/// @dev A seat that is held has its whole stake: whoever is slashed loses the seat.
type SeatWord is uint256;

/// @notice The court's seats in one slot, lowest bits first: seats ever at once (16) | owners (16) | first empty seat (16).
type Bench is uint256;

/// @notice What the court keeps of an account in one slot, lowest bits first: credit in wei (128) | seats (8).
type Account is uint256;

using {credit, held, withCredit, withHeld, plus} for Account global;
using {arbiter, countsFrom, leavesAt, nextEmpty, withLeave} for SeatWord global;
using {seats, owners, firstEmpty} for Bench global;

uint256 constant COUNTS_FROM = 160;
uint256 constant LEAVES_AT = 200;

function newSeat(address arbiter_, uint256 countsFrom_) pure returns (SeatWord) {
    return SeatWord.wrap(uint160(arbiter_) | (countsFrom_ << COUNTS_FROM));
}

function emptySeat(uint256 next) pure returns (SeatWord) {
    return SeatWord.wrap(next << COUNTS_FROM);
}

function arbiter(SeatWord seat) pure returns (address) {
    return address(uint160(SeatWord.unwrap(seat)));
}

function countsFrom(SeatWord seat) pure returns (uint256) {
    return (SeatWord.unwrap(seat) >> COUNTS_FROM) & type(uint40).max;
}

function nextEmpty(SeatWord seat) pure returns (uint256) {
    return SeatWord.unwrap(seat) >> COUNTS_FROM;
}

function leavesAt(SeatWord seat) pure returns (uint256) {
    return (SeatWord.unwrap(seat) >> LEAVES_AT) & type(uint40).max;
}

function withLeave(SeatWord seat, uint256 leavesAt_) pure returns (SeatWord) {
    return SeatWord.wrap(SeatWord.unwrap(seat) | (leavesAt_ << LEAVES_AT));
}

function credit(Account account) pure returns (uint256) {
    return Account.unwrap(account) & type(uint128).max;
}

/// @notice How many seats the account holds.
function held(Account account) pure returns (uint256) {
    return Account.unwrap(account) >> 128;
}

function withCredit(Account account, uint256 credit_) pure returns (Account) {
    return Account.wrap((Account.unwrap(account) & ~uint256(type(uint128).max)) | credit_);
}

function withHeld(Account account, uint256 seats_) pure returns (Account) {
    return Account.wrap(account.credit() | (seats_ << 128));
}

/// @dev Sums of wei that were paid in: 2^128 of them do not exist.
function plus(Account account, uint256 amount) pure returns (Account) {
    return Account.wrap(Account.unwrap(account) + amount);
}

function newBench(uint256 seats_, uint256 owners_, uint256 firstEmpty_) pure returns (Bench) {
    return Bench.wrap(seats_ | (owners_ << 16) | (firstEmpty_ << 32));
}

function seats(Bench bench) pure returns (uint256) {
    return Bench.unwrap(bench) & type(uint16).max;
}

function owners(Bench bench) pure returns (uint256) {
    return (Bench.unwrap(bench) >> 16) & type(uint16).max;
}

function firstEmpty(Bench bench) pure returns (uint256) {
    return Bench.unwrap(bench) >> 32;
}
