// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {Agreements} from "./Agreements.sol";
import {Governed} from "./Governed.sol";
import {ICourt} from "./interfaces/ICourt.sol";
import {IEscrow} from "./interfaces/IEscrow.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Hearing} from "./libraries/Hearing.sol";
import {Ledger, MAX_MILESTONES} from "./types/Ledger.sol";
import {AgreementId, Milestone, State, Terms} from "./types/Terms.sol";

/// @title Escrow
contract Escrow is Agreements {
    uint256 public constant MIN_REVIEW_PERIOD = 1 hours;
    uint256 public constant MAX_REVIEW_PERIOD = 90 days;
    uint256 public constant MAX_CHANGE_REQUESTS = 3;
    /// @notice A court that has not ruled this long after the dispute is passed over.
    uint256 public constant LONG_STOP = 90 days;

    uint256 private constant BPS = 10_000;

    address public immutable guildCourt;
    address public immutable reputation;

    constructor(
        address authority,
        address guildCourt_,
        address reputation_,
        address treasury_,
        uint16 feeBps
    ) Governed(authority, treasury_, feeBps) {
        if (guildCourt_ == address(0) || reputation_ == address(0)) revert Escrow_BadDeployment();

        guildCourt = guildCourt_;
        reputation = reputation_;
    }

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
        uint256 signBy = terms.config.signBy();
        if (block.timestamp > signBy) revert Escrow_SignatureExpired(id, signBy);
        _requireSignature(id, AgreementId.unwrap(id), terms.developer, developerSignature);
        _fund(terms, id, count, true);
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
        State state = _requireOpen(id, ledger, index);
        if (msg.sender != terms.client) {
            if (state != State.Submitted) revert Escrow_NotClient(id, msg.sender);
            uint256 reviewBy = _reviewBy(terms, ledger, index);
            if (block.timestamp < reviewBy) revert Escrow_ReviewOpen(id, index, reviewBy);
        }

        uint256 amount = _remaining(terms, id, ledger, index);
        ledger = ledger.withClosed(index, State.Released);
        _ledgers[id] = ledger;
        uint256 fee = _takeFee(terms, index, amount, amount);
        emit Released(id, index, amount, fee, 0);

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
        _released[id][index] += amount;
        uint256 fee = _takeFee(terms, index, amount, remaining);
        emit Released(id, index, amount, fee, remaining - amount);

        _earn(terms, id, fee, ledger);
        _pay(terms.token, terms.developer, amount - fee);
    }

    /// @inheritdoc IEscrow
    function refund(Terms calldata terms, uint256 index) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        State state = _requireOpen(id, ledger, index);
        if (msg.sender != terms.developer) {
            if (state == State.Submitted) revert Escrow_NotDeveloper(id, msg.sender);
            uint256 submitBy = _submitBy(terms, ledger, index);
            if (block.timestamp <= submitBy) revert Escrow_SubmissionOpen(id, index, submitBy);
        }

        uint256 amount = _remaining(terms, id, ledger, index);
        _ledgers[id] = ledger.withClosed(index, State.Refunded);
        emit Refunded(id, index, amount);

        _pay(terms.token, terms.client, amount);
    }

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
        if (state == State.Disputed) Hearing.close(terms.court, _caseId(terms.court, id, index));
    }

    /// @inheritdoc IEscrow
    function dispute(
        Terms calldata terms,
        uint256 index,
        string calldata uri,
        bytes32 evidence
    ) external payable guarded returns (bytes32 caseId) {
        (AgreementId id, Ledger ledger) = _load(terms);
        bool byDeveloper = msg.sender == terms.developer;
        if (!byDeveloper && msg.sender != terms.client) revert Escrow_NotParty(id, msg.sender);
        if (!ledger.isAccepted()) revert Escrow_NotAccepted(id);
        _requireDisputable(terms, id, ledger, index, byDeveloper);

        _ledgers[id] = ledger.withDisputed(index);
        caseId = _caseId(terms.court, id, index);
        emit Disputed(id, index, caseId, msg.sender);

        bytes32 answered = ICourt(terms.court).open{value: msg.value}(
            AgreementId.unwrap(id),
            index,
            terms.client,
            terms.developer,
            byDeveloper,
            _remaining(terms, id, ledger, index),
            terms.token,
            uri,
            evidence
        );
        if (answered != caseId) revert Escrow_WrongCase(caseId, answered);
    }

    /// @inheritdoc IEscrow
    function execute(Terms calldata terms, uint256 index) external guarded {
        (AgreementId id, Ledger ledger) = _load(terms);
        State state = ledger.stateOf(index);
        if (state != State.Disputed) revert Escrow_WrongState(id, index, state);
        bytes32 caseId = _caseId(terms.court, id, index);
        (bool ruled, uint256 developerBps) = Hearing.rulingOf(terms.court, caseId);
        if (!ruled) {
            if (block.timestamp < ledger.clockOf(index) + LONG_STOP) revert Escrow_NotRuled(id, index, caseId);
            developerBps = BPS / 2;
        }

        (uint256 toDeveloper, uint256 toClient, uint256 fee) = _split(terms, id, ledger, index, developerBps);
        _ledgers[id] = ledger.withClosed(index, State.Ruled);
        emit Executed(id, index, toDeveloper, toClient, fee, ruled);

        if (ruled) _judge(terms, caseId, developerBps);
        _pay(terms.token, terms.developer, toDeveloper);
        _pay(terms.token, terms.client, toClient);
    }

    // ------------------------------------------------------------------------------------------- internals: funding

    function _fund(Terms calldata terms, AgreementId id, uint256 count, bool signed) private {
        if (msg.sender != terms.client) revert Escrow_NotClient(id, msg.sender);
        Ledger ledger = _ledgers[id];
        _requireUnpaused();
        if (ledger.isCancelled()) revert Escrow_IsCancelled(id);
        bool isNew = !ledger.exists();
        if (isNew) _requireSound(terms);
        (uint256 funded, uint256 amount) = _next(terms, id, ledger.funded(), count);

        bool accepts = signed && !ledger.isAccepted();
        ledger = ledger.withFunded(funded);
        _ledgers[id] = accepts ? ledger.withAccepted() : ledger;
        if (isNew) {
            emit Created(
                id,
                terms.client,
                terms.developer,
                terms.token,
                terms.court,
                terms.config,
                terms.previous,
                terms.brief,
                terms.milestones,
                funded,
                signed
            );
        } else {
            emit Funded(id, funded);
            if (accepts) emit Accepted(id);
        }

        _collect(terms.token, amount);
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
        if (terms.previous != 0) revert Escrow_AmendmentRefused(terms.previous);
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
        Milestone[] calldata milestones = terms.milestones;
        if (count == 0 || count > milestones.length - start) revert Escrow_NothingToFund(id, start, count);

        end = start + count;
        for (uint256 index = start; index < end; ++index) {
            Milestone calldata milestone = milestones[index];
            if (milestone.amount == 0) revert Escrow_BadAmount(id, index, 0);
            if (milestone.due <= block.timestamp) revert Escrow_DuePassed(id, index, milestone.due);
            amount += milestone.amount;
        }
    }

    // -------------------------------------------------------------------------------------------- internals: money

    /// @dev The fee of `amount` out of a lane that held `remaining`: the fee on all that left it, less what was taken
    ///      before. So it never depends on how a milestone was cut up, and rounds down once.
    function _takeFee(
        Terms calldata terms,
        uint256 index,
        uint256 amount,
        uint256 remaining
    ) private returns (uint256 fee) {
        uint256 feeBps = terms.config.feeBps();
        if (feeBps == 0) return 0;

        uint256 before = terms.milestones[index].amount - remaining;
        fee = ((before + amount) * feeBps) / BPS - (before * feeBps) / BPS;
        if (fee != 0) _addFee(terms.token, fee);
    }

    /// @dev The developer's share rounds down and the client gets the rest, so that every unit has an owner (law 4).
    function _split(
        Terms calldata terms,
        AgreementId id,
        Ledger ledger,
        uint256 index,
        uint256 developerBps
    ) private returns (uint256 toDeveloper, uint256 toClient, uint256 fee) {
        uint256 remaining = _remaining(terms, id, ledger, index);
        uint256 share = (remaining * developerBps) / BPS;
        fee = _takeFee(terms, index, share, remaining);
        return (share - fee, remaining - share, fee);
    }

    /// @dev Only the court that Reputation knows: else two wallets with a court of their own would mint experience.
    function _earn(Terms calldata terms, AgreementId id, uint256 fee, Ledger ledger) private {
        if (fee == 0 || terms.court != guildCourt) return;
        IReputation(reputation).earn(
            terms.developer,
            terms.client,
            AgreementId.unwrap(id),
            terms.token,
            fee,
            ledger.isComplete(terms.milestones.length)
        );
    }

    /// @dev Only what that court really ruled: a long-stop is nobody's fault, an even split nobody's loss.
    function _judge(Terms calldata terms, bytes32 caseId, uint256 developerBps) private {
        if (terms.court != guildCourt || developerBps == BPS / 2) return;
        (address winner, address loser) = developerBps > BPS / 2
            ? (terms.developer, terms.client)
            : (terms.client, terms.developer);
        IReputation(reputation).judge(caseId, winner, loser);
    }

    // ------------------------------------------------------------------------------------------ internals: the court

    function _caseId(address court, AgreementId id, uint256 index) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, court, address(this), id, index));
    }
}
