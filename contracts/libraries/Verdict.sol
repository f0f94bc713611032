// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../interfaces/IGuildCourt.sol";
import {Docket} from "../types/Docket.sol";
import {Panel, UNREVEALED} from "../types/Panel.sol";

/// @title What a ruled case means in money. Pure: the same words give the same sums whenever they are read.
/// @dev All that came in is what the parties paid and what was slashed; all that goes out is the bounties, the panels' pots
///      and what returns to the parties. Each sum is made by subtraction from the one before, so no wei is burnt (laws 1
///      and 8).
library Verdict {
    uint256 internal constant BPS = 10_000;
    /// @dev A vote this near to the final ruling is coherent with it.
    uint256 internal constant COHERENCE = 1_500;

    /// @param incoherencePenalty What a vote far from the ruling of this very case loses.
    struct Tariff {
        uint256 seatStake;
        uint256 silencePenalty;
        uint256 incoherencePenalty;
        uint256 drawBounty;
    }

    /// @param pot What those who were right in this round share. @param paid How many they are.
    /// @param first The place that takes the remainder.
    struct Purse {
        uint256 pot;
        uint256 paid;
        uint256 first;
    }

    /// @param isMedian Whether a round rules. @param round Which one, counted from 0.
    struct Sums {
        bool isMedian;
        uint256 developerBps;
        uint256 round;
        Purse[] purses;
        uint256 toClient;
        uint256 toDeveloper;
    }

    /// @notice The median; of two middle votes their mean, rounded towards the client. An even split if nobody voted.
    function median(Panel memory panel) internal pure returns (uint256) {
        uint256[] memory votes = new uint256[](panel.size);
        uint256 count;
        for (uint256 place; place < panel.size; ++place) {
            if (!panel.hasVoted(place)) continue;
            uint256 share = panel.vote(place) - 1;
            uint256 spot = count++;
            for (; spot > 0 && votes[spot - 1] > share; --spot) votes[spot] = votes[spot - 1];
            votes[spot] = share;
        }
        if (count == 0) return BPS / 2;
        return (votes[(count - 1) / 2] + votes[count / 2]) / 2;
    }

    /// @notice Whether an arbiter is paid: who is coherent with a median; where there is none, who revealed.
    function isPaid(Panel memory panel, uint256 place, Sums memory sums) internal pure returns (bool) {
        if (!panel.hasVoted(place)) return false;
        if (!sums.isMedian) return true;
        uint256 share = panel.vote(place) - 1;
        uint256 ruling = sums.developerBps;
        return (share > ruling ? share - ruling : ruling - share) <= COHERENCE;
    }

    /// @notice An arbiter's part of its round's pot; the first of those who are paid takes what does not divide.
    function shareOf(Purse memory purse, uint256 place) internal pure returns (uint256) {
        uint256 share = purse.pot / purse.paid;
        return place == purse.first ? purse.pot - share * (purse.paid - 1) : share;
    }

    /// @param panels All rounds that began. The last one may be without a draw.
    function sumsOf(
        Docket docket,
        Panel[] memory panels,
        Tariff memory tariff
    ) internal pure returns (Sums memory sums) {
        _find(docket, panels, sums);
        sums.purses = new Purse[](panels.length);
        uint256 cost = _fill(docket, panels, tariff, sums);
        _collect(sums);
        _return(docket, panels, sums, cost);
    }

    /// @dev The last round that had a quorum rules, unless the parties settled, or nobody answered.
    function _find(Docket docket, Panel[] memory panels, Sums memory sums) private pure {
        sums.developerBps = BPS / 2;
        IGuildCourt.Reason reason = docket.reason();
        if (reason == IGuildCourt.Reason.Unanswered) sums.developerBps = docket.isByDeveloper() ? BPS : 0;
        if (reason != IGuildCourt.Reason.Median) return;
        for (uint256 round = panels.length; round-- > 0;) {
            if (!panels[round].hasQuorum(panels[round].count())) continue;
            (sums.isMedian, sums.developerBps, sums.round) = (true, median(panels[round]), round);
            return;
        }
    }

    /// @notice Fills each round's purse. @return cost What the parties bear together.
    /// @dev A round without a quorum costs the parties nothing: who was silent pays its bounty, and what the next round
    ///      costs more than the one that they paid for. Statute sees to it that the penalties are enough.
    function _fill(
        Docket docket,
        Panel[] memory panels,
        Tariff memory tariff,
        Sums memory sums
    ) private pure returns (uint256 cost) {
        bool isSettled = docket.reason() == IGuildCourt.Reason.Settled;
        uint256 price = docket.deposit();
        for (uint256 round; round < panels.length; ++round) {
            Panel memory panel = panels[round];
            uint256 full = docket.deposit() << round;
            if (panel.isAppealed()) price = full;
            if (!panel.isDrawn()) break;
            Purse memory purse = sums.purses[round];
            uint256 votes = _tally(panel, purse, sums, tariff);

            if (!panel.hasQuorum(votes) && !(isSettled && round + 1 == panels.length)) {
                purse.pot -= tariff.drawBounty;
                continue;
            }
            if (purse.paid == 0) {
                cost += tariff.drawBounty;
                continue;
            }
            cost += price;
            purse.pot += full - tariff.drawBounty;
            if (full != price) sums.purses[round - 1].pot -= full - price;
        }
    }

    /// @notice Counts who is paid and puts into the purse what the others lost. @return votes How many revealed.
    function _tally(
        Panel memory panel,
        Purse memory purse,
        Sums memory sums,
        Tariff memory tariff
    ) private pure returns (uint256 votes) {
        purse.pot = panel.silent() * tariff.silencePenalty;
        for (uint256 place; place < panel.size; ++place) {
            if (panel.vote(place) == UNREVEALED) purse.pot += tariff.seatStake;
            if (!panel.hasVoted(place)) continue;
            ++votes;
            if (!isPaid(panel, place, sums)) purse.pot += tariff.incoherencePenalty;
            else if (purse.paid++ == 0) purse.first = place;
        }
    }

    /// @dev What a round holds in which nobody was right goes to the round that rules; if nobody was right there either,
    ///      to the parties by halves.
    function _collect(Sums memory sums) private pure {
        uint256 orphaned;
        for (uint256 round; round < sums.purses.length; ++round) {
            Purse memory purse = sums.purses[round];
            if (purse.paid != 0) continue;
            orphaned += purse.pot;
            purse.pot = 0;
        }
        if (orphaned == 0) return;
        if (sums.isMedian && sums.purses[sums.round].paid != 0) {
            sums.purses[sums.round].pot += orphaned;
        } else {
            sums.toClient = orphaned / 2;
            sums.toDeveloper = orphaned - orphaned / 2;
        }
    }

    /// @dev Each bears the cost in proportion to what it lost, the client's part rounded down. Who owes more than it paid gets
    ///      nothing back, and the other, who paid for an appeal, is repaid out of that first.
    function _return(Docket docket, Panel[] memory panels, Sums memory sums, uint256 cost) private pure {
        uint256 deposit = docket.deposit();
        bool byDeveloper = docket.isByDeveloper();
        uint256 client = docket.isAnswered() || !byDeveloper ? deposit : 0;
        uint256 developer = docket.isAnswered() || byDeveloper ? deposit : 0;
        for (uint256 round = 1; round < panels.length; ++round) {
            if (panels[round].isPaidBy(false)) client += deposit << round;
            if (panels[round].isPaidBy(true)) developer += deposit << round;
        }

        uint256 byClient = (cost * sums.developerBps) / BPS;
        if (byClient > client) byClient = client;
        if (cost - byClient > developer) byClient = cost - developer;
        sums.toClient += client - byClient;
        sums.toDeveloper += developer - (cost - byClient);
    }
}
