// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../../../contracts/interfaces/IGuildCourt.sol";
import {IReputation} from "../../../contracts/interfaces/IReputation.sol";
import {Actor} from "../../../contracts/mocks/Actor.sol";
import {AgreementId, State} from "../../../contracts/types/Terms.sol";
import {Handler} from "./Handler.sol";

/// @notice The same, with arbiters: some vote, some are silent, some never reveal.
contract CourtHandler is Handler {
    uint256 internal constant ARBITERS = 14;

    bytes32[] internal cases;
    mapping(bytes32 caseId => uint256) internal slashed;
    mapping(bytes32 caseId => mapping(uint256 seat => uint256)) internal votes;
    mapping(address account => uint256) internal experienceSeen;
    IGuildCourt.Parameters internal p;

    constructor() {
        deployGuild();
        setUpWallets();
        p = parameters();
        for (uint256 i; i < ARBITERS; ++i) _takeSeat(arbiter(i));
        vm.warp(timeNow() + p.seatDelay);
    }

    function arbiter(uint256 i) public pure returns (address) {
        return address(uint160(0xa0000 + (i % ARBITERS)));
    }

    function _takeSeat(address who) private {
        vm.deal(who, who.balance + p.seatStake);
        vm.prank(who);
        try court.takeSeat{value: p.seatStake}() {
            _note("takeSeat");
        } catch {}
    }

    function _disputed(bytes32 caseId) internal override {
        cases.push(caseId);
    }

    // ------------------------------------------------------------------------------------------------ moves: court

    function takeSeat(uint256 seed) external {
        if (court.seatsOf(arbiter(seed)) == 0) _takeSeat(arbiter(seed));
    }

    function leaveSeat(uint256 seed) external {
        uint256 seat = 1 + (seed % ARBITERS);
        if (seed % 11 != 0) return;
        vm.prank(court.seatOf(seat).arbiter);
        try court.leaveSeat(seat) {
            _note("leaveSeat");
        } catch {}
    }

    /// One step of one case, whatever its period, as often as not by somebody who does what is due.
    function step(uint256 seed, uint256 who, uint16 vote) external {
        if (cases.length == 0) return;
        bytes32 caseId = cases[seed % cases.length];
        IGuildCourt.Case memory file = court.caseOf(caseId);
        if (file.period == IGuildCourt.Period.Answer) return _answer(caseId, file);
        if (file.period == IGuildCourt.Period.Evidence) return _draw(caseId, file, bytes32(who));
        if (file.period == IGuildCourt.Period.Commit) return _commit(caseId, file.panel[who % 3], vote);
        if (file.period == IGuildCourt.Period.Reveal) return _reveal(caseId, file.panel[who % 3].seat);
        _claim(caseId, who);
    }

    function pass(uint256 seed) external {
        if (cases.length == 0) return;
        bytes32 caseId = cases[seed % cases.length];
        (uint256 seatsBefore, uint256 creditBefore) = (_seatsHeld(), _courtOwes());
        vm.prank(STRANGER);
        try court.pass(caseId) {
            slashed[caseId] += (seatsBefore - _seatsHeld()) * p.seatStake - (_courtOwes() - creditBefore);
            _note("pass");
        } catch {}
    }

    function withdrawFromCourt(uint256 seed) external {
        address who = seed % 2 == 0 ? arbiter(seed / 2) : STRANGER;
        uint256 credit = court.creditOf(who);
        if (credit == 0) return;
        uint256 before = who.balance;
        vm.prank(who);
        court.withdraw(who);
        same(who.balance, before + credit, "law 10: the court pays a credit whole");
        _note("withdrawFromCourt");
    }

    function _answer(bytes32 caseId, IGuildCourt.Case memory file) private {
        vm.deal(STRANGER, STRANGER.balance + file.deposit);
        vm.prank(STRANGER);
        try court.answer{value: file.deposit}(caseId, "", 0) {
            _note("answer");
        } catch {}
    }

    function _draw(bytes32 caseId, IGuildCourt.Case memory file, bytes32 randao) private {
        vm.roll(file.seedBlock + 300);
        bytes memory rlp = header(file.seedBlock, randao);
        vm.prank(STRANGER);
        try court.draw(caseId, rlp) {
            _note("draw");
        } catch {}
    }

    function _commit(bytes32 caseId, IGuildCourt.Juror memory juror, uint16 vote) private {
        if (juror.arbiter == address(0)) return;
        uint256 share = within(vote, 0, 10_000);
        bytes32 commitment = court.commitmentOf(caseId, 1, juror.seat, juror.arbiter, share, "salt");
        vm.prank(juror.arbiter);
        try court.commit(caseId, juror.seat, commitment) {
            votes[caseId][juror.seat] = share;
            _note("commit");
        } catch {}
    }

    function _reveal(bytes32 caseId, uint256 seat) private {
        try court.reveal(caseId, seat, votes[caseId][seat], "salt") {
            _note("reveal");
        } catch {}
    }

    function _claim(bytes32 caseId, uint256 who) private {
        bytes32[] memory one = new bytes32[](1);
        one[0] = caseId;
        if (who % 2 == 0) {
            wallets[who % wallets.length].act(address(court), abi.encodeCall(court.claim, (one)));
        } else {
            vm.prank(arbiter(who / 2));
            court.claim(one);
        }
        _note("claim");
    }

    // --------------------------------------------------------------------------------------------------- the store

    function _seatsHeld() private view returns (uint256 held) {
        for (uint256 i; i < ARBITERS; ++i) held += court.seatsOf(arbiter(i));
    }

    function _courtOwes() private view returns (uint256 owed) {
        owed = court.creditOf(STRANGER);
        for (uint256 i; i < ARBITERS; ++i) owed += court.creditOf(arbiter(i));
        for (uint256 i; i < wallets.length; ++i) owed += court.creditOf(address(wallets[i]));
    }

    function _claimable(bytes32 caseId) private view returns (uint256 sum) {
        for (uint256 i; i < ARBITERS; ++i) sum += court.claimable(caseId, arbiter(i));
        for (uint256 i; i < wallets.length; ++i) sum += court.claimable(caseId, address(wallets[i]));
    }

    // ------------------------------------------------------------------------------------------------- the laws

    /// Laws 1 and 8 of the court: its balance is stakes, credits and what its cases hold, to the last wei.
    function assertCourt() external view {
        uint256 owed = _seatsHeld() * p.seatStake + _courtOwes();
        uint256 busy;
        for (uint256 i; i < cases.length; ++i) {
            IGuildCourt.Case memory file = court.caseOf(cases[i]);
            if (file.period == IGuildCourt.Period.Ruled) {
                owed += _claimable(cases[i]);
                check(file.developerBps <= 10_000, "law 4: more than everything");
                continue;
            }
            bool answered = file.period != IGuildCourt.Period.Answer;
            bool drawn = file.period == IGuildCourt.Period.Commit || file.period == IGuildCourt.Period.Reveal;
            owed += file.deposit * (answered ? 2 : 1) + slashed[cases[i]] - (drawn ? p.drawBounty : 0);
            for (uint256 place; place < file.panel.length; ++place) {
                IGuildCourt.Juror memory juror = file.panel[place];
                if (juror.seat == 0) continue;
                ++busy;
                check(court.seatOf(juror.seat).isBusy, "law 8: a stake that may be slashed is not held");
                check(court.seatOf(juror.seat).arbiter != address(0), "law 8: nobody's stake");
            }
        }
        same(address(court).balance, owed, "law 1: the court holds what it owes");
        check(busy <= _seatsHeld(), "law 8: one case a seat");
    }

    /// Law 9: a token's owner is its id, and experience never falls.
    function assertReputation() external {
        for (uint256 i; i < wallets.length; ++i) {
            address who = address(wallets[i]);
            uint256 experience = reputation.standingOf(who).experience;
            check(experience >= experienceSeen[who], "law 9: experience fell");
            experienceSeen[who] = experience;
            if (reputation.balanceOf(who) == 0) continue;
            check(reputation.ownerOf(uint160(who)) == who, "law 9: another owner");
        }
    }

    /// Law 5: from here on everybody is silent but a stranger; all ends, and all money has an owner.
    function assertEnds() external {
        for (uint256 round; round < 6; ++round) {
            vm.warp(timeNow() + 16 days);
            for (uint256 i; i < cases.length; ++i) {
                try court.pass(cases[i]) {} catch {}
            }
        }
        vm.warp(timeNow() + 91 days);
        for (uint256 i; i < agreements.length; ++i) {
            Agreement storage agreement = agreements[i];
            for (uint256 index; index < LANES; ++index) {
                (State state, , , ) = escrow.laneOf(agreement.id, index);
                if (state == State.Disputed) escrow.execute(agreement.terms, index);
                if (state == State.Submitted) escrow.release(agreement.terms, index);
                if (state == State.Funded) escrow.refund(agreement.terms, index);
            }
            same(lockedOf(agreement), 0, "law 5: something stays locked");
        }
        for (uint256 i; i < cases.length; ++i) {
            check(court.caseOf(cases[i]).period == IGuildCourt.Period.Ruled, "law 5: a case never ends");
        }
        same(_held(address(0)), _owed(address(0)), "law 5: coins without an owner");
        same(_held(address(token)), _owed(address(token)), "law 5: tokens without an owner");
        uint256 owed = _seatsHeld() * p.seatStake + _courtOwes();
        for (uint256 i; i < cases.length; ++i) owed += _claimable(cases[i]);
        same(address(court).balance, owed, "law 5: wei of the court without an owner");
    }
}
