// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IEscrow} from "../../contracts/interfaces/IEscrow.sol";
import {Ledger} from "../../contracts/types/Ledger.sol";
import {AgreementId, Milestone, State, Terms} from "../../contracts/types/Terms.sol";
import {Guild} from "./support/Guild.sol";

/// @notice Every amount, split, time and signature by any value.
contract FuzzTest is Guild {
    address private client;
    address private developer;

    function setUp() public {
        deployGuild();
        client = vm.addr(CLIENT_KEY);
        developer = vm.addr(DEVELOPER_KEY);
    }

    receive() external payable {}

    function _funded(uint96 amount) private returns (Terms memory terms) {
        terms = termsOf(client, developer, address(0), address(court), 1);
        terms.milestones = new Milestone[](1);
        terms.milestones[0] = Milestone(amount, uint40(timeNow() + 30 days));
        vm.deal(client, amount);
        bytes memory signed = signature(DEVELOPER_KEY, AgreementId.unwrap(escrow.idOf(terms)));
        vm.prank(client);
        escrow.fundSigned{value: amount}(terms, 1, signed);
    }

    /// Law 4, and no unit is burnt: whatever is agreed, both shares and the fee are all there was.
    function testFuzz_settlementAddsUp(uint96 amount, uint96 part, uint256 bps) public {
        amount = uint96(within(amount, 2, type(uint96).max));
        part = uint96(within(part, 0, amount - 1));
        bps = within(bps, 0, 10_000);
        Terms memory terms = _funded(amount);
        if (part != 0) {
            vm.prank(client);
            escrow.releasePart(terms, 0, part);
        }
        uint256 paidBefore = developer.balance;

        uint256 deadline = timeNow() + 1;
        bytes32 digest = escrow.settlementDigest(terms, 0, bps, deadline);
        escrow.settle(terms, 0, bps, deadline, signature(CLIENT_KEY, digest), signature(DEVELOPER_KEY, digest));

        uint256 share = (uint256(amount - part) * bps) / 10_000;
        uint256 fees = ((part + share) * FEE_BPS) / 10_000;
        same(escrow.feesOf(address(0)), fees, "fees");
        same(client.balance, amount - part - share, "client");
        same(developer.balance, part + share - fees, "developer");
        check(developer.balance >= paidBefore, "never takes back");
        same(address(escrow).balance, fees, "what stays is the fee");
    }

    /// The fee does not depend on how a milestone is cut up.
    function testFuzz_feeOfParts(uint96 amount, uint96[5] memory parts) public {
        amount = uint96(within(amount, 10, type(uint96).max));
        Terms memory terms = _funded(amount);
        uint256 left = amount;
        vm.startPrank(client);
        for (uint256 i; i < parts.length && left > 1; ++i) {
            uint256 part = within(parts[i], 1, left - 1);
            escrow.releasePart(terms, 0, part);
            left -= part;
        }
        escrow.release(terms, 0);
        vm.stopPrank();

        same(escrow.feesOf(address(0)), (uint256(amount) * FEE_BPS) / 10_000, "fee");
        same(developer.balance, amount - escrow.feesOf(address(0)), "developer");
    }

    /// Law 11: no sequence of submissions and requests lets a timeout take back what the developer could still answer.
    function testFuzz_timeoutsLeaveTime(uint256 submitAt, uint256 requestAfter, uint256 refundAfter) public {
        Terms memory terms = _funded(1 ether);
        uint256 due = terms.milestones[0].due;
        submitAt = within(submitAt, timeNow(), due);
        vm.warp(submitAt);
        vm.prank(developer);
        escrow.submit(terms, 0, 0);
        requestAfter = within(requestAfter, 0, REVIEW - 1);
        vm.warp(submitAt + requestAfter);
        vm.prank(client);
        escrow.requestChanges(terms, 0, 0);

        uint256 requestedAt = timeNow();
        refundAfter = within(refundAfter, 0, 60 days);
        vm.warp(requestedAt + refundAfter);
        try escrow.refund(terms, 0) {
            check(timeNow() > requestedAt + REVIEW && timeNow() > due, "refunded too early");
        } catch {
            check(timeNow() <= due || timeNow() <= requestedAt + REVIEW + 1 hours, "refused too long");
        }
    }

    /// A review is never cut short, and never lasts an hour longer than it was agreed.
    function testFuzz_reviewIsWhole(uint256 submitAfter, uint256 releaseAfter) public {
        Terms memory terms = _funded(1 ether);
        uint256 submittedAt = timeNow() + within(submitAfter, 0, 30 days);
        vm.warp(submittedAt);
        vm.prank(developer);
        escrow.submit(terms, 0, 0);

        vm.warp(submittedAt + within(releaseAfter, 0, 2 * REVIEW));
        try escrow.release(terms, 0) {
            check(timeNow() >= submittedAt + REVIEW, "released too early");
        } catch {
            check(timeNow() < submittedAt + REVIEW + 1 hours, "refused too long");
        }
    }

    /// A signature of another key, or over any other number, binds nobody.
    function testFuzz_signatureBinds(uint256 key, uint256 bps, uint256 deadline) public {
        key = within(key, 1, type(uint128).max);
        bps = within(bps, 0, 10_000);
        deadline = within(deadline, timeNow(), type(uint64).max);
        vm.assume(key != CLIENT_KEY);
        Terms memory terms = _funded(1 ether);
        bytes32 digest = escrow.settlementDigest(terms, 0, bps, deadline);
        bytes memory forged = signature(key, digest);
        bytes memory good = signature(DEVELOPER_KEY, digest);

        vm.expectRevert(abi.encodeWithSelector(IEscrow.Escrow_BadSignature.selector, escrow.idOf(terms), client));
        escrow.settle(terms, 0, bps, deadline, forged, good);
        bytes memory other = signature(CLIENT_KEY, escrow.settlementDigest(terms, 0, (bps + 1) % 10_001, deadline));
        vm.expectRevert(abi.encodeWithSelector(IEscrow.Escrow_BadSignature.selector, escrow.idOf(terms), client));
        escrow.settle(terms, 0, bps, deadline, other, good);
    }

    /// On a fork with another id no signature of this chain is worth anything.
    function test_signaturesStayOnTheirChain() public {
        Terms memory terms = termsOf(client, developer, address(0), address(court), 1);
        terms.milestones = new Milestone[](1);
        terms.milestones[0] = Milestone(1 ether, uint40(timeNow() + 30 days));
        bytes memory signed = signature(DEVELOPER_KEY, AgreementId.unwrap(escrow.idOf(terms)));
        vm.deal(client, 1 ether);

        vm.chainId(1_234_567);
        vm.prank(client);
        vm.expectRevert(abi.encodeWithSelector(IEscrow.Escrow_WrongChain.selector, 1_234_567));
        escrow.fundSigned{value: 1 ether}(terms, 1, signed);
    }

    /// A lane's change never touches another lane, a flag or the count.
    function testFuzz_lanesAreApart(uint256 word, uint256 index, uint8 change, uint40 time) public {
        vm.warp(within(time, 1e9, 4e9));
        index = within(index, 0, 11);
        // Twelve lanes in any legal phase, whatever their clocks.
        word = (word & ~uint256(0xf)) | 12;
        for (uint256 i; i < 12; ++i) {
            uint256 shift = 16 + 20 * i;
            uint256 phase = ((word >> shift) & 0xf) % 14;
            word = (word & ~(uint256(0xf) << shift)) | (phase << shift);
        }
        word = (word & ~(uint256(0xf) << (16 + 20 * index)));
        Ledger ledger = Ledger.wrap(word);

        Ledger changed = change % 4 == 0
            ? ledger.withSubmitted(index)
            : change % 4 == 1
                ? ledger.withDisputed(index)
                : change % 4 == 2 ? ledger.withParts(index) : ledger.withClosed(index, State(4 + (change % 5)));

        uint256 mask = ~(uint256(0xfffff) << (16 + 20 * index));
        same(Ledger.unwrap(changed) & mask, word & mask, "others");
        if (change % 4 < 2) {
            uint256 clock = changed.clockOf(index);
            check(clock >= timeNow() && clock < timeNow() + 1 hours, "clock");
        }
    }

    /// Lanes that are disputed together find each other and their clock, whichever of them has closed since, and no other
    /// lane is touched.
    function testFuzz_lanesStayTogether(uint16 first, uint16 second, uint16 closed, uint40 time) public {
        vm.warp(within(time, 1e9, 4e9));
        uint256 lanes = within(first, 1, 0xfff);
        uint256 others = uint256(second) & 0xfff & ~lanes;
        Ledger ledger = Ledger.wrap(12).withDisputedTogether(lanes);
        if (others != 0) ledger = ledger.withDisputedTogether(others);
        uint256 clock = timeNow();
        vm.warp(clock + within(time, 0, 90 days));
        uint256 left = lanes & ~uint256(closed);
        uint256 head;
        while ((lanes >> head) & 1 == 0) ++head;

        for (uint256 i; i < 12; ++i) {
            if (((lanes & closed) >> i) & 1 == 1) ledger = ledger.withClosed(i, State.Settled);
        }

        for (uint256 i; i < 12; ++i) {
            State state = ledger.stateOf(i);
            if (((lanes & closed) >> i) & 1 == 1) check(state == State.Settled, "closed");
            else check((state == State.Disputed) == (((lanes | others) >> i) & 1 == 1), "disputed");
            if ((left >> i) & 1 == 0) continue;
            same(ledger.headOf(i), head, "head");
            same(ledger.caseOf(i), left, "case");
            uint256 since = ledger.clockOf(head);
            check(since >= clock && since < clock + 1 hours, "clock");
        }
    }

    /// Law 2 over an amendment: whatever was released before and whatever the new Terms cost, all money has an owner.
    function testFuzz_amendmentAddsUp(uint96 amount, uint96 part, uint96[3] memory next, uint256 count) public {
        amount = uint96(within(amount, 2, type(uint96).max));
        part = uint96(within(part, 0, amount - 1));
        count = within(count, 1, 3);
        Terms memory old = _funded(amount);
        if (part != 0) {
            vm.prank(client);
            escrow.releasePart(old, 0, part);
        }
        Terms memory terms = termsOf(client, developer, address(0), address(court), 2);
        terms.previous = AgreementId.unwrap(escrow.idOf(old));
        terms.milestones = new Milestone[](3);
        uint256 needed;
        for (uint256 i; i < 3; ++i) {
            terms.milestones[i] = Milestone(uint96(within(next[i], 1, type(uint96).max)), uint40(timeNow() + 1 days));
            if (i < count) needed += terms.milestones[i].amount;
        }
        (, uint256 moved, uint256 asked, bytes32 digest) = escrow.amendmentOf(old, terms, count, timeNow());
        same(moved, amount - part, "what is held moves");
        same(asked, needed, "needed");
        uint256 added = needed > moved ? needed - moved : 0;
        vm.deal(client, added);

        bytes memory signed = signature(DEVELOPER_KEY, digest);
        vm.prank(client);
        escrow.amend{value: added}(old, terms, count, timeNow(), "", signed);

        same(client.balance, moved + added - needed, "what is over returns");
        vm.startPrank(client);
        for (uint256 i; i < count; ++i) escrow.release(terms, i);
        vm.stopPrank();
        uint256 fees = (uint256(part) * FEE_BPS) / 10_000;
        for (uint256 i; i < count; ++i) fees += (uint256(terms.milestones[i].amount) * FEE_BPS) / 10_000;
        same(escrow.feesOf(address(0)), fees, "fees");
        same(address(escrow).balance, fees, "nothing else stays");
        same(developer.balance, part + needed - fees, "developer");
    }

    /// Laws 2 and 4 over a case of several milestones: each is split by itself, to the last unit.
    function testFuzz_togetherAddsUp(uint96[3] memory amounts, uint256 lanes) public {
        Terms memory terms = termsOf(client, developer, address(0), address(court), 1);
        terms.milestones = new Milestone[](3);
        uint256 sum;
        for (uint256 i; i < 3; ++i) {
            terms.milestones[i] = Milestone(uint96(within(amounts[i], 1, type(uint96).max)), uint40(timeNow() + 30 days));
            sum += terms.milestones[i].amount;
        }
        lanes = within(lanes, 1, 7);
        _seats();
        bytes memory signed = signature(DEVELOPER_KEY, AgreementId.unwrap(escrow.idOf(terms)));
        vm.deal(client, sum);
        vm.prank(client);
        escrow.fundSigned{value: sum}(terms, 3, signed);
        uint256 atStake;
        uint256 share;
        for (uint256 i; i < 3; ++i) {
            if ((lanes >> i) & 1 == 0) continue;
            atStake += terms.milestones[i].amount;
            uint256 half = terms.milestones[i].amount / 2;
            share += half - (half * FEE_BPS) / 10_000;
        }
        uint256 deposit = court.depositFor(atStake, address(0));
        vm.deal(developer, deposit);
        vm.prank(developer);
        escrow.disputeTogether{value: deposit}(terms, lanes, "", 0);
        uint256 named = (lanes & 4) != 0 ? 2 : (lanes & 2) != 0 ? 1 : 0;

        vm.warp(timeNow() + 90 days + 1 hours);
        escrow.execute(terms, named);

        same(developer.balance, share, "developer");
        same(client.balance, atStake - share - escrow.feesOf(address(0)), "client");
        same(address(escrow).balance, sum - atStake + escrow.feesOf(address(0)), "what is not disputed stays");
    }

    /// Experience and its weight: never more than was earned, and less with every day.
    function testFuzz_weightDecays(uint64 fee, uint32 idle, uint32 more) public {
        vm.prank(address(escrow));
        reputation.earn(developer, client, 0, address(0), uint256(fee) * 1e6, false);
        uint256 experience = reputation.standingOf(developer).experience;
        same(reputation.weightOf(developer), experience, "fresh");

        vm.warp(timeNow() + idle);
        uint256 later = reputation.weightOf(developer);
        check(later <= experience, "grew");
        vm.warp(timeNow() + more);
        check(reputation.weightOf(developer) <= later, "grew again");
        same(reputation.standingOf(developer).experience, experience, "experience fell");
    }

    function _seats() private {
        for (uint160 i = 1; i <= 12; ++i) {
            vm.deal(address(0xa000 + i), 1 ether);
            vm.prank(address(0xa000 + i));
            court.takeSeat{value: 1 ether}();
        }
        vm.warp(timeNow() + 1 hours);
    }
}
