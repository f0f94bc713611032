// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Statute} from "./Statute.sol";
import {Account, Bench, SeatWord, emptySeat, newBench, newSeat} from "./types/SeatWord.sol";

/// @title The part of Court that holds stakes: who sits, who is drawn, who loses a seat.
/// @dev Law 8: a held seat has its whole stake and serves one case at a time, until that case is ruled and rewarded, so
///      what a case may slash is always there.
abstract contract Seats is Statute {
    /// @param tries How many seats the seed has named so far. @param frozen How many seats there were.
    /// @param asOf Seats that counted then are drawn from. @param out Who may not be drawn; filled up to `known`.
    struct Lot {
        uint256 seed;
        uint256 tries;
        uint256 maxTries;
        uint256 frozen;
        uint256 asOf;
        address[] out;
        uint256 known;
    }

    uint256 private constant MAX_SEATS_EACH = 5;
    uint256 private constant MAX_SEATS = type(uint16).max;

    address public immutable reputation;

    Bench private _bench;
    mapping(uint256 seat => SeatWord) private _seats;
    mapping(uint256 word => uint256 bits) private _busy;
    mapping(address account => Account) private _accounts;

    constructor(address reputation_, Parameters memory p) Statute(p) {
        reputation = reputation_;
    }

    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IGuildCourt
    function takeSeat() external payable returns (uint256 seat) {
        if (msg.value != _seatStake) revert Court_WrongStake(_seatStake, msg.value);
        Account account = _accounts[msg.sender];
        uint256 held = account.held();
        if (held == MAX_SEATS_EACH) revert Court_TooManySeats(msg.sender, held);
        if (held != 0) _requireStanding(held);
        Bench bench_ = _bench;
        uint256 owners = bench_.owners() + (held == 0 ? 1 : 0);

        seat = bench_.firstEmpty();
        if (seat != 0) {
            _bench = newBench(bench_.seats(), owners, _seats[seat].nextEmpty());
        } else {
            seat = bench_.seats() + 1;
            if (seat > MAX_SEATS) revert Court_Full(MAX_SEATS);
            _bench = newBench(seat, owners, 0);
        }
        _accounts[msg.sender] = account.withHeld(held + 1);
        _seats[seat] = newSeat(msg.sender, block.timestamp + _seatDelay);
        emit SeatTaken(seat, msg.sender);
    }

    /// @inheritdoc IGuildCourt
    function leaveSeat(uint256 seat) external {
        SeatWord word = _seats[seat];
        if (msg.sender != word.arbiter()) revert Court_NotSeatHolder(seat, msg.sender);
        uint256 leavesAt = word.leavesAt();
        if (leavesAt == 0) {
            leavesAt = block.timestamp + _leaveDelay;
            _seats[seat] = word.withLeave(leavesAt);
            emit SeatLeaving(seat, msg.sender, leavesAt);
            return;
        }
        if (block.timestamp < leavesAt) revert Court_LeavesLater(seat, leavesAt);
        if (_isBusy(seat)) revert Court_SeatBusy(seat);

        _vacate(seat, msg.sender, _seatStake);
    }

    /// @inheritdoc IGuildCourt
    function withdraw(address to) external {
        Account account = _accounts[msg.sender];
        uint256 amount = account.credit();
        if (amount == 0) revert Court_NothingToWithdraw(msg.sender);

        _accounts[msg.sender] = account.withCredit(0);
        emit Withdrawn(msg.sender, amount);

        (bool success, ) = to.call{value: amount}("");
        if (!success) revert Court_WithdrawFailed(to);
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc IGuildCourt
    function seatOf(uint256 seat) external view returns (Seat memory) {
        SeatWord word = _seats[seat];
        if (word.arbiter() == address(0)) return Seat(address(0), 0, 0, false);
        return Seat(word.arbiter(), word.countsFrom(), word.leavesAt(), _isBusy(seat));
    }

    /// @inheritdoc IGuildCourt
    function bench() public view returns (uint256 seats, uint256 owners) {
        Bench bench_ = _bench;
        return (bench_.seats(), bench_.owners());
    }

    /// @inheritdoc IGuildCourt
    function seatsOf(address arbiter) external view returns (uint256) {
        return _accounts[arbiter].held();
    }

    /// @inheritdoc IGuildCourt
    function creditOf(address account) external view returns (uint256) {
        return _accounts[account].credit();
    }

    // ------------------------------------------------------------------------------------------------- internals

    function _arbiterOf(uint256 seat) internal view returns (address) {
        return _seats[seat].arbiter();
    }

    function _credit(address account, uint256 amount) internal {
        _accounts[account] = _accounts[account].plus(amount);
    }

    /// @notice The next seat that the seed names whose owner is not out, which counted then, and serves no other case.
    /// @return seat Busy from now on; 0 when the tries are spent.
    /// @dev Rejection keeps the odds even; the seed fixes the order of the tries.
    function _drawSeat(Lot memory lot) internal returns (uint256 seat) {
        (uint256 frozen, uint256 seed, uint256 tries) = (lot.frozen, lot.seed, lot.tries);
        if (frozen == 0) return 0;
        for (; tries < lot.maxTries; ++tries) {
            seat = (uint256(keccak256(abi.encode(seed, tries))) % frozen) + 1;
            if (_isBusy(seat)) continue;
            SeatWord word = _seats[seat];
            address arbiter = word.arbiter();
            if (!_isEligible(word, lot.asOf) || _isOut(lot, arbiter)) continue;
            lot.tries = tries + 1;
            lot.out[lot.known++] = arbiter;
            _bind(seat);
            return seat;
        }
        lot.tries = tries;
        return 0;
    }

    /// @dev 255 seats a word. The lowest bit is set once and for ever, so that no word is paid for anew whenever the last of
    ///      its seats is free.
    function _isBusy(uint256 seat) internal view returns (bool) {
        return _busy[seat / 255] & (2 << (seat % 255)) != 0;
    }

    function _bind(uint256 seat) private {
        _busy[seat / 255] |= 1 | (2 << (seat % 255));
    }

    function _free(uint256 seat) internal {
        _busy[seat / 255] &= ~(2 << (seat % 255));
    }

    /// @notice Takes `amount` of the stake; the seat is lost, and the rest returns to its holder.
    function _slash(bytes32 caseId, uint256 seat, uint256 amount) internal {
        _free(seat);
        emit Slashed(caseId, seat, amount);
        _vacate(seat, _seats[seat].arbiter(), _seatStake - amount);
    }

    function _vacate(uint256 seat, address arbiter, uint256 returned) private {
        Bench bench_ = _bench;
        Account account = _accounts[arbiter];
        uint256 held = account.held() - 1;
        uint256 owners = bench_.owners() - (held == 0 ? 1 : 0);

        _accounts[arbiter] = account.withHeld(held).plus(returned);
        _seats[seat] = emptySeat(bench_.firstEmpty());
        _bench = newBench(bench_.seats(), owners, seat);
        emit SeatLeft(seat, arbiter);
        if (returned != 0) emit StakeReturned(seat, arbiter, returned);
    }

    /// @dev A leaver counts for cases answered before it announced. An empty seat has no arbiter.
    function _isEligible(SeatWord word, uint256 asOf) private view returns (bool) {
        if (word.arbiter() == address(0) || word.countsFrom() > asOf) return false;
        return word.leavesAt() == 0 || word.leavesAt() - _leaveDelay > asOf;
    }

    function _isOut(Lot memory lot, address account) private pure returns (bool) {
        for (uint256 i; i < lot.known; ++i) {
            if (lot.out[i] == account) return true;
        }
        return false;
    }

    function _requireStanding(uint256 seats) private view {
        uint256 needed = _seatWeight * seats;
        uint256 weight = IReputation(reputation).weightOf(msg.sender);
        if (weight < needed) revert Court_LowStanding(msg.sender, weight, needed);
    }
}
