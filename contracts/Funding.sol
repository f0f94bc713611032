// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {Money} from "./libraries/Money.sol";
import {IEscrow} from "./interfaces/IEscrow.sol";
import {Payouts} from "./Payouts.sol";
import {Ledger, MAX_MILESTONES} from "./types/Ledger.sol";
import {Permit} from "./types/Permit.sol";
import {ALLOWS_ADVANCE, AgreementId, Milestone, State, Terms} from "./types/Terms.sol";

/// @title The part of Escrow where agreements begin: funded, bound, taken back, or put in another's place.
abstract contract Funding is Payouts {
    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IEscrow
    function fund(Terms calldata terms, uint256 count) external payable guarded returns (AgreementId id) {
        id = terms.idIn(_domainSeparator);
        _fund(terms, id, count, false);
    }

    /// @inheritdoc IEscrow
    function fundSigned(
        Terms calldata terms,
        uint256 count,
        bytes calldata developerSignature
    ) external payable guarded returns (AgreementId id) {
        id = terms.idIn(_domainSeparator);
        _requireBound(terms, id, developerSignature);
        _fund(terms, id, count, true);
    }

    /// @inheritdoc IEscrow
    function fundWithPermit(
        Terms calldata terms,
        uint256 count,
        bytes calldata developerSignature,
        Permit calldata permit
    ) external guarded returns (AgreementId id) {
        id = terms.idIn(_domainSeparator);
        bool signed = developerSignature.length != 0;
        if (signed) _requireBound(terms, id, developerSignature);

        // Before anything is read of the agreement: what a token does when it is told can change nothing of it.
        Money.permit(terms.token, msg.sender, permit);
        _fund(terms, id, count, signed);
    }

    /// @inheritdoc IEscrow
    function amend(
        Terms calldata old,
        Terms calldata terms,
        uint256 count,
        uint256 deadline,
        bytes calldata clientSignature,
        bytes calldata developerSignature
    ) external payable guarded returns (AgreementId id) {
        id = terms.idIn(_domainSeparator);
        AgreementId oldId = old.idIn(_domainSeparator);
        Ledger ledger = _amendable(old, terms, oldId);
        if (block.timestamp > deadline) revert Escrow_SignatureExpired(id, deadline);
        (Ledger emptied, uint256 moved) = _emptied(old, oldId, ledger);
        bytes32 digest = _amendmentDigest(oldId, id, ledger, moved, count, deadline);
        if (msg.sender != terms.client) _requireSignature(id, digest, terms.client, clientSignature);
        if (msg.sender != terms.developer) _requireSignature(id, digest, terms.developer, developerSignature);
        _requireSound(terms);
        (, uint256 needed) = _next(terms, id, 0, count);
        uint256 added = needed > moved ? needed - moved : 0;
        if (added != 0) _requireMayFund(terms, id);

        // Nobody else can have made these Terms: they name an agreement that takes one successor, and this is it.
        _ledgers[oldId] = emptied.withAmended();
        _ledgers[id] = Ledger.wrap(0).withFunded(count).withAccepted();
        emit Amended(oldId, id, moved, added, moved + added - needed);
        _tellCreated(terms, id, count, true);

        if (added != 0 || msg.value != 0) _collect(terms.token, added);
        _pay(terms.token, terms.client, moved + added - needed);
    }

    /// @inheritdoc IEscrow
    function accept(Terms calldata terms) external {
        (AgreementId id, Ledger ledger) = _offer(terms);
        if (msg.sender != terms.developer) revert Escrow_NotDeveloper(id, msg.sender);

        _ledgers[id] = ledger.withAccepted();
        emit Accepted(id);
    }

    /// @inheritdoc IEscrow
    function cancel(Terms calldata terms) external guarded {
        (AgreementId id, Ledger ledger) = _offer(terms);
        if (msg.sender != terms.client) revert Escrow_NotClient(id, msg.sender);

        uint256 held;
        uint256 funded = ledger.funded();
        for (uint256 index; index < funded; ++index) {
            if (ledger.stateOf(index) != State.Funded) continue;
            held += _remaining(terms, id, ledger, index);
            ledger = ledger.withClosed(index, State.Refunded);
        }
        _ledgers[id] = ledger.withCancelled();
        emit Cancelled(id);

        _pay(terms.token, terms.client, held);
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc IEscrow
    function amendmentOf(
        Terms calldata old,
        Terms calldata terms,
        uint256 count,
        uint256 deadline
    ) external view returns (uint256 word, uint256 moved, uint256 needed, bytes32 digest) {
        AgreementId id = terms.idIn(_domainSeparator);
        AgreementId oldId = old.idIn(_domainSeparator);
        Ledger ledger = _amendable(old, terms, oldId);
        (, moved) = _emptied(old, oldId, ledger);
        (, needed) = _next(terms, id, 0, count);
        word = Ledger.unwrap(ledger);
        digest = _amendmentDigest(oldId, id, ledger, moved, count, deadline);
    }

    // ---------------------------------------------------------------------------------------- internals: funding

    function _fund(Terms calldata terms, AgreementId id, uint256 count, bool signed) private {
        _requireMayFund(terms, id);
        Ledger ledger = _ledgers[id];
        bool isNew = !ledger.exists();
        if (isNew) {
            if (terms.previous != 0) revert Escrow_AmendmentRefused(terms.previous);
            _requireSound(terms);
        } else {
            if (ledger.isCancelled()) revert Escrow_IsCancelled(id);
            if (ledger.isAmended()) revert Escrow_IsAmended(id);
        }
        (uint256 funded, uint256 amount) = _next(terms, id, ledger.funded(), count);

        bool accepts = signed && !ledger.isAccepted();
        ledger = ledger.withFunded(funded);
        _ledgers[id] = accepts ? ledger.withAccepted() : ledger;
        if (isNew) {
            _tellCreated(terms, id, funded, signed);
        } else {
            emit Funded(id, funded);
            if (accepts) emit Accepted(id);
        }

        _collect(terms.token, amount);
    }

    /// @dev New money is the client's alone to bring, and what a pause stops.
    function _requireMayFund(Terms calldata terms, AgreementId id) private view {
        if (msg.sender != terms.client) revert Escrow_NotClient(id, msg.sender);
        _requireUnpaused();
    }

    /// @dev The developer's word, which is good until the Terms' own `signBy`.
    function _requireBound(Terms calldata terms, AgreementId id, bytes calldata signature) private view {
        uint256 signBy = terms.config.signBy();
        if (block.timestamp > signBy) revert Escrow_SignatureExpired(id, signBy);
        _requireSignature(id, AgreementId.unwrap(id), terms.developer, signature);
    }

    /// @dev In assembly because every creation pays for it: the fields lie in calldata as the event tells them. Those of the
    ///      Terms were read by the compiler's own checks before; the milestones' widths are checked here as it would.
    function _tellCreated(Terms calldata terms, AgreementId id, uint256 funded, bool accepted) private {
        (address client, address developer) = (terms.client, terms.developer);
        Milestone[] calldata milestones = terms.milestones;
        bytes32 topic = Created.selector;

        assembly ("memory-safe") {
            let size := shl(6, milestones.length)
            let end := add(milestones.offset, size)
            let excess := 0
            for { let from := milestones.offset } lt(from, end) { from := add(from, 0x40) } {
                excess := or(excess, or(shr(96, calldataload(from)), shr(40, calldataload(add(from, 0x20)))))
            }
            if excess { revert(0, 0) }

            let data := mload(0x40)
            calldatacopy(data, add(terms, 0x40), 0xa0) // token, court, config, previous, brief
            mstore(add(data, 0xa0), 0x100) // where the milestones begin
            mstore(add(data, 0xc0), funded)
            mstore(add(data, 0xe0), accepted)
            mstore(add(data, 0x100), milestones.length)
            calldatacopy(add(data, 0x120), milestones.offset, size)
            log4(data, add(size, 0x120), topic, id, client, developer)
        }
    }

    /// @dev What new Terms must be like. Milestones are looked at when they are funded.
    function _requireSound(Terms calldata terms) private view {
        (address client, address developer) = (terms.client, terms.developer);
        bool areTwo = client != developer && client != address(0) && developer != address(0);
        if (!areTwo || client == address(this) || developer == address(this)) {
            revert Escrow_BadParties(client, developer);
        }
        uint256 count = terms.milestones.length;
        if (count == 0 || count > MAX_MILESTONES) revert Escrow_BadMilestoneCount(count);
        uint256 reviewPeriod = terms.config.reviewPeriod();
        if (reviewPeriod < MIN_REVIEW_PERIOD || reviewPeriod > MAX_REVIEW_PERIOD) {
            revert Escrow_BadReviewPeriod(reviewPeriod);
        }
        uint256 options = terms.config.options();
        if (options > ALLOWS_ADVANCE) revert Escrow_BadOptions(options);
        _requireCurrentFee(terms.config.feeBps());
        if (terms.court != guildCourt && terms.court.code.length == 0) revert Escrow_CourtWithoutCode(terms.court);
    }

    /// @return end The new count of funded milestones. @return amount What they cost.
    function _next(
        Terms calldata terms,
        AgreementId id,
        uint256 start,
        uint256 count
    ) private view returns (uint256 end, uint256 amount) {
        if (count == 0 || count > terms.milestones.length - start) revert Escrow_NothingToFund(id, start, count);

        end = start + count;
        for (uint256 index = start; index < end; ++index) {
            (uint256 price, uint256 due) = terms.milestoneAt(index);
            if (price == 0) revert Escrow_BadAmount(id, index, 0);
            if (due <= block.timestamp) revert Escrow_DuePassed(id, index, due);
            // Twelve numbers of 96 bits.
            unchecked {
                amount += price;
            }
        }
    }

    // ------------------------------------------------------------------------------------- internals: amendments

    /// @dev An agreement that binds both, has no successor yet, and whose successor is of the same two and one token.
    function _amendable(
        Terms calldata old,
        Terms calldata terms,
        AgreementId oldId
    ) private view returns (Ledger ledger) {
        ledger = _ledgers[oldId];
        if (!ledger.exists()) revert Escrow_Unknown(oldId);
        if (!ledger.isAccepted()) revert Escrow_NotAccepted(oldId);
        if (ledger.isAmended()) revert Escrow_IsAmended(oldId);
        bool areSame = terms.client == old.client && terms.developer == old.developer && terms.token == old.token;
        if (!areSame || terms.previous != AgreementId.unwrap(oldId)) revert Escrow_AmendmentRefused(terms.previous);
    }

    /// @dev What is disputed stays where it is. The fee of what was released of a lane stays with it: the rest starts a
    ///      new count, which rounds down once more, so an amendment costs the treasury less than a unit a lane.
    function _emptied(
        Terms calldata old,
        AgreementId oldId,
        Ledger ledger
    ) private view returns (Ledger emptied, uint256 moved) {
        emptied = ledger;
        uint256 funded = ledger.funded();
        for (uint256 index; index < funded; ++index) {
            State state = ledger.stateOf(index);
            if (state != State.Funded && state != State.Submitted) continue;
            moved += _remaining(old, oldId, ledger, index);
            emptied = emptied.withClosed(index, State.Amended);
        }
    }
}
