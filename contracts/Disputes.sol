// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {ICourt} from "./interfaces/ICourt.sol";
import {IEscrow} from "./interfaces/IEscrow.sol";
import {Hearing} from "./libraries/Hearing.sol";
import {Payouts} from "./Payouts.sol";
import {Ledger, MAX_MILESTONES} from "./types/Ledger.sol";
import {AgreementId, State, Terms} from "./types/Terms.sol";

/// @title The part of Escrow where the two sides do not agree, or agree on a split.
abstract contract Disputes is Payouts {
    /// @dev A case as it is opened.
    struct Opening {
        bytes32 caseId;
        AgreementId id;
        uint256 index;
        bool byDeveloper;
        uint256 atStake;
    }

    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IEscrow
    function settle(
        Terms calldata terms,
        uint256 index,
        uint256 developerBps,
        uint256 deadline,
        bytes calldata clientSignature,
        bytes calldata developerSignature
    ) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        State state = ledger.stateOf(index);
        if (state != State.Disputed) _requireOpen(id, ledger, index);
        if (developerBps > BPS) revert Escrow_BadShare(developerBps);
        if (block.timestamp > deadline) revert Escrow_SignatureExpired(id, deadline);
        bytes32 digest = _settlementDigest(terms, id, ledger, index, developerBps, deadline);
        if (msg.sender != terms.client) _requireSignature(id, digest, terms.client, clientSignature);
        if (msg.sender != terms.developer) _requireSignature(id, digest, terms.developer, developerSignature);

        (uint256 toDeveloper, uint256 toClient, uint256 fee) = _split(terms, id, ledger, index, developerBps);
        _ledgers[id] = ledger.withClosed(index, State.Settled);
        emit Settled(id, index, toDeveloper, toClient, fee);

        _pay(terms.token, terms.developer, toDeveloper);
        _pay(terms.token, terms.client, toClient);
        // A case goes on as long as anything is disputed in it.
        if (state == State.Disputed && ledger.caseOf(index) == 1 << index) {
            Hearing.close(terms.court, _caseId(terms.court, id, ledger.headOf(index)));
        }
    }

    /// @inheritdoc IEscrow
    function dispute(
        Terms calldata terms,
        uint256 index,
        string calldata uri,
        bytes32 evidence
    ) external payable guarded returns (bytes32 caseId) {
        (AgreementId id, Ledger ledger) = _load(terms);
        bool byDeveloper = _requireBoundParty(terms, id, ledger);
        _requireDisputable(terms, id, ledger, index, byDeveloper);

        _ledgers[id] = ledger.withDisputed(index);
        caseId = _caseId(terms.court, id, index);
        emit Disputed(id, index, caseId, msg.sender);

        Opening memory opening = Opening(caseId, id, index, byDeveloper, _remaining(terms, id, ledger, index));
        _open(terms, opening, uri, evidence);
    }

    /// @inheritdoc IEscrow
    function disputeTogether(
        Terms calldata terms,
        uint256 lanes,
        string calldata uri,
        bytes32 evidence
    ) external payable guarded returns (bytes32 caseId) {
        (AgreementId id, Ledger ledger) = _load(terms);
        bool byDeveloper = _requireBoundParty(terms, id, ledger);
        if (lanes == 0 || lanes >> MAX_MILESTONES != 0) revert Escrow_BadLanes(id, lanes);

        Ledger disputed = ledger.withDisputedTogether(lanes);
        uint256 head;
        while ((lanes >> head) & 1 == 0) ++head;
        caseId = _caseId(terms.court, id, head);
        Opening memory opening = Opening(caseId, id, head, byDeveloper, 0);
        for (uint256 index = head; lanes >> index != 0; ++index) {
            if ((lanes >> index) & 1 == 0) continue;
            _requireDisputable(terms, id, ledger, index, byDeveloper);
            opening.atStake += _remaining(terms, id, ledger, index);
            emit Disputed(id, index, caseId, msg.sender);
        }
        _ledgers[id] = disputed;

        _open(terms, opening, uri, evidence);
    }

    /// @inheritdoc IEscrow
    function answerFromLocked(Terms calldata terms, uint256 index, uint256 amount) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        if (msg.sender != terms.developer) revert Escrow_NotDeveloper(id, msg.sender);
        State state = ledger.stateOf(index);
        if (state != State.Disputed) revert Escrow_WrongState(id, index, state);
        if (terms.token != address(0) || !terms.config.allowsAdvance()) revert Escrow_NoAdvance(id);
        Parts storage parts = _parts[id][index];
        uint256 most = (_remaining(terms, id, ledger, index) * MAX_ADVANCE_BPS) / BPS;
        if (amount == 0 || amount > most || parts.advanced != 0) revert Escrow_BadAmount(id, index, amount);

        _ledgers[id] = ledger.withParts(index);
        parts.advanced = uint128(amount); // less than the milestone, which has 96 bits
        bytes32 caseId = _caseId(terms.court, id, ledger.headOf(index));
        emit Advanced(id, index, caseId, amount);

        ICourt(terms.court).answer{value: amount}(caseId, "", 0);
    }

    /// @inheritdoc IEscrow
    function execute(Terms calldata terms, uint256 index) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        State state = ledger.stateOf(index);
        if (state != State.Disputed) revert Escrow_WrongState(id, index, state);
        uint256 head = ledger.headOf(index);
        bytes32 caseId = _caseId(terms.court, id, head);
        (bool ruled, uint256 developerBps) = Hearing.rulingOf(terms.court, caseId);
        if (!ruled) {
            if (block.timestamp < ledger.clockOf(head) + LONG_STOP) revert Escrow_NotRuled(id, index, caseId);
            developerBps = BPS / 2;
        }

        // All that is still disputed in the case, so that it is carried out, and judged, once.
        uint256 lanes = ledger.caseOf(index);
        (uint256 developerSum, uint256 clientSum) = (0, 0);
        for (uint256 lane = head; lanes >> lane != 0; ++lane) {
            if ((lanes >> lane) & 1 == 0) continue;
            (uint256 toDeveloper, uint256 toClient, uint256 fee) = _splitRuled(terms, id, ledger, lane, developerBps);
            ledger = ledger.withClosed(lane, State.Ruled);
            emit Executed(id, lane, toDeveloper, toClient, fee, ruled);
            (developerSum, clientSum) = (developerSum + toDeveloper, clientSum + toClient);
        }
        _ledgers[id] = ledger;

        if (ruled) _judge(terms, caseId, developerBps);
        _pay(terms.token, terms.developer, developerSum);
        _pay(terms.token, terms.client, clientSum);
    }

    // ------------------------------------------------------------------------------------------------- internals

    /// @dev Nobody is disputed over what they did not sign.
    function _requireBoundParty(
        Terms calldata terms,
        AgreementId id,
        Ledger ledger
    ) private view returns (bool byDeveloper) {
        byDeveloper = msg.sender == terms.developer;
        if (!byDeveloper && msg.sender != terms.client) revert Escrow_NotParty(id, msg.sender);
        if (!ledger.isAccepted()) revert Escrow_NotAccepted(id);
    }

    /// @dev The value that came along is the opener's deposit. How much it has to be is the court's to say.
    function _open(Terms calldata terms, Opening memory opening, string calldata uri, bytes32 evidence) private {
        bytes32 answered = ICourt(terms.court).open{value: msg.value}(
            AgreementId.unwrap(opening.id),
            opening.index,
            terms.client,
            terms.developer,
            opening.byDeveloper,
            opening.atStake,
            terms.token,
            uri,
            evidence
        );
        if (answered != opening.caseId) revert Escrow_WrongCase(opening.caseId, answered);
    }

    function _caseId(address court, AgreementId id, uint256 index) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, court, address(this), id, index));
    }
}
