// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../../../contracts/interfaces/IGuildCourt.sol";
import {IReputation} from "../../../contracts/interfaces/IReputation.sol";
import {Actor} from "../../../contracts/mocks/Actor.sol";
import {AgreementId, State} from "../../../contracts/types/Terms.sol";
import {Handler} from "./Handler.sol";

/// @notice The same, with arbiters: some vote, some are silent, some never reveal, some talk; and parties who appeal.
contract CourtHandler is Handler {
    uint256 internal constant ARBITERS = 30;

    bytes32[] internal cases;
    /// What a case holds beside the first deposits as its moves say: appeals and slashed stakes in, bounties out.
    mapping(bytes32 caseId => int256) internal purse;
    mapping(bytes32 caseId => IGuildCourt.Parties) internal between;
    /// Which agreement, and which of its lanes, a case is about: 256 to an agreement.
    mapping(bytes32 caseId => uint256) internal home;
    mapping(bytes32 caseId => mapping(uint256 seat => uint256)) internal votes;
    /// Cases that have paid their arbiters: their seats may sit in others since.
    mapping(bytes32 caseId => bool) internal rewarded;
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
        for (uint256 i; i < agreements.length; ++i) {
            for (uint256 index; index < LANES; ++index) {
                if (court.caseIdOf(AgreementId.unwrap(agreements[i].id), index) != caseId) continue;
                between[caseId] = IGuildCourt.Parties(agreements[i].terms.client, agreements[i].terms.developer);
                home[caseId] = (i << 8) | index;
            }
        }
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
        bytes32 caseId = _case(seed);
        IGuildCourt.Case memory file = court.caseOf(caseId);
        if (file.period == IGuildCourt.Period.Answer) _answer(caseId, file);
        else if (file.period == IGuildCourt.Period.Evidence) _hear(caseId, file, who);
        else if (file.period == IGuildCourt.Period.Commit && who % 8 == 7) _expose(caseId, file, who);
        else if (file.period == IGuildCourt.Period.Commit) _commit(caseId, file, who, vote);
        else if (file.period == IGuildCourt.Period.Reveal) _reveal(caseId, file, who);
        else if (file.period != IGuildCourt.Period.Appeal) _end(caseId, who);
        else if (who % 4 != 3) _appeal(caseId, file.appealDeposit, who % 4 == 0, "appeal");
        else vm.warp(file.deadline + 1);
    }

    /// Any case; as often as not the first that still runs, so that some come to their end.
    function _case(uint256 seed) private view returns (bytes32) {
        if (seed & 1 == 0) {
            for (uint256 i; i < cases.length; ++i) {
                if (court.caseOf(cases[i]).period != IGuildCourt.Period.Ruled) return cases[i];
            }
        }
        return cases[(seed >> 1) % cases.length];
    }

    /// Somebody shows a sealed vote, its own or another's.
    function _expose(bytes32 caseId, IGuildCourt.Case memory file, uint256 who) private {
        IGuildCourt.Juror memory juror = file.panel[(who >> 8) % file.panel.length];
        address by = (who >> 4) % 2 == 0 ? STRANGER : juror.arbiter;
        uint256 before = _worthOf(juror.arbiter);
        vm.prank(by);
        try court.expose(caseId, juror.seat, votes[caseId][juror.seat], "salt") {
            uint256 penalty = (p.seatStake * p.silenceBps) / 10_000;
            purse[caseId] += int256(penalty);
            same(
                before - _worthOf(juror.arbiter),
                by == STRANGER ? 2 * penalty : penalty,
                "showing one's own vote is free"
            );
            _note("expose");
        } catch {}
    }

    function pass(uint256 seed) external {
        if (cases.length == 0) return;
        _pass(_case(seed));
    }

    function _pass(bytes32 caseId) private {
        (uint256 seatsBefore, uint256 creditBefore) = (_seatsHeld(), _courtOwes());
        IGuildCourt.Period before = court.caseOf(caseId).period;
        uint256 round = court.caseOf(caseId).round;
        vm.prank(STRANGER);
        try court.pass(caseId, between[caseId]) {
            purse[caseId] += int256((seatsBefore - _seatsHeld()) * p.seatStake) - int256(_courtOwes() - creditBefore);
            _note("pass");
            if (before == IGuildCourt.Period.Ruled) _note("say it is final");
            if (court.caseOf(caseId).round > round) _note("go on without a quorum");
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

    function _hear(bytes32 caseId, IGuildCourt.Case memory file, uint256 who) private {
        if (file.appealDeposit != 0 && who % 4 == 0) {
            _appeal(caseId, file.appealDeposit, file.paidByClient, "match");
            return;
        }
        if (who % 4 == 1 && timeNow() < file.deadline) vm.warp(file.deadline);
        vm.roll(file.seedBlock + 300);
        bytes memory rlp = header(file.seedBlock, bytes32(who));
        vm.prank(STRANGER);
        try court.draw(caseId, between[caseId], rlp) {
            purse[caseId] -= int256(p.drawBounty);
            _note("draw");
            if (file.round == 3) _note("draw fifteen");
        } catch {}
    }

    /// Most of those who have not committed do.
    function _commit(bytes32 caseId, IGuildCourt.Case memory file, uint256 who, uint16 vote) private {
        for (uint256 place; place < file.panel.length; ++place) {
            IGuildCourt.Juror memory juror = file.panel[place];
            if (juror.arbiter == address(0) || (who >> (4 * place)) % 8 == 0) continue;
            uint256 share = within(uint256(keccak256(abi.encode(who, vote, place % 3))), 0, 10_000);
            bytes32 commitment = court.commitmentOf(caseId, file.round, juror.seat, juror.arbiter, share, "salt");
            vm.prank(juror.arbiter);
            try court.commit(caseId, juror.seat, commitment) {
                check(juror.commitment == 0, "law 7: a second vote");
                votes[caseId][juror.seat] = share;
                _note("commit");
            } catch {}
        }
    }

    function _reveal(bytes32 caseId, IGuildCourt.Case memory file, uint256 who) private {
        for (uint256 place; place < file.panel.length; ++place) {
            if ((who >> (4 * place)) % 8 == 0) continue;
            uint256 seat = file.panel[place].seat;
            try court.reveal(caseId, seat, votes[caseId][seat], "salt") {
                check(file.panel[place].commitment != 0, "law 7: a vote that nobody committed");
                _note("reveal");
            } catch {}
        }
    }

    function _appeal(bytes32 caseId, uint256 price, bool forDeveloper, string memory move) private {
        vm.deal(STRANGER, STRANGER.balance + price);
        vm.prank(STRANGER);
        try court.appeal{value: price}(caseId, forDeveloper) {
            purse[caseId] += int256(price);
            _note(move);
        } catch {}
    }

    function _end(bytes32 caseId, uint256 who) private {
        if (who % 4 == 0) {
            _rewardAll(caseId);
            _note("reward");
        } else if (who % 4 == 1) {
            try court.reclaim(caseId, between[caseId]) {
                _note("reclaim");
            } catch {}
        } else if (who % 4 == 2) {
            Agreement storage agreement = agreements[home[caseId] >> 8];
            bytes memory call = abi.encodeCall(escrow.execute, (agreement.terms, home[caseId] & 0xff));
            _try(agreement, STRANGER, call, "execute");
        } else {
            _pass(caseId);
        }
    }

    function _rewardAll(bytes32 caseId) private {
        bytes32[] memory one = new bytes32[](1);
        one[0] = caseId;
        court.reward(one);
        if (court.caseOf(caseId).period == IGuildCourt.Period.Ruled) rewarded[caseId] = true;
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

    /// What somebody has in the court: stakes and credit.
    function _worthOf(address who) private view returns (uint256) {
        return court.seatsOf(who) * p.seatStake + court.creditOf(who);
    }

    /// What a ruled case pays out of what it holds: what it owes, less what seats will still lose for their votes. Below
    /// zero where the parties already took what nobody was right about: it still lies in the stakes, which stay bound.
    function _left(bytes32 caseId, IGuildCourt.Case memory file) private view returns (int256 sum) {
        (uint256 toClient, uint256 toDeveloper) = court.reclaimable(caseId);
        sum = int256(toClient + toDeveloper);
        if (rewarded[caseId]) return sum;
        uint256 pending;
        uint256 penalty = (p.seatStake * p.incoherenceBps * file.deposit) / (10_000 * p.maxDeposit);
        for (uint256 round = 1; round <= file.round; ++round) {
            IGuildCourt.Juror[] memory panel = court.panelOf(caseId, round);
            for (uint256 place; place < panel.length; ++place) {
                IGuildCourt.Juror memory juror = panel[place];
                if (juror.arbiter == address(0) || !court.seatOf(juror.seat).isBusy) continue;
                sum += int256(court.claimable(caseId, juror.arbiter));
                if (file.reason != IGuildCourt.Reason.Median || !juror.hasVoted) continue;
                (uint256 a, uint256 b) = (juror.developerBps, file.developerBps);
                if ((a > b ? a - b : b - a) > 1_500) pending += penalty;
            }
        }
        sum -= int256(pending);
    }

    // ------------------------------------------------------------------------------------------------- the laws

    /// Laws 1 and 8 of the court: its balance is stakes, credits and what its cases hold, to the last wei.
    function assertCourt() external view {
        uint256 owed = _seatsHeld() * p.seatStake + _courtOwes();
        uint256 busy;
        for (uint256 i; i < cases.length; ++i) {
            bytes32 caseId = cases[i];
            IGuildCourt.Case memory file = court.caseOf(caseId);
            if (file.period == IGuildCourt.Period.Ruled) {
                owed = uint256(int256(owed) + _left(caseId, file));
                check(file.developerBps <= 10_000, "law 4: more than everything");
                continue;
            }
            owed = uint256(int256(owed + file.deposit * (file.isAnswered ? 2 : 1)) + purse[caseId]);
            // A round's arbiters stay bound until the case is ruled, whatever round runs.
            for (uint256 round = 1; round <= file.round; ++round) busy += _bound(court.panelOf(caseId, round));
        }
        same(address(court).balance, owed, "law 1: the court holds what it owes");
        check(busy <= _seatsHeld(), "law 8: one case a seat");
    }

    function _bound(IGuildCourt.Juror[] memory panel) private view returns (uint256 busy) {
        for (uint256 place; place < panel.length; ++place) {
            if (panel[place].isSlashed) continue;
            ++busy;
            check(court.seatOf(panel[place].seat).isBusy, "law 8: a stake that may be slashed is not held");
            check(panel[place].arbiter != address(0), "law 8: nobody's stake");
        }
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
        for (uint256 turn; turn < 18; ++turn) {
            vm.warp(timeNow() + 11 days);
            for (uint256 i; i < cases.length; ++i) {
                try court.pass(cases[i], between[cases[i]]) {} catch {}
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
        for (uint256 i; i < cases.length; ++i) {
            _rewardAll(cases[i]);
            try court.reclaim(cases[i], between[cases[i]]) {} catch {}
        }
        uint256 owed = _seatsHeld() * p.seatStake + _courtOwes();
        same(address(court).balance, owed, "law 5: wei of the court without an owner");
        for (uint256 seat = 1; seat <= ARBITERS; ++seat) {
            check(!court.seatOf(seat).isBusy, "law 5: a seat that no case needs is held");
        }
    }
}
