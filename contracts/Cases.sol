// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {ICourt} from "./interfaces/ICourt.sol";
import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {Seed} from "./libraries/Seed.sol";
import {Verdict} from "./libraries/Verdict.sol";
import {Seats} from "./Seats.sol";
import {CLAIMANT, Docket, PANEL, Panel, RESPONDENT, UNREVEALED} from "./types/Docket.sol";

/// @title The part of Court that reads its cases: how they stand, what they pay, what a vote is committed to.
abstract contract Cases is Seats {
    struct File {
        Docket docket;
        Panel panel;
    }

    address public immutable escrow;
    mapping(bytes32 caseId => File) internal _files;
    mapping(bytes32 caseId => mapping(uint256 place => bytes32 commitment)) internal _commitments;

    constructor(address escrow_, address reputation_, Parameters memory p) Seats(reputation_, p) {
        if (escrow_ == address(0) || reputation_ == address(0)) revert Court_BadParameters();

        escrow = escrow_;
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc ICourt
    function ruling(bytes32 caseId) external view returns (bool isFinal, uint256 developerBps) {
        File storage file = _files[caseId];
        if (file.docket.period() != Period.Ruled) return (false, 0);
        return (true, Verdict.rulingOf(file.docket, file.panel));
    }

    /// @inheritdoc IGuildCourt
    function caseIdOf(bytes32 agreement, uint256 index) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), escrow, agreement, index));
    }

    /// @inheritdoc IGuildCourt
    function commitmentOf(
        bytes32 caseId,
        uint256 round,
        uint256 seat,
        address arbiter,
        uint256 developerBps,
        bytes32 salt
    ) public view returns (bytes32) {
        return
            keccak256(abi.encode(block.chainid, address(this), caseId, round, seat, arbiter, developerBps, salt));
    }

    /// @inheritdoc IGuildCourt
    function claimable(bytes32 caseId, address account) external view returns (uint256 amount) {
        File storage file = _files[caseId];
        (, amount) = _claimOf(file.docket, file.panel, account);
    }

    /// @inheritdoc IGuildCourt
    function caseOf(bytes32 caseId) external view returns (Case memory case_) {
        File storage file = _files[caseId];
        (Docket docket, Panel panel) = (file.docket, file.panel);
        Period period = docket.period();
        case_.period = period;
        case_.reason = docket.reason();
        case_.claimant = docket.claimant();
        case_.respondent = panel.respondent();
        case_.byDeveloper = docket.isByDeveloper();
        case_.deposit = docket.deposit();
        case_.deadline = docket.deadline();
        case_.round = docket.round();
        if (period == Period.Evidence) {
            uint256 first = panel.seedBlock();
            case_.seedBlock = block.number > first ? Seed.current(first, _seedWindow) : first;
        }
        if (period == Period.Ruled) case_.developerBps = Verdict.rulingOf(docket, panel);
        bool isDrawn = period >= Period.Commit && panel.isDrawn();
        case_.panel = new Juror[](isDrawn ? PANEL : 0);
        for (uint256 place; place < case_.panel.length; ++place) {
            case_.panel[place] = _jurorOf(caseId, panel, place, period != Period.Commit);
        }
    }

    // ------------------------------------------------------------------------------------------- internals

    /// @return who Which claim is the account's: CLAIMANT, RESPONDENT, 2 + a juror's place, or 2 + PANEL for none.
    function _claimOf(Docket docket, Panel panel, address account)
        internal
        view
        returns (uint256 who, uint256 amount)
    {
        if (docket.period() != Period.Ruled) return (2 + PANEL, 0);
        Verdict.Sums memory sums =
            Verdict.sumsOf(docket, panel, Verdict.Tariff(_seatStake, _silencePenalty, _drawBounty));
        if (account == docket.claimant() && !docket.hasClaimed(CLAIMANT)) return (CLAIMANT, sums.toClaimant);
        if (account == panel.respondent() && !docket.hasClaimed(RESPONDENT)) return (RESPONDENT, sums.toRespondent);

        for (uint256 place; place < PANEL; ++place) {
            uint256 seat = panel.seat(place);
            // A seat that was slashed may have another holder by now.
            if (seat == 0 || panel.vote(place) == UNREVEALED || docket.hasClaimed(2 + place)) continue;
            if (_arbiterOf(seat) == account) return (2 + place, Verdict.shareOf(docket, panel, sums, place));
        }
        return (2 + PANEL, 0);
    }

    function _jurorOf(bytes32 caseId, Panel panel, uint256 place, bool votesAreKnown)
        internal
        view
        returns (Juror memory juror)
    {
        uint256 raw = votesAreKnown ? panel.vote(place) : 0;
        juror.seat = panel.seat(place);
        juror.isSlashed = juror.seat == 0 || raw == UNREVEALED;
        if (juror.isSlashed) return juror;
        juror.arbiter = _arbiterOf(juror.seat);
        juror.commitment = _commitments[caseId][juror.seat];
        juror.hasVoted = raw != 0;
        if (juror.hasVoted) juror.developerBps = raw - 1;
    }

    /// @notice How many of the sitting arbiters have sent no commitment.
    function _missing(bytes32 caseId, Panel panel) internal view returns (uint256 count) {
        for (uint256 place; place < PANEL; ++place) {
            uint256 seat = panel.seat(place);
            if (seat != 0 && _commitments[caseId][seat] == 0) ++count;
        }
    }
}
