// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {ICourt} from "./interfaces/ICourt.sol";
import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {Seed} from "./libraries/Seed.sol";
import {Verdict} from "./libraries/Verdict.sol";
import {Seats} from "./Seats.sol";
import {Docket, LAST_ROUND, hashOf} from "./types/Docket.sol";
import {Lane} from "./types/Lane.sol";
import {Panel, UNREVEALED, newPanel} from "./types/Panel.sol";

/// @title The part of Court that keeps its cases: how they stand, what they pay, what a vote is committed to.
abstract contract Cases is Seats {
    /// @param docket The case and its first panel. @param second The second round's panel. @param seats The third one's
    ///        seats, @param third and the rest of it. Slots that only an appeal writes.
    struct File {
        Docket docket;
        uint256 second;
        uint256 seats;
        uint256 third;
    }

    /// @dev A word that can be pointed at, so that its slot is looked up once to be read and written.
    struct Seal {
        bytes32 commitment;
    }

    address public immutable escrow;
    mapping(bytes32 caseId => File) internal _files;
    /// @dev By round and place: 16 to a round.
    mapping(bytes32 caseId => mapping(uint256 spot => Seal)) private _seals;

    constructor(address escrow_, address reputation_, Parameters memory p) Seats(reputation_, p) {
        if (escrow_ == address(0) || reputation_ == address(0)) revert Court_BadParameters();

        escrow = escrow_;
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc ICourt
    function ruling(bytes32 caseId) external view returns (bool isFinal, uint256 developerBps) {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        if (_periodOf(docket) != Period.Ruled) return (false, 0);
        return (true, _rulingOf(file, docket));
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
        return keccak256(abi.encode(block.chainid, address(this), caseId, round, seat, arbiter, developerBps, salt));
    }

    /// @inheritdoc IGuildCourt
    function claimable(bytes32 caseId, address arbiter) external view returns (uint256) {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        if (_periodOf(docket) != Period.Ruled || docket.isRewarded()) return 0;
        (Panel[] memory panels, Verdict.Sums memory sums) = _verdictOf(file, docket);
        for (uint256 round; round < panels.length; ++round) {
            Panel memory panel = panels[round];
            for (uint256 place; place < panel.size; ++place) {
                if (!Verdict.isPaid(panel, place, sums) || _arbiterOf(panel.seat(place)) != arbiter) continue;
                return Verdict.shareOf(sums.purses[round], place);
            }
        }
        return 0;
    }

    /// @inheritdoc IGuildCourt
    function reclaimable(bytes32 caseId) external view returns (uint256 toClient, uint256 toDeveloper) {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        if (_periodOf(docket) != Period.Ruled || docket.isReclaimed()) return (0, 0);
        (, Verdict.Sums memory sums) = _verdictOf(file, docket);
        return (sums.toClient, sums.toDeveloper);
    }

    /// @inheritdoc IGuildCourt
    function caseOf(bytes32 caseId) external view returns (Case memory case_) {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        Period period = _periodOf(docket);
        if (period == Period.None) return case_;
        uint256 round = docket.round();
        Panel memory panel = _panelOf(file, docket, round);
        case_.period = period;
        case_.reason = docket.reason();
        case_.byDeveloper = docket.isByDeveloper();
        case_.isFast = docket.isFast();
        case_.isAnswered = docket.isAnswered();
        case_.deposit = docket.deposit();
        if (period != Period.Ruled) case_.deadline = docket.deadline();
        case_.round = round;
        case_.paidByClient = panel.isPaidBy(false);
        case_.paidByDeveloper = panel.isPaidBy(true);
        if (period == Period.Evidence) case_.seedBlock = _seedBlockOf(panel);
        if (period == Period.Evidence && panel.isAppealed()) case_.appealDeposit = case_.deposit << (round - 1);
        if (period == Period.Appeal) case_.appealDeposit = case_.deposit << round;
        if (period >= Period.Appeal || round > 1) case_.developerBps = _rulingOf(file, docket);
        case_.panel = _jurorsOf(caseId, docket, panel, round);
    }

    /// @inheritdoc IGuildCourt
    function panelOf(bytes32 caseId, uint256 round) external view returns (Juror[] memory) {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        if (round == 0 || round > docket.round()) return new Juror[](0);
        return _jurorsOf(caseId, docket, _panelOf(file, docket, round), round);
    }

    // ---------------------------------------------------------------------------------------------- internals: reads

    /// @dev A ruling becomes final by the clock: nobody has to send a transaction for it.
    function _periodOf(Docket docket) internal view returns (Period period) {
        period = docket.period();
        if (period == Period.Appeal && block.timestamp > docket.deadline()) return Period.Ruled;
    }

    /// @notice What was ruled, or what stands while an appeal is heard.
    function _rulingOf(File storage file, Docket docket) internal view returns (uint256) {
        Reason reason = docket.reason();
        if (reason == Reason.Unanswered) return docket.isByDeveloper() ? BPS : 0;
        if (reason == Reason.Settled) return BPS / 2;
        (, uint256 developerBps) = _standing(file, docket, docket.round());
        return developerBps;
    }

    /// @notice The median of the last round that had a quorum, from `round` back; an even split if none had.
    /// @dev Rounds that are not told yet hold no votes, but a seed: what runs now is never asked.
    function _standing(File storage file, Docket docket, uint256 round) internal view returns (bool, uint256) {
        Period period = docket.period();
        bool isRunning = period == Period.Evidence || period == Period.Commit || period == Period.Reveal;
        if (isRunning && round == docket.round()) --round;
        for (; round != 0; --round) {
            Panel memory panel = _panelOf(file, docket, round);
            if (panel.hasQuorum(panel.count())) return (true, Verdict.median(panel));
        }
        return (false, BPS / 2);
    }

    function _panelOf(File storage file, Docket docket, uint256 round) internal view returns (Panel memory panel) {
        if (round == 1) panel.read(1, 0, docket.firstPanel());
        else if (round == 2) panel.read(2, 0, file.second);
        else panel.read(3, file.seats, file.third);
    }

    /// @notice All rounds that began, and what they come to. Only for ruled cases.
    function _verdictOf(
        File storage file,
        Docket docket
    ) internal view returns (Panel[] memory panels, Verdict.Sums memory sums) {
        panels = new Panel[](docket.round());
        for (uint256 i; i < panels.length; ++i) panels[i] = _panelOf(file, docket, i + 1);
        sums = Verdict.sumsOf(
            docket,
            panels,
            Verdict.Tariff(_seatStake, _silencePenalty, _incoherencePenalty(docket.deposit()), _drawBounty)
        );
    }

    function _seedBlockOf(Panel memory panel) private view returns (uint256 first) {
        first = panel.seedBlock();
        return block.number > first ? Seed.current(first, _seedWindow) : first;
    }

    function _jurorsOf(
        bytes32 caseId,
        Docket docket,
        Panel memory panel,
        uint256 round
    ) private view returns (Juror[] memory jurors) {
        bool isRunning = round == docket.round();
        Period period = docket.period();
        if (!panel.isDrawn() || (isRunning && period <= Period.Evidence)) return new Juror[](0);
        bool votesAreKnown = !isRunning || period != Period.Commit;
        jurors = new Juror[](panel.size);
        for (uint256 place; place < panel.size; ++place) {
            uint256 raw = votesAreKnown ? panel.vote(place) : 0;
            Juror memory juror = jurors[place];
            juror.seat = panel.seat(place);
            juror.isSlashed = juror.seat == 0 || raw == UNREVEALED;
            if (juror.isSlashed) continue;
            juror.arbiter = _arbiterOf(juror.seat);
            juror.commitment = _sealOf(caseId, round, place).commitment;
            juror.hasVoted = raw != 0;
            if (juror.hasVoted) juror.developerBps = raw - 1;
        }
    }

    // --------------------------------------------------------------------------------------------- internals: writes

    /// @notice Keeps a case with the panel of its running round.
    function _keep(File storage file, Docket docket, Panel memory panel) internal returns (Docket kept) {
        uint256 round = docket.round();
        (uint256 seats, uint256 word) = panel.pack();
        kept = round == 1 ? docket.withFirstPanel(word) : docket;
        file.docket = kept;
        if (round == 2) file.second = word;
        if (round == LAST_ROUND) (file.seats, file.third) = (seats, word);
    }

    function _sealOf(bytes32 caseId, uint256 round, uint256 place) internal view returns (Seal storage) {
        return _seals[caseId][(round << 4) | place];
    }

    // ------------------------------------------------------------------------------------------ internals: conditions

    /// @param needed One that no clock begins or ends.
    function _requirePeriod(bytes32 caseId, Docket docket, Period needed) internal view {
        if (!docket.isIn(needed)) revert Court_WrongPeriod(caseId, _periodOf(docket));
    }

    /// @param needed One that the clock begins or ends: an appeal's time, or what follows it.
    function _requirePeriodNow(bytes32 caseId, Docket docket, Period needed) internal view {
        Period period = _periodOf(docket);
        if (period != needed) revert Court_WrongPeriod(caseId, period);
    }

    function _requireInTime(bytes32 caseId, Docket docket) internal view {
        uint256 deadline = docket.deadline();
        if (block.timestamp > deadline) revert Court_PeriodOver(caseId, deadline);
    }

    function _requireParties(bytes32 caseId, Docket docket, Parties memory parties) internal pure {
        if (hashOf(caseId, parties) != docket.parties()) {
            revert Court_NotParties(caseId, parties.client, parties.developer);
        }
    }

    function _laneFor(Docket docket) internal view returns (Lane) {
        return _laneOf(docket.isFast());
    }

    // --------------------------------------------------------------------------------------- internals: moving on

    /// @param frozen How many seats are drawn from: those of the opening, or of the appeal.
    /// @dev The seed block is named here, before anybody can know whom the lot will fall on.
    function _newRound(
        Docket docket,
        uint256 round,
        uint256 frozen
    ) internal view returns (Docket begun, Panel memory panel) {
        Lane lane = _laneFor(docket);
        panel = newPanel(round, block.number + lane.evidenceBlocks(), frozen);
        begun = docket.withRound(round).withPeriod(Period.Evidence, block.timestamp + lane.evidence());
    }

    /// @notice What a round came to: a ruling that may be appealed, a final one, or the next round.
    function _endRound(bytes32 caseId, File storage file, Docket docket, Panel memory panel) internal {
        uint256 round = docket.round();
        if (!panel.hasQuorum(panel.count())) return _failRound(caseId, file, docket, panel);
        if (round == LAST_ROUND) return _finish(caseId, file, docket, panel);

        uint256 appealBy = block.timestamp + _laneFor(docket).appeal();
        _keep(file, docket.withPeriod(Period.Appeal, appealBy), panel);
        emit RoundRuled(caseId, round, Verdict.median(panel), appealBy);
    }

    /// @notice The next round if there is one and the bench can fill its panel; else what stands is final.
    function _failRound(bytes32 caseId, File storage file, Docket docket, Panel memory panel) internal {
        uint256 round = docket.round();
        (uint256 seats, uint256 owners) = bench();
        if (round == LAST_ROUND || owners < ownersFor(round + 1)) return _finish(caseId, file, docket, panel);

        docket = _keep(file, docket, panel);
        (docket, panel) = _newRound(docket, round + 1, seats);
        _keep(file, docket, panel);
        emit RoundFailed(caseId, round, docket.deadline(), panel.seedBlock());
    }

    /// @notice The ruling of the last round that had a quorum is final, or an even split if none had.
    function _finish(bytes32 caseId, File storage file, Docket docket, Panel memory panel) internal {
        docket = _keep(file, docket.withRuling(Reason.Median), panel);
        (bool found, uint256 developerBps) = _standing(file, docket, docket.round());
        if (!found) file.docket = docket.withRuling(Reason.NoQuorum);
        emit Ruled(caseId, developerBps, found ? Reason.Median : Reason.NoQuorum);
    }
}
