// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {ICourt} from "./interfaces/ICourt.sol";
import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {Verdict} from "./libraries/Verdict.sol";
import {Panels} from "./Panels.sol";
import {Docket, hashOf, newDocket} from "./types/Docket.sol";
import {Panel, UNREVEALED, newPanel} from "./types/Panel.sol";

/// @title Court
contract Court is Panels {
    constructor(address escrow_, address reputation_, Parameters memory p) Panels(escrow_, reputation_, p) {}

    // ------------------------------------------------------------------------------------------ writes: the parties

    /// @inheritdoc ICourt
    function open(
        bytes32 agreement,
        uint256 index,
        address client,
        address developer,
        bool byDeveloper,
        uint256 atStake,
        address token,
        string calldata uri,
        bytes32 evidence
    ) external payable returns (bytes32 caseId) {
        if (msg.sender != escrow) revert Court_NotEscrow(msg.sender);
        (uint256 seats, uint256 owners) = bench();
        if (owners < _minOwners) revert Court_TooFewOwners(owners, _minOwners);
        uint256 deposit = depositFor(atStake, token);
        if (msg.value != deposit) revert Court_WrongDeposit(deposit, msg.value);
        caseId = caseIdOf(agreement, index);
        File storage file = _files[caseId];
        if (file.docket.period() != Period.None) revert Court_CaseExists(caseId);

        bool isFast = token == address(0) && atStake <= _fastLimit;
        uint256 answerBy = block.timestamp + _laneOf(isFast).answer();
        Docket docket = newDocket(hashOf(caseId, Parties(client, developer)), byDeveloper, isFast, answerBy, deposit);
        _keep(file, docket, newPanel(1, 0, seats));
        emit Opened(caseId, agreement, index, client, developer, byDeveloper, atStake, deposit, answerBy);
        _tell(caseId, byDeveloper ? developer : client, uri, evidence);
    }

    /// @inheritdoc ICourt
    function answer(bytes32 caseId, string calldata uri, bytes32 evidence) external payable {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        _requirePeriod(caseId, docket, Period.Answer);
        _requireInTime(caseId, docket);
        if (msg.value != docket.deposit()) revert Court_WrongDeposit(docket.deposit(), msg.value);

        Panel memory panel = _panelOf(file, docket, 1);
        (docket, panel) = _newRound(docket.withAnswered(), 1, panel.frozen());
        _keep(file, docket, panel);
        emit Answered(caseId, msg.sender, docket.deadline(), panel.seedBlock());
        _tell(caseId, msg.sender, uri, evidence);
    }

    /// @inheritdoc IGuildCourt
    function submitEvidence(bytes32 caseId, Parties calldata parties, string calldata uri, bytes32 digest) external {
        Docket docket = _files[caseId].docket;
        Period period = docket.period();
        if (period != Period.Answer && period != Period.Evidence) revert Court_WrongPeriod(caseId, _periodOf(docket));
        _requireParties(caseId, docket, parties);
        bool isParty = msg.sender == parties.client || msg.sender == parties.developer;
        if (!isParty) revert Court_NotParty(caseId, msg.sender);

        emit Evidence(caseId, msg.sender, uri, digest);
    }

    /// @inheritdoc IGuildCourt
    function appeal(bytes32 caseId, bool forDeveloper) external payable {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        uint256 round = docket.round();
        Panel memory panel = _panelOf(file, docket, round);
        if (docket.period() == Period.Evidence && panel.isAppealed()) {
            return _match(caseId, file, docket, panel, forDeveloper);
        }
        _requirePeriodNow(caseId, docket, Period.Appeal);
        uint256 price = docket.deposit() << round;
        if (msg.value != price) revert Court_WrongDeposit(price, msg.value);
        if (Verdict.median(panel) == (forDeveloper ? BPS : 0)) revert Court_NothingLost(caseId);
        (uint256 seats, uint256 owners) = bench();
        if (owners < ownersFor(round + 1)) revert Court_TooFewOwners(owners, ownersFor(round + 1));

        (docket, panel) = _newRound(docket, round + 1, seats);
        panel.setPaid(forDeveloper);
        _keep(file, docket, panel);
        emit Appealed(caseId, round + 1, forDeveloper, msg.sender, price, docket.deadline(), panel.seedBlock());
    }

    /// @inheritdoc ICourt
    function close(bytes32 caseId) external {
        if (msg.sender != escrow) revert Court_NotEscrow(msg.sender);
        File storage file = _files[caseId];
        Docket docket = file.docket;
        Period period = _periodOf(docket);
        if (period == Period.None || period == Period.Ruled) revert Court_WrongPeriod(caseId, period);
        uint256 round = docket.round();
        Panel memory panel = _panelOf(file, docket, round);

        if (period <= Period.Evidence) panel = _undrawn(panel, round);
        if (period == Period.Commit) panel.forget();
        _keep(file, docket.withRuling(Reason.Settled), panel);
        emit Ruled(caseId, BPS / 2, Reason.Settled);
    }

    // --------------------------------------------------------------------------------------------- writes: anybody

    /// @inheritdoc IGuildCourt
    function pass(bytes32 caseId, Parties calldata parties) external {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        Period period = docket.period();
        if (period == Period.None || period == Period.Ruled) revert Court_WrongPeriod(caseId, period);
        _requireParties(caseId, docket, parties);
        Panel memory panel = _panelOf(file, docket, docket.round());
        uint256 deadline = docket.deadline() + (period == Period.Evidence ? _drawPeriod : 0);
        bool isReady = period == Period.Commit && _isSealed(caseId, docket, panel);
        if (!isReady && block.timestamp <= deadline) revert Court_PeriodOpen(caseId, deadline);

        if (period == Period.Answer) {
            docket = _keep(file, docket.withRuling(Reason.Unanswered), _undrawn(panel, 1));
            emit Ruled(caseId, _rulingOf(file, docket), Reason.Unanswered);
        } else if (period == Period.Evidence) {
            _finish(caseId, file, docket, _undrawn(panel, docket.round()));
        } else if (isReady) {
            docket = _startReveal(caseId, docket, panel);
            _keep(file, docket, panel);
        } else if (period == Period.Commit) {
            _passCommit(caseId, file, docket, panel, parties);
        } else if (period == Period.Reveal) {
            _passReveal(caseId, file, docket, panel);
        } else {
            _finish(caseId, file, docket, panel);
        }
    }

    /// @inheritdoc IGuildCourt
    function reward(bytes32[] calldata caseIds) external {
        for (uint256 i; i < caseIds.length; ++i) {
            bytes32 caseId = caseIds[i];
            File storage file = _files[caseId];
            Docket docket = file.docket;
            if (_periodOf(docket) != Period.Ruled || docket.isRewarded()) continue;
            (Panel[] memory panels, Verdict.Sums memory sums) = _verdictOf(file, docket);
            file.docket = _ruled(caseId, docket, sums.developerBps).withRewarded();
            for (uint256 round; round < panels.length; ++round) _payPanel(caseId, docket, panels[round], round, sums);
        }
    }

    /// @inheritdoc IGuildCourt
    function reclaim(bytes32 caseId, Parties calldata parties) external {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        _requirePeriodNow(caseId, docket, Period.Ruled);
        _requireParties(caseId, docket, parties);
        if (docket.isReclaimed()) revert Court_AlreadyDone(caseId);

        (, Verdict.Sums memory sums) = _verdictOf(file, docket);
        file.docket = _ruled(caseId, docket, sums.developerBps).withReclaimed();
        _reward(caseId, parties.client, sums.toClient);
        _reward(caseId, parties.developer, sums.toDeveloper);
    }

    // ------------------------------------------------------------------------------------------------- internals

    function _match(bytes32 caseId, File storage file, Docket docket, Panel memory panel, bool forDeveloper) private {
        _requireInTime(caseId, docket);
        uint256 round = docket.round();
        uint256 price = docket.deposit() << (round - 1);
        if (msg.value != price) revert Court_WrongDeposit(price, msg.value);
        if (panel.isPaidBy(forDeveloper)) revert Court_AlreadyPaid(caseId, round);

        panel.setPaid(forDeveloper);
        _keep(file, docket, panel);
        emit Matched(caseId, round, forDeveloper, msg.sender, price);
    }

    /// @notice A round that ends without a draw: nobody sat, but who paid for it is remembered.
    function _undrawn(Panel memory panel, uint256 round) private pure returns (Panel memory none) {
        none = newPanel(round, 0, 0);
        none.tail = panel.tail;
    }

    /// @notice Says that a ruling is final that became so by the clock.
    function _ruled(bytes32 caseId, Docket docket, uint256 developerBps) private returns (Docket) {
        if (docket.period() == Period.Ruled) return docket;
        emit Ruled(caseId, developerBps, Reason.Median);
        return docket.withRuling(Reason.Median);
    }

    /// @dev Law 8: a seat is busy until here, so nobody escapes what its vote costs.
    function _payPanel(
        bytes32 caseId,
        Docket docket,
        Panel memory panel,
        uint256 round,
        Verdict.Sums memory sums
    ) private {
        uint256 penalty = _incoherencePenalty(docket.deposit());
        for (uint256 place; place < panel.size; ++place) {
            uint256 seat = panel.seat(place);
            if (seat == 0 || panel.vote(place) == UNREVEALED) continue;
            if (Verdict.isPaid(panel, place, sums)) {
                _free(seat);
                _reward(caseId, _arbiterOf(seat), Verdict.shareOf(sums.purses[round], place));
            } else if (panel.hasVoted(place) && penalty != 0) {
                _slash(caseId, seat, penalty);
            } else {
                _free(seat);
            }
        }
    }

    function _tell(bytes32 caseId, address by, string calldata uri, bytes32 digest) private {
        if (digest != 0 || bytes(uri).length != 0) emit Evidence(caseId, by, uri, digest);
    }
}
