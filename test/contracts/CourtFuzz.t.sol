// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../../contracts/interfaces/IGuildCourt.sol";
import {Verdict} from "../../contracts/libraries/Verdict.sol";
import {Docket, newDocket} from "../../contracts/types/Docket.sol";
import {Panel, UNREVEALED, newPanel, sizeOf} from "../../contracts/types/Panel.sol";
import {AgreementId, Milestone, Terms} from "../../contracts/types/Terms.sol";
import {Guild} from "./support/Guild.sol";

/// @notice Votes, stakes, deposits and seeds by any value.
contract CourtFuzzTest is Guild {
    address private client;
    address private developer;

    function setUp() public {
        deployGuild();
        client = vm.addr(CLIENT_KEY);
        developer = vm.addr(DEVELOPER_KEY);
    }

    struct Ledger {
        uint256 ins;
        uint256 outs;
        bool found;
        uint256 ruling;
    }

    /// Laws 1, 4 and 8: whatever was voted, appealed, slashed or left out in three rounds, what a case pays is what came in.
    function testFuzz_verdictAddsUp(uint256 seed, uint256 deposit, bool by, bool settled) public pure {
        deposit = within(deposit, 20_000, 60_000) * 1e12;
        Verdict.Tariff memory tariff = Verdict.Tariff(
            1 ether,
            0.25 ether,
            (0.5 ether * deposit) / 0.06 ether,
            0.001 ether
        );
        Docket docket = newDocket(0, by, true, 0, deposit).withAnswered();
        Ledger memory sum;
        sum.ins = 2 * deposit;
        Panel[] memory panels = _rounds(seed, deposit, settled, tariff, sum);
        docket = docket.withRound(panels.length).withRuling(
            settled
                ? IGuildCourt.Reason.Settled
                : sum.found
                    ? IGuildCourt.Reason.Median
                    : IGuildCourt.Reason.NoQuorum
        );

        Verdict.Sums memory sums = Verdict.sumsOf(docket, panels, tariff);

        check(sums.isMedian == (sum.found && !settled), "a ruling where there is none");
        check(sums.developerBps <= 10_000, "no more than everything");
        if (sums.isMedian) same(sums.developerBps, sum.ruling, "the last ruling stands");
        for (uint256 round; round < panels.length; ++round) _pay(panels[round], round, sums, tariff, sum);
        same(sum.outs + sums.toClient + sums.toDeveloper, sum.ins, "a case pays what came in");
    }

    /// Rounds as the court brings them about: an appeal after a ruling, the next round after none, the last one perhaps undrawn.
    function _rounds(
        uint256 seed,
        uint256 deposit,
        bool settled,
        Verdict.Tariff memory tariff,
        Ledger memory sum
    ) private pure returns (Panel[] memory panels) {
        panels = new Panel[](1 + (seed % 3));
        bool before;
        for (uint256 round; round < panels.length; ++round) {
            seed = uint256(keccak256(abi.encode(seed)));
            Panel memory panel = newPanel(round + 1, 0, 0);
            panels[round] = panel;
            if (before) {
                for (uint256 side; side < 2; ++side) {
                    if (side != seed % 3 && side + 1 != seed % 3) continue;
                    panel.setPaid(side == 1);
                    sum.ins += deposit << round;
                }
                if (seed % 3 == 2) check(panel.isPaidBy(true) && !panel.isPaidBy(false), "who paid");
            }
            bool isLast = round + 1 == panels.length;
            if (isLast && (seed >> 8) % 4 == 0) return panels;
            _sit(panel, seed >> 16, isLast && settled);
            sum.ins += panel.silent() * tariff.silencePenalty;
            sum.outs += tariff.drawBounty;
            before = panel.hasQuorum(panel.count());
            if (before) (sum.found, sum.ruling) = (true, Verdict.median(panel));
        }
    }

    /// Each place voted, did not reveal, or is empty; where the parties settled in the middle, some did nothing yet.
    function _sit(Panel memory panel, uint256 seed, bool isCutShort) private pure {
        uint256 lazy = seed % 4;
        for (uint256 place; place < panel.size; ++place) {
            uint256 random = uint256(keccak256(abi.encode(seed, place)));
            panel.setSeat(place, place + 1);
            if (random % 4 >= lazy) {
                // Three opinions, so that some agree.
                panel.setVote(place, 1 + within(uint256(keccak256(abi.encode(seed, random % 3))), 0, 10_000));
            } else if (random % 8 < 4) {
                panel.empty(place);
                if (random % 16 < 8) panel.tail += 8;
            } else if (!isCutShort) {
                panel.setVote(place, UNREVEALED);
            }
        }
    }

    function _pay(
        Panel memory panel,
        uint256 round,
        Verdict.Sums memory sums,
        Verdict.Tariff memory tariff,
        Ledger memory sum
    ) private pure {
        uint256 paid;
        for (uint256 place; place < panel.size; ++place) {
            if (panel.vote(place) == UNREVEALED) sum.ins += tariff.seatStake;
            if (!panel.hasVoted(place)) continue;
            if (Verdict.isPaid(panel, place, sums)) {
                ++paid;
                sum.outs += Verdict.shareOf(sums.purses[round], place);
            } else {
                sum.ins += tariff.incoherencePenalty;
            }
        }
        same(paid, sums.purses[round].paid, "who is paid");
    }

    /// The median lies among the votes, and does not care for their order.
    function testFuzz_medianIsAmongVotes(uint16 a, uint16 b, uint16 c) public pure {
        (a, b, c) = (uint16(within(a, 0, 10_000)), uint16(within(b, 0, 10_000)), uint16(within(c, 0, 10_000)));
        uint256 median = Verdict.median(_votes(a, b, c));

        uint256 least = a < b ? (a < c ? a : c) : (b < c ? b : c);
        uint256 most = a > b ? (a > c ? a : c) : (b > c ? b : c);
        same(median, uint256(a) + b + c - least - most, "median");
        same(Verdict.median(_votes(c, a, b)), median, "order");
        Panel memory two = newPanel(1, 0, 0);
        two.setVote(0, uint256(a) + 1);
        two.setVote(2, uint256(c) + 1);
        same(Verdict.median(two), (uint256(a) + c) / 2, "mean of two");
    }

    /// Of seven and fifteen votes, as many are at most the median as are at least it.
    function testFuzz_medianHalves(uint256 seed, bool large) public pure {
        Panel memory panel = newPanel(large ? 3 : 2, 0, 0);
        for (uint256 place; place < panel.size; ++place) {
            panel.setVote(place, 1 + within(uint256(keccak256(abi.encode(seed, place))), 0, 10_000));
        }
        uint256 median = Verdict.median(panel);

        (uint256 below, uint256 above) = (0, 0);
        for (uint256 place; place < panel.size; ++place) {
            uint256 share = panel.vote(place) - 1;
            if (share <= median) ++below;
            if (share >= median) ++above;
        }
        check(2 * below > panel.size && 2 * above > panel.size, "the middle");
    }

    function _votes(uint256 a, uint256 b, uint256 c) private pure returns (Panel memory panel) {
        panel = newPanel(1, 0, 0);
        panel.setVote(0, a + 1);
        panel.setVote(1, b + 1);
        panel.setVote(2, c + 1);
    }

    /// A panel of any size comes out of its words as it went in.
    function testFuzz_panelsArePacked(uint256 seats, uint256 votes, uint8 tail, uint8 which) public pure {
        uint256 round = 1 + (which % 3);
        uint256 size = sizeOf(round);
        Panel memory panel = Panel(
            size,
            seats & ((1 << (16 * size)) - 1),
            votes & ((1 << (14 * size)) - 1),
            round == 1 ? tail & 0x3f : tail
        );

        (uint256 first, uint256 second) = panel.pack();
        Panel memory again;
        again.read(round, first, second);

        check(round != 1 || second < 1 << 96, "the first panel fits into a case's own slot");
        check(again.size == size && again.seats == panel.seats, "seats");
        check(again.votes == panel.votes && again.tail == panel.tail, "votes");
    }

    /// A case's slot keeps apart what it holds.
    function testFuzz_docketsAreApart(
        uint88 parties,
        bool by,
        bool fast,
        uint32 deadline,
        uint24 deposit,
        uint96 panel
    ) public pure {
        Docket docket = newDocket(parties, by, fast, deadline, uint256(deposit) * 1e12).withFirstPanel(panel);
        docket = docket.withAnswered().withRound(3).withPeriod(IGuildCourt.Period.Appeal, deadline);
        check(docket.isByDeveloper() == by && docket.isFast() == fast && docket.isAnswered(), "flags");
        docket = docket.withRewarded().withReclaimed().withRuling(IGuildCourt.Reason.Settled);

        same(docket.parties(), parties, "parties");
        same(docket.deposit(), uint256(deposit) * 1e12, "deposit");
        same(docket.firstPanel(), panel, "panel");
        same(docket.round(), 3, "round");
        same(docket.deadline(), 0, "deadline");
        check(docket.period() == IGuildCourt.Period.Ruled && docket.reason() == IGuildCourt.Reason.Settled, "ruling");
    }

    /// A draw is of distinct owners that are no party, for every seed.
    function testFuzz_drawIsFair(bytes32 randao, uint8 partySeats) public {
        for (uint160 i = 1; i <= 12; ++i) {
            address arbiter = i <= partySeats % 3 ? (i == 1 ? client : developer) : address(0xa000 + i);
            vm.deal(arbiter, 1 ether);
            vm.prank(arbiter);
            court.takeSeat{value: 1 ether}();
        }
        vm.warp(timeNow() + 1 hours);
        bytes32 caseId = _answered();
        IGuildCourt.Case memory file = court.caseOf(caseId);
        vm.warp(file.deadline);
        vm.roll(file.seedBlock + 300);

        court.draw(caseId, IGuildCourt.Parties(client, developer), header(file.seedBlock, randao));

        IGuildCourt.Juror[] memory panel = court.caseOf(caseId).panel;
        for (uint256 i; i < 3; ++i) {
            check(panel[i].arbiter != client && panel[i].arbiter != developer, "a party");
            check(panel[i].arbiter != panel[(i + 1) % 3].arbiter, "twice");
            check(court.seatOf(panel[i].seat).isBusy, "busy");
        }
    }

    function _answered() private returns (bytes32 caseId) {
        Terms memory terms = termsOf(client, developer, address(0), address(court), 1);
        terms.milestones = new Milestone[](1);
        terms.milestones[0] = Milestone(1 ether, uint40(timeNow() + 30 days));
        vm.deal(client, 2 ether);
        bytes memory signed = signature(DEVELOPER_KEY, AgreementId.unwrap(escrow.idOf(terms)));
        vm.prank(client);
        escrow.fundSigned{value: 1 ether}(terms, 1, signed);
        vm.deal(developer, 1 ether);
        uint256 deposit = court.depositFor(1 ether, address(0));
        vm.prank(developer);
        caseId = escrow.dispute{value: deposit}(terms, 0, "", 0);
        vm.prank(client);
        court.answer{value: deposit}(caseId, "", 0);
    }
}
