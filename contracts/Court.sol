// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {Cases} from "./Cases.sol";
import {ICourt} from "./interfaces/ICourt.sol";
import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {Seed} from "./libraries/Seed.sol";
import {Verdict} from "./libraries/Verdict.sol";
import {Docket, PANEL, Panel, QUORUM, RESPONDENT, UNREVEALED, newDocket, newPanel} from "./types/Docket.sol";

/// @title Court
contract Court is Cases {
    constructor(address escrow_, address reputation_, Parameters memory p) Cases(escrow_, reputation_, p) {}

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
        (, uint256 owners) = bench();
        if (owners < _minOwners) revert Court_TooFewOwners(owners, _minOwners);
        uint256 deposit = depositFor(atStake, token);
        if (msg.value != deposit) revert Court_WrongDeposit(deposit, msg.value);
        caseId = caseIdOf(agreement, index);
        File storage file = _files[caseId];
        if (file.docket.period() != Period.None) revert Court_CaseExists(caseId);

        (address claimant, address respondent) = byDeveloper ? (developer, client) : (client, developer);
        uint256 answerBy = block.timestamp + _answerPeriod;
        file.docket = newDocket(claimant, byDeveloper, answerBy, deposit);
        file.panel = newPanel(respondent);
        emit Opened(caseId, agreement, msg.sender, index, claimant, respondent, atStake, deposit, answerBy);
        _tell(caseId, claimant, uri, evidence);
    }

    /// @inheritdoc ICourt
    function answer(bytes32 caseId, string calldata uri, bytes32 evidence) external payable {
        File storage file = _files[caseId];
        Docket docket = _requirePeriod(caseId, file.docket, Period.Answer);
        _requireInTime(caseId, docket);
        if (msg.value != docket.deposit()) revert Court_WrongDeposit(docket.deposit(), msg.value);

        uint256 evidenceBy = block.timestamp + _evidencePeriod;
        uint256 seedBlock = block.number + _evidenceBlocks;
        (uint256 seats, ) = bench();
        file.docket = docket.withAnswered().withPeriod(Period.Evidence, evidenceBy);
        file.panel = file.panel.withSeed(seedBlock, seats);
        emit Answered(caseId, msg.sender, evidenceBy, seedBlock);
        _tell(caseId, msg.sender, uri, evidence);
    }

    /// @inheritdoc IGuildCourt
    function submitEvidence(bytes32 caseId, string calldata uri, bytes32 digest) external {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        Period period = docket.period();
        if (period != Period.Answer && period != Period.Evidence) revert Court_WrongPeriod(caseId, period);
        bool isParty = msg.sender == docket.claimant() || msg.sender == file.panel.respondent();
        if (!isParty) revert Court_NotParty(caseId, msg.sender);

        emit Evidence(caseId, msg.sender, uri, digest);
    }

    /// @inheritdoc ICourt
    function close(bytes32 caseId) external {
        if (msg.sender != escrow) revert Court_NotEscrow(msg.sender);
        File storage file = _files[caseId];
        Docket docket = file.docket;
        Panel panel = file.panel;
        Period period = docket.period();
        if (period == Period.None || period == Period.Ruled) revert Court_WrongPeriod(caseId, period);

        if (period == Period.Evidence) panel = newPanel(panel.respondent());
        if (period == Period.Commit) panel = panel.withAbsent();
        file.docket = docket.withRuling(Reason.Settled);
        file.panel = panel;
        emit Ruled(caseId, BPS / 2, Reason.Settled);
    }

    // ------------------------------------------------------------------------------------------- writes: the panel

    /// @inheritdoc IGuildCourt
    function draw(bytes32 caseId, bytes calldata header) external {
        File storage file = _files[caseId];
        Docket docket = _requirePeriod(caseId, file.docket, Period.Evidence);
        uint256 evidenceBy = docket.deadline();
        if (block.timestamp < evidenceBy) revert Court_PeriodOpen(caseId, evidenceBy);
        if (block.timestamp > evidenceBy + _drawPeriod) revert Court_PeriodOver(caseId, evidenceBy + _drawPeriod);
        Panel panel = file.panel;
        uint256 seed = _seedOf(caseId, panel.seedBlock(), header);

        uint256 commitBy = block.timestamp + _commitPeriod;
        uint256[] memory seats = new uint256[](PANEL);
        address[] memory arbiters = new address[](PANEL);
        uint256 answeredAt = evidenceBy - _evidencePeriod;
        uint256 found = _fill(seats, arbiters, seed, panel.frozen(), answeredAt, docket.claimant(), panel.respondent());
        if (found < PANEL) revert Court_PanelNotFound(caseId);
        file.docket = docket.withPeriod(Period.Commit, commitBy);
        file.panel = panel.withDraw(seats, seed);
        emit Drawn(caseId, docket.round(), seats, arbiters, commitBy);
        _reward(caseId, msg.sender, _drawBounty);
    }

    /// @inheritdoc IGuildCourt
    function commit(bytes32 caseId, uint256 seat, bytes32 commitment) external {
        File storage file = _files[caseId];
        Docket docket = _requirePeriod(caseId, file.docket, Period.Commit);
        _requireInTime(caseId, docket);
        if (file.panel.placeOf(seat) == PANEL) revert Court_NotDrawn(caseId, seat);
        if (msg.sender != _arbiterOf(seat)) revert Court_NotSeatHolder(seat, msg.sender);
        if (_commitments[caseId][seat] != 0) revert Court_AlreadyCommitted(caseId, seat);
        if (commitment == 0) revert Court_EmptyCommitment(caseId, seat);

        _commitments[caseId][seat] = commitment;
        emit Committed(caseId, seat, commitment);
    }

    /// @inheritdoc IGuildCourt
    function reveal(bytes32 caseId, uint256 seat, uint256 developerBps, bytes32 salt) external {
        File storage file = _files[caseId];
        (Docket docket, Panel panel) = (file.docket, file.panel);
        if (docket.period() == Period.Commit) {
            if (_missing(caseId, panel) != 0) revert Court_PeriodOpen(caseId, docket.deadline());
            (docket, panel) = _startReveal(caseId, docket, panel);
        } else {
            _requirePeriod(caseId, docket, Period.Reveal);
            _requireInTime(caseId, docket);
        }
        uint256 place = panel.placeOf(seat);
        if (place == PANEL) revert Court_NotDrawn(caseId, seat);
        if (developerBps > BPS) revert Court_BadVote(developerBps);
        bytes32 expected = commitmentOf(caseId, docket.round(), seat, _arbiterOf(seat), developerBps, salt);
        if (_commitments[caseId][seat] != expected) revert Court_CommitmentMismatch(caseId, seat);

        delete _commitments[caseId][seat];
        panel = panel.withVote(place, developerBps + 1);
        emit Revealed(caseId, seat, developerBps);
        if (panel.isTold()) return _rule(caseId, docket, panel, Reason.Median);
        file.docket = docket;
        file.panel = panel;
    }

    // --------------------------------------------------------------------------------------------- writes: anybody

    /// @inheritdoc IGuildCourt
    function pass(bytes32 caseId) external {
        File storage file = _files[caseId];
        (Docket docket, Panel panel) = (file.docket, file.panel);
        Period period = docket.period();
        if (period == Period.None || period == Period.Ruled) revert Court_WrongPeriod(caseId, period);
        uint256 deadline = docket.deadline() + (period == Period.Evidence ? _drawPeriod : 0);
        bool isReady = period == Period.Commit && _missing(caseId, panel) == 0;
        if (!isReady && block.timestamp <= deadline) revert Court_PeriodOpen(caseId, deadline);

        if (period == Period.Answer) return _rule(caseId, docket, panel, Reason.Unanswered);
        if (period == Period.Evidence) return _rule(caseId, docket, newPanel(panel.respondent()), Reason.NoQuorum);
        if (period == Period.Commit && !isReady) return _passCommit(caseId, docket, panel);
        if (period == Period.Commit) {
            (file.docket, file.panel) = _startReveal(caseId, docket, panel);
            return;
        }
        panel = _slashUnrevealed(caseId, panel);
        _rule(caseId, docket, panel, panel.votes() >= QUORUM ? Reason.Median : Reason.NoQuorum);
    }

    /// @inheritdoc IGuildCourt
    function claim(bytes32[] calldata caseIds) external {
        uint256 total;
        for (uint256 i; i < caseIds.length; ++i) {
            bytes32 caseId = caseIds[i];
            File storage file = _files[caseId];
            (uint256 who, uint256 amount) = _claimOf(file.docket, file.panel, msg.sender);
            if (who == 2 + PANEL) continue;

            file.docket = file.docket.withClaimed(who);
            if (who > RESPONDENT) _free(file.panel.seat(who - 2));
            if (amount == 0) continue;
            total += amount;
            emit Rewarded(caseId, msg.sender, amount);
        }
        if (total != 0) _credit(msg.sender, total);
    }

    // ------------------------------------------------------------------------------------------- internals: moving on

    function _startReveal(bytes32 caseId, Docket docket, Panel panel) private returns (Docket, Panel) {
        uint256 revealBy = block.timestamp + _revealPeriod;
        emit RevealStarted(caseId, revealBy);
        return (docket.withPeriod(Period.Reveal, revealBy), panel.withAbsent());
    }

    /// @dev Whoever sent no commitment is slashed, and replaced once. Then those who did go on if they are a quorum.
    function _passCommit(bytes32 caseId, Docket docket, Panel panel) private {
        bool isFirst = !docket.isRedrawn();
        uint256 slashed;
        address[] memory arbiters = new address[](2 * PANEL);
        uint256[] memory seats = new uint256[](PANEL);
        for (uint256 place; place < PANEL; ++place) {
            uint256 seat = panel.seat(place);
            if (seat == 0) continue;
            address arbiter = _arbiterOf(seat);
            if (_commitments[caseId][seat] != 0) {
                (seats[place], arbiters[place]) = (seat, arbiter);
                continue;
            }
            // Kept beyond the panel, so that another seat of the same wallet is not drawn instead.
            arbiters[PANEL + slashed++] = arbiter;
            panel = panel.withSeat(place, 0);
            _slash(caseId, seat, _silencePenalty);
        }
        docket = docket.withRedrawn(slashed);

        if (isFirst) {
            uint256 drawnAt = docket.deadline() - _commitPeriod;
            Panel before = panel;
            _fill(seats, arbiters, panel.seed(), panel.frozenAtDraw(), drawnAt, docket.claimant(), panel.respondent());
            for (uint256 place; place < PANEL; ++place) panel = panel.withSeat(place, seats[place]);
            if (Panel.unwrap(panel) != Panel.unwrap(before)) {
                docket = docket.withPeriod(Period.Commit, block.timestamp + _commitPeriod);
                _files[caseId] = File(docket, panel);
                _tellNewcomers(caseId, docket, before, panel);
                return;
            }
        }
        if (panel.sitting() < QUORUM) return _rule(caseId, docket, panel.withAbsent(), Reason.NoQuorum);
        (docket, panel) = _startReveal(caseId, docket, panel);
        _files[caseId] = File(docket, panel);
    }

    function _slashUnrevealed(bytes32 caseId, Panel panel) private returns (Panel) {
        for (uint256 place; place < PANEL; ++place) {
            if (panel.vote(place) != 0) continue;
            _slash(caseId, panel.seat(place), _seatStake);
            panel = panel.withVote(place, UNREVEALED);
        }
        return panel;
    }

    function _rule(bytes32 caseId, Docket docket, Panel panel, Reason reason) private {
        docket = docket.withRuling(reason);
        _files[caseId] = File(docket, panel);
        uint256 developerBps = Verdict.rulingOf(docket, panel);
        emit Ruled(caseId, developerBps, reason);
    }

    // ------------------------------------------------------------------------------------------ internals: conditions

    function _requirePeriod(bytes32 caseId, Docket docket, Period period) private pure returns (Docket) {
        if (docket.period() != period) revert Court_WrongPeriod(caseId, docket.period());
        return docket;
    }

    function _requireInTime(bytes32 caseId, Docket docket) private view {
        uint256 deadline = docket.deadline();
        if (block.timestamp > deadline) revert Court_PeriodOver(caseId, deadline);
    }

    /// @dev The seed block is one of a fixed series; the case's id goes in, so that two cases answered in one block
    ///      draw differently.
    function _seedOf(bytes32 caseId, uint256 first, bytes calldata header) private view returns (uint256) {
        if (block.number <= first) revert Court_SeedTooEarly(caseId, first);
        uint256 number = Seed.current(first, _seedWindow);
        bytes32 hash = Seed.hashOf(number);
        if (hash == 0) revert Court_SeedLost(caseId, number, number + _seedWindow);
        if (keccak256(header) != hash) revert Court_BadHeader(caseId, number);
        return uint256(keccak256(abi.encode(Seed.prevRandao(header), caseId)));
    }

    // ------------------------------------------------------------------------------------------- internals: telling

    function _tell(bytes32 caseId, address by, string calldata uri, bytes32 digest) private {
        if (digest != 0 || bytes(uri).length != 0) emit Evidence(caseId, by, uri, digest);
    }

    function _tellNewcomers(bytes32 caseId, Docket docket, Panel before, Panel panel) private {
        uint256 count = panel.sitting() - before.sitting();
        uint256[] memory seats = new uint256[](count);
        address[] memory arbiters = new address[](count);
        for (uint256 place; place < PANEL; ++place) {
            uint256 seat = panel.seat(place);
            if (seat == before.seat(place)) continue;
            seats[--count] = seat;
            arbiters[count] = _arbiterOf(seat);
        }
        emit Drawn(caseId, docket.round(), seats, arbiters, docket.deadline());
    }

    function _reward(bytes32 caseId, address account, uint256 amount) private {
        if (amount == 0) return;
        emit Rewarded(caseId, account, amount);
        _credit(account, amount);
    }
}
