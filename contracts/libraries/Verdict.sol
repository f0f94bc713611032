// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../interfaces/IGuildCourt.sol";
import {Docket, PANEL, Panel, UNREVEALED} from "../types/Docket.sol";

/// @title What a ruled case means in money. Pure: the same word gives the same sums whenever it is read.
/// @dev All that came in is the deposits and what was slashed; all that goes out is the bounty, the panel's pot and what
///      returns to the parties. Each sum is made by subtraction from the one before, so no wei is burnt (laws 1 and 8).
library Verdict {
    uint256 internal constant BPS = 10_000;
    /// @dev A vote this near to the ruling is coherent with it.
    uint256 internal constant COHERENCE = 1_500;

    struct Tariff {
        uint256 seatStake;
        uint256 silencePenalty;
        uint256 drawBounty;
    }

    /// @param pot What the panel shares. @param paid How many share it. @param first The place that takes the remainder.
    struct Sums {
        uint256 toClaimant;
        uint256 toRespondent;
        uint256 pot;
        uint256 paid;
        uint256 first;
    }

    /// @notice The median; of two middle votes their mean, rounded towards the client. An even split if nobody voted.
    function median(Panel panel) internal pure returns (uint256) {
        uint256[PANEL] memory votes;
        uint256 count;
        for (uint256 place; place < PANEL; ++place) {
            if (!panel.hasVoted(place)) continue;
            uint256 share = panel.vote(place) - 1;
            uint256 spot = count++;
            for (; spot > 0 && votes[spot - 1] > share; --spot) votes[spot] = votes[spot - 1];
            votes[spot] = share;
        }
        if (count == 0) return BPS / 2;
        return (votes[(count - 1) / 2] + votes[count / 2]) / 2;
    }

    function rulingOf(Docket docket, Panel panel) internal pure returns (uint256 developerBps) {
        IGuildCourt.Reason reason = docket.reason();
        if (reason == IGuildCourt.Reason.Median) return median(panel);
        if (reason == IGuildCourt.Reason.Unanswered) return docket.isByDeveloper() ? BPS : 0;
        return BPS / 2;
    }

    /// @notice Whether the juror shares the pot: whoever is coherent with a median, else whoever revealed.
    function isPaid(Docket docket, Panel panel, uint256 place, uint256 developerBps) internal pure returns (bool) {
        if (!panel.hasVoted(place)) return false;
        if (docket.reason() != IGuildCourt.Reason.Median) return true;
        uint256 share = panel.vote(place) - 1;
        return (share > developerBps ? share - developerBps : developerBps - share) <= COHERENCE;
    }

    function sumsOf(Docket docket, Panel panel, Tariff memory tariff) internal pure returns (Sums memory sums) {
        uint256 deposit = docket.deposit();
        if (!docket.isAnswered()) {
            sums.toClaimant = deposit;
            return sums;
        }

        IGuildCourt.Reason reason = docket.reason();
        uint256 developerBps = rulingOf(docket, panel);
        uint256 slashed = docket.silent() * tariff.silencePenalty;
        for (uint256 place; place < PANEL; ++place) {
            if (panel.vote(place) == UNREVEALED) slashed += tariff.seatStake;
            if (!isPaid(docket, panel, place, developerBps)) continue;
            if (sums.paid++ == 0) sums.first = place;
        }

        // The deposits pay a panel that ruled, or that had begun to vote when the parties settled; else the bounty alone.
        bool pays = sums.paid != 0 && reason != IGuildCourt.Reason.NoQuorum;
        uint256 cost = !panel.isDrawn() ? 0 : pays ? deposit : tariff.drawBounty;
        if (pays) sums.pot = deposit - tariff.drawBounty;
        uint256 claimantLoss = BPS / 2;
        if (reason == IGuildCourt.Reason.Median) {
            claimantLoss = docket.isByDeveloper() ? BPS - developerBps : developerBps;
        }

        // Each bears the cost in proportion to what it lost; the claimant's share rounds down.
        uint256 byClaimant = (cost * claimantLoss) / BPS;
        sums.toClaimant = deposit - byClaimant;
        sums.toRespondent = deposit - (cost - byClaimant);
        if (sums.paid != 0) {
            sums.pot += slashed;
        } else {
            sums.toClaimant += slashed / 2;
            sums.toRespondent += slashed - slashed / 2;
        }
    }

    /// @notice A juror's part of the pot; the first of those who are paid takes what does not divide.
    function shareOf(Docket docket, Panel panel, Sums memory sums, uint256 place) internal pure returns (uint256) {
        if (!isPaid(docket, panel, place, rulingOf(docket, panel))) return 0;
        uint256 share = sums.pot / sums.paid;
        return place == sums.first ? sums.pot - share * (sums.paid - 1) : share;
    }
}
