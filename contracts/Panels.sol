// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {Cases} from "./Cases.sol";
import {IGuildCourt} from "./interfaces/IGuildCourt.sol";
import {Seed} from "./libraries/Seed.sol";
import {Docket} from "./types/Docket.sol";
import {Panel, UNREVEALED, sizeOf} from "./types/Panel.sol";

/// @title The part of Court in which panels sit: the draw, sealed votes, votes shown too early, the reveal.
abstract contract Panels is Cases {
    uint256 private constant TRIES_A_PLACE = 32;

    constructor(address escrow_, address reputation_, Parameters memory p) Cases(escrow_, reputation_, p) {}

    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IGuildCourt
    function draw(bytes32 caseId, Parties calldata parties, bytes calldata header) external {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        _requirePeriod(caseId, docket, Period.Evidence);
        uint256 evidenceBy = docket.deadline();
        if (block.timestamp < evidenceBy) revert Court_PeriodOpen(caseId, evidenceBy);
        if (block.timestamp > evidenceBy + _drawPeriod) revert Court_PeriodOver(caseId, evidenceBy + _drawPeriod);
        _requireParties(caseId, docket, parties);
        uint256 round = docket.round();
        Panel memory panel = _panelOf(file, docket, round);

        uint256 seed = _seedOf(caseId, panel.seedBlock(), header);
        panel.setDrawn(seed);
        Lot memory lot = _lotOf(file, docket, panel, parties);
        lot.seed = seed;
        lot.asOf = evidenceBy - _laneFor(docket).evidence();
        uint256[] memory seats = _seat(panel, lot);
        if (seats.length < panel.size) revert Court_PanelNotFound(caseId);
        uint256 commitBy = block.timestamp + _laneFor(docket).commit();
        _keep(file, docket.withPeriod(Period.Commit, commitBy), panel);
        emit Drawn(caseId, round, seats, commitBy);
        _reward(caseId, msg.sender, _drawBounty);
    }

    /// @inheritdoc IGuildCourt
    function commit(bytes32 caseId, uint256 seat, bytes32 commitment) external {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        _requirePeriod(caseId, docket, Period.Commit);
        _requireInTime(caseId, docket);
        uint256 place = _placeOf(caseId, _panelOf(file, docket, docket.round()), seat);
        if (msg.sender != _arbiterOf(seat)) revert Court_NotSeatHolder(seat, msg.sender);
        Seal storage seal = _sealOf(caseId, docket.round(), place);
        if (seal.commitment != 0) revert Court_AlreadyCommitted(caseId, seat);
        if (commitment == 0) revert Court_EmptyCommitment(caseId, seat);

        seal.commitment = commitment;
        emit Committed(caseId, seat, commitment);
    }

    /// @inheritdoc IGuildCourt
    function expose(bytes32 caseId, uint256 seat, uint256 developerBps, bytes32 salt) external {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        _requirePeriod(caseId, docket, Period.Commit);
        Panel memory panel = _panelOf(file, docket, docket.round());
        uint256 place = _placeOf(caseId, panel, seat);

        _unseal(caseId, docket.round(), place, seat, developerBps, salt);
        panel.empty(place);
        _keep(file, docket, panel);
        emit Exposed(caseId, seat, msg.sender, developerBps, _silencePenalty);
        _slash(caseId, seat, 2 * _silencePenalty);
        _reward(caseId, msg.sender, _silencePenalty);
    }

    /// @inheritdoc IGuildCourt
    function reveal(bytes32 caseId, uint256 seat, uint256 developerBps, bytes32 salt) external {
        File storage file = _files[caseId];
        Docket docket = file.docket;
        Panel memory panel = _panelOf(file, docket, docket.round());
        if (docket.period() == Period.Commit) {
            if (!_isSealed(caseId, docket, panel)) revert Court_PeriodOpen(caseId, docket.deadline());
            docket = _startReveal(caseId, docket, panel);
        } else {
            _requirePeriod(caseId, docket, Period.Reveal);
            _requireInTime(caseId, docket);
        }
        uint256 place = _placeOf(caseId, panel, seat);
        if (developerBps > BPS) revert Court_BadVote(developerBps);

        _unseal(caseId, docket.round(), place, seat, developerBps, salt);
        panel.setVote(place, developerBps + 1);
        emit Revealed(caseId, seat, developerBps);
        if (panel.isTold()) return _endRound(caseId, file, docket, panel);
        _keep(file, docket, panel);
    }

    // ------------------------------------------------------------------------------------------ internals: moving on

    /// @notice Whether the reveal may begin early: every commitment is in, and no place waits to be filled again.
    function _isSealed(bytes32 caseId, Docket docket, Panel memory panel) internal view returns (bool) {
        uint256 round = docket.round();
        for (uint256 place; place < panel.size; ++place) {
            bool isEmpty = panel.seat(place) == 0;
            if (isEmpty ? !panel.isRedrawn() : _sealOf(caseId, round, place).commitment == 0) return false;
        }
        return true;
    }

    function _startReveal(bytes32 caseId, Docket docket, Panel memory panel) internal returns (Docket) {
        uint256 revealBy = block.timestamp + _laneFor(docket).reveal();
        panel.forget();
        emit RevealStarted(caseId, revealBy);
        return docket.withPeriod(Period.Reveal, revealBy);
    }

    /// @dev Whoever sent no commitment is slashed, and replaced once. Then those who did go on if they are a quorum.
    function _passCommit(
        bytes32 caseId,
        File storage file,
        Docket docket,
        Panel memory panel,
        Parties memory parties
    ) internal {
        uint256 round = docket.round();
        bool isFirst = !panel.isRedrawn();
        Lot memory lot = _lotOf(file, docket, panel, parties);
        for (uint256 place; place < panel.size; ++place) {
            uint256 seat = panel.seat(place);
            if (seat == 0 || _sealOf(caseId, round, place).commitment != 0) continue;
            panel.empty(place);
            _slash(caseId, seat, _silencePenalty);
        }
        panel.setRedrawn();

        if (isFirst) {
            lot.asOf = docket.deadline() - _laneFor(docket).commit();
            uint256[] memory seats = _seat(panel, lot);
            if (seats.length != 0) {
                uint256 commitBy = block.timestamp + _laneFor(docket).commit();
                _keep(file, docket.withPeriod(Period.Commit, commitBy), panel);
                emit Drawn(caseId, round, seats, commitBy);
                return;
            }
        }
        if (panel.hasQuorum(panel.sitting())) {
            docket = _startReveal(caseId, docket, panel);
            _keep(file, docket, panel);
            return;
        }
        panel.forget();
        _failRound(caseId, file, docket, panel);
    }

    /// @dev Whoever committed and did not reveal loses the whole seat.
    function _passReveal(bytes32 caseId, File storage file, Docket docket, Panel memory panel) internal {
        for (uint256 place; place < panel.size; ++place) {
            uint256 seat = panel.seat(place);
            if (seat == 0 || panel.vote(place) != 0) continue;
            panel.setVote(place, UNREVEALED);
            _slash(caseId, seat, _seatStake);
        }
        _endRound(caseId, file, docket, panel);
    }

    function _reward(bytes32 caseId, address account, uint256 amount) internal {
        if (amount == 0) return;
        emit Rewarded(caseId, account, amount);
        _credit(account, amount);
    }

    // ------------------------------------------------------------------------------------------- internals: the lot

    /// @notice Who may not be drawn: the parties, who sat in an earlier round, who sits in this one.
    function _lotOf(
        File storage file,
        Docket docket,
        Panel memory panel,
        Parties memory parties
    ) private view returns (Lot memory lot) {
        uint256 round = docket.round();
        lot.seed = panel.seed();
        lot.maxTries = TRIES_A_PLACE * panel.size;
        lot.frozen = panel.frozen();
        lot.out = new address[](2 + 2 * sizeOf(round + 1));
        (lot.out[0], lot.out[1], lot.known) = (parties.client, parties.developer, 2);
        for (uint256 each = 1; each < round; ++each) {
            Panel memory earlier = _panelOf(file, docket, each);
            for (uint256 place; place < earlier.size; ++place) {
                // A seat that was lost may have another holder by now.
                if (earlier.vote(place) != UNREVEALED) _exclude(lot, earlier.seat(place));
            }
        }
        for (uint256 place; place < panel.size; ++place) _exclude(lot, panel.seat(place));
    }

    function _exclude(Lot memory lot, uint256 seat) private view {
        if (seat != 0) lot.out[lot.known++] = _arbiterOf(seat);
    }

    /// @notice Fills the empty places of the panel. @return seats The newcomers, as many as were found.
    function _seat(Panel memory panel, Lot memory lot) private returns (uint256[] memory seats) {
        seats = new uint256[](panel.size);
        uint256 found;
        for (uint256 place; place < panel.size; ++place) {
            if (panel.seat(place) != 0) continue;
            uint256 seat = _drawSeat(lot);
            if (seat == 0) break;
            panel.setSeat(place, seat);
            seats[found++] = seat;
        }
        assembly ("memory-safe") {
            mstore(seats, found)
        }
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

    // ------------------------------------------------------------------------------------------ internals: the votes

    function _placeOf(bytes32 caseId, Panel memory panel, uint256 seat) private pure returns (uint256 place) {
        place = panel.placeOf(seat);
        if (place == panel.size) revert Court_NotDrawn(caseId, seat);
    }

    /// @notice Takes a commitment away that says this.
    function _unseal(
        bytes32 caseId,
        uint256 round,
        uint256 place,
        uint256 seat,
        uint256 developerBps,
        bytes32 salt
    ) private {
        bytes32 expected = commitmentOf(caseId, round, seat, _arbiterOf(seat), developerBps, salt);
        Seal storage seal = _sealOf(caseId, round, place);
        if (seal.commitment != expected) revert Court_CommitmentMismatch(caseId, seat);
        seal.commitment = 0;
    }
}
