// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {Disputes} from "./Disputes.sol";
import {Funding} from "./Funding.sol";
import {Governed} from "./Governed.sol";
import {IEscrow} from "./interfaces/IEscrow.sol";
import {Payouts} from "./Payouts.sol";
import {Ledger} from "./types/Ledger.sol";
import {AgreementId, State, Terms} from "./types/Terms.sol";

/// @title Escrow
contract Escrow is Funding, Disputes {
    constructor(
        address authority,
        address guildCourt_,
        address reputation_,
        address treasury_,
        uint16 feeBps
    ) Governed(authority, treasury_, feeBps) Payouts(guildCourt_, reputation_) {}

    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IEscrow
    function submit(Terms calldata terms, uint256 index, bytes32 digest) external {
        (AgreementId id, Ledger ledger) = _load(terms);
        if (msg.sender != terms.developer) revert Escrow_NotDeveloper(id, msg.sender);
        State state = ledger.stateOf(index);
        if (state != State.Funded) revert Escrow_WrongState(id, index, state);
        uint256 submitBy = _submitBy(terms, ledger, index);
        if (block.timestamp > submitBy) revert Escrow_SubmissionClosed(id, index, submitBy);

        if (!ledger.isAccepted()) {
            ledger = ledger.withAccepted();
            emit Accepted(id);
        }
        ledger = ledger.withSubmitted(index);
        _ledgers[id] = ledger;
        emit Submitted(id, index, digest, _reviewBy(terms, ledger, index));
    }

    /// @inheritdoc IEscrow
    function requestChanges(Terms calldata terms, uint256 index, bytes32 digest) external {
        (AgreementId id, Ledger ledger) = _load(terms);
        if (msg.sender != terms.client) revert Escrow_NotClient(id, msg.sender);
        State state = ledger.stateOf(index);
        if (state != State.Submitted) revert Escrow_WrongState(id, index, state);
        _requireReview(terms, id, ledger, index);
        if (ledger.changesRequestedOf(index) == MAX_CHANGE_REQUESTS) revert Escrow_TooManyRequests(id, index);

        ledger = ledger.withChangesRequested(index);
        _ledgers[id] = ledger;
        emit ChangesRequested(id, index, digest, _submitBy(terms, ledger, index));
    }

    /// @inheritdoc IEscrow
    function release(Terms calldata terms, uint256 index) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        _requireOpen(id, ledger, index);
        if (msg.sender != terms.client) {
            if (!ledger.isSubmitted(index)) revert Escrow_NotClient(id, msg.sender);
            uint256 reviewBy = _reviewBy(terms, ledger, index);
            if (block.timestamp < reviewBy) revert Escrow_ReviewOpen(id, index, reviewBy);
        }

        uint256 amount = _remaining(terms, id, ledger, index);
        ledger = ledger.withClosed(index, State.Released);
        _ledgers[id] = ledger;
        uint256 fee = _takeFee(terms, index, amount, amount);
        emit Released(id, index, amount, fee);

        _earn(terms, id, fee, ledger);
        _pay(terms.token, terms.developer, amount - fee);
    }

    /// @inheritdoc IEscrow
    function releasePart(Terms calldata terms, uint256 index, uint256 amount) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        if (msg.sender != terms.client) revert Escrow_NotClient(id, msg.sender);
        _requireOpen(id, ledger, index);
        uint256 remaining = _remaining(terms, id, ledger, index);
        if (amount == 0 || amount >= remaining) revert Escrow_BadAmount(id, index, amount);

        if (!ledger.hasParts(index)) {
            ledger = ledger.withParts(index);
            _ledgers[id] = ledger;
        }
        _parts[id][index].released += uint128(amount); // less than the milestone, which has 96 bits
        uint256 fee = _takeFee(terms, index, amount, remaining);
        emit Released(id, index, amount, fee);

        _earn(terms, id, fee, ledger);
        _pay(terms.token, terms.developer, amount - fee);
    }

    /// @inheritdoc IEscrow
    function refund(Terms calldata terms, uint256 index) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        _requireOpen(id, ledger, index);
        if (msg.sender != terms.developer) {
            if (ledger.isSubmitted(index)) revert Escrow_NotDeveloper(id, msg.sender);
            uint256 submitBy = _submitBy(terms, ledger, index);
            if (block.timestamp <= submitBy) revert Escrow_SubmissionOpen(id, index, submitBy);
        }

        uint256 amount = _remaining(terms, id, ledger, index);
        _ledgers[id] = ledger.withClosed(index, State.Refunded);
        emit Refunded(id, index, amount);

        _pay(terms.token, terms.client, amount);
    }
}
