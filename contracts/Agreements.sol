// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {IEscrow} from "./interfaces/IEscrow.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Ledger} from "./types/Ledger.sol";
import {AgreementId, State, Terms} from "./types/Terms.sol";
import {Vault} from "./Vault.sol";

/// @title The part of Escrow that knows agreements: their ledgers, their clocks, and whose word binds whom.
abstract contract Agreements is Vault {
    using Signatures for bytes32;

    /// @dev What left a lane before it closed, of a lane whose ledger says that it has parts.
    /// @param released To the developer, fee included. @param advanced To the court, as the developer's deposit.
    struct Parts {
        uint128 released;
        uint128 advanced;
    }

    bytes32 private constant SETTLEMENT_TYPEHASH = keccak256(
        "Settlement(bytes32 agreement,uint256 index,uint256 developerBps,uint8 state,uint256 clock,uint256 remaining,uint256 deadline)"
    );

    bytes32 private constant AMENDMENT_TYPEHASH = keccak256(
        "Amendment(bytes32 agreement,bytes32 next,uint256 word,uint256 moved,uint256 funded,uint256 deadline)"
    );

    bytes32 internal immutable _domainSeparator;
    uint256 internal immutable _chainId;

    mapping(AgreementId id => Ledger) internal _ledgers;
    mapping(AgreementId id => mapping(uint256 index => Parts)) internal _parts;

    constructor() {
        _chainId = block.chainid;
        _domainSeparator = Signatures.domainSeparator("Guildhall Escrow", "1");
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc IEscrow
    function idOf(Terms calldata terms) external view returns (AgreementId) {
        return terms.idIn(_domainSeparator);
    }

    /// @inheritdoc IEscrow
    function agreementOf(
        AgreementId id
    ) external view returns (uint256 funded, bool accepted, bool cancelled, bool amended) {
        Ledger ledger = _ledgers[id];
        return (ledger.funded(), ledger.isAccepted(), ledger.isCancelled(), ledger.isAmended());
    }

    /// @inheritdoc IEscrow
    function laneOf(
        AgreementId id,
        uint256 index
    ) external view returns (State state, uint256 clock, uint256 changesRequested, uint256 released) {
        Ledger ledger = _ledgers[id];
        state = ledger.stateOf(index);
        clock = _clockOf(ledger, index, state);
        changesRequested = ledger.changesRequestedOf(index);
        Parts memory parts = _parts[id][index];
        released = uint256(parts.released) + parts.advanced;
    }

    /// @inheritdoc IEscrow
    function headOf(AgreementId id, uint256 index) external view returns (uint256) {
        return _ledgers[id].headOf(index);
    }

    /// @inheritdoc IEscrow
    function isAccepted(AgreementId id) external view returns (bool) {
        return _ledgers[id].isAccepted();
    }

    /// @inheritdoc IEscrow
    function settlementDigest(
        Terms calldata terms,
        uint256 index,
        uint256 developerBps,
        uint256 deadline
    ) external view returns (bytes32) {
        (AgreementId id, Ledger ledger) = _load(terms);
        return _settlementDigest(terms, id, ledger, index, developerBps, deadline);
    }

    /// @inheritdoc IEscrow
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (hex"0f", "Guildhall Escrow", "1", _chainId, address(this), bytes32(0), new uint256[](0));
    }

    // ----------------------------------------------------------------------------------------- internals: states

    function _load(Terms calldata terms) internal view returns (AgreementId id, Ledger ledger) {
        id = terms.idIn(_domainSeparator);
        ledger = _ledgers[id];
        if (!ledger.exists()) revert Escrow_Unknown(id);
    }

    /// @dev An agreement that does not bind the developer yet.
    function _offer(Terms calldata terms) internal view returns (AgreementId id, Ledger ledger) {
        (id, ledger) = _load(terms);
        if (ledger.isAccepted()) revert Escrow_AlreadyAccepted(id);
        if (ledger.isCancelled()) revert Escrow_IsCancelled(id);
    }

    function _requireOpen(AgreementId id, Ledger ledger, uint256 index) internal pure {
        if (!ledger.isOpen(index)) revert Escrow_WrongState(id, index, ledger.stateOf(index));
    }

    function _requireReview(Terms calldata terms, AgreementId id, Ledger ledger, uint256 index) internal view {
        uint256 reviewBy = _reviewBy(terms, ledger, index);
        if (block.timestamp >= reviewBy) revert Escrow_ReviewClosed(id, index, reviewBy);
    }

    /// @dev What is submitted, by both until the review ends; what is funded, by the developer until its time ends.
    function _requireDisputable(
        Terms calldata terms,
        AgreementId id,
        Ledger ledger,
        uint256 index,
        bool byDeveloper
    ) internal view {
        State state = ledger.stateOf(index);
        if (state == State.Submitted) return _requireReview(terms, id, ledger, index);
        if (state != State.Funded || !byDeveloper) revert Escrow_WrongState(id, index, state);
        uint256 submitBy = _submitBy(terms, ledger, index);
        if (block.timestamp > submitBy) revert Escrow_SubmissionClosed(id, index, submitBy);
    }

    /// @notice The first second after the review of a submitted lane.
    function _reviewBy(Terms calldata terms, Ledger ledger, uint256 index) internal view returns (uint256) {
        return ledger.clockOf(index) + terms.config.reviewPeriod();
    }

    /// @notice The last second in which a funded lane takes a submission (law 11).
    function _submitBy(Terms calldata terms, Ledger ledger, uint256 index) internal view returns (uint256) {
        uint256 due = terms.dueAt(index);
        if (ledger.changesRequestedOf(index) == 0) return due;
        uint256 answerBy = ledger.clockOf(index) + terms.config.reviewPeriod();
        return answerBy > due ? answerBy : due;
    }

    /// @dev Zero where no clock runs.
    function _clockOf(Ledger ledger, uint256 index, State state) internal view returns (uint256) {
        if (state == State.Disputed) return ledger.clockOf(ledger.headOf(index));
        bool runs = state == State.Submitted || (state == State.Funded && ledger.changesRequestedOf(index) != 0);
        return runs ? ledger.clockOf(index) : 0;
    }

    // ------------------------------------------------------------------------------------ internals: amounts and words

    function _remaining(
        Terms calldata terms,
        AgreementId id,
        Ledger ledger,
        uint256 index
    ) internal view returns (uint256) {
        uint256 amount = terms.amountAt(index);
        if (!ledger.hasParts(index)) return amount;
        Parts memory parts = _parts[id][index];
        return amount - parts.released - parts.advanced;
    }

    function _requireSignature(AgreementId id, bytes32 digest, address signer, bytes calldata signature) internal view {
        if (block.chainid != _chainId) revert Escrow_WrongChain(block.chainid);
        if (!digest.isSignedBy(signer, signature)) revert Escrow_BadSignature(id, signer);
    }

    function _settlementDigest(
        Terms calldata terms,
        AgreementId id,
        Ledger ledger,
        uint256 index,
        uint256 developerBps,
        uint256 deadline
    ) internal view returns (bytes32) {
        State state = ledger.stateOf(index);
        bytes32 settlement = keccak256(
            abi.encode(
                SETTLEMENT_TYPEHASH,
                id,
                index,
                developerBps,
                state,
                _clockOf(ledger, index, state),
                _remaining(terms, id, ledger, index),
                deadline
            )
        );
        return keccak256(abi.encodePacked(hex"1901", _domainSeparator, settlement));
    }

    /// @param ledger As it was before anything moved: with it the signatures die as soon as anything has.
    /// @param moved It says what the ledger does not: how much was released of lanes that have parts.
    function _amendmentDigest(
        AgreementId id,
        AgreementId next,
        Ledger ledger,
        uint256 moved,
        uint256 funded,
        uint256 deadline
    ) internal view returns (bytes32) {
        bytes32 amendment = keccak256(abi.encode(AMENDMENT_TYPEHASH, id, next, ledger, moved, funded, deadline));
        return keccak256(abi.encodePacked(hex"1901", _domainSeparator, amendment));
    }
}
