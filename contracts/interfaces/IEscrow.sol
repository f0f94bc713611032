// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {Permit} from "../types/Permit.sol";
import {AgreementId, Config, Milestone, State, Terms} from "../types/Terms.sol";

/// @title Holds and releases milestone money; the only contract that moves it.
/// @notice Amounts are in the token's smallest unit, times in unix seconds, shares in basis points. The zero address as
///         a token is the chain's native coin. Clocks run in whole hours, rounded up, so that nobody's period is cut.
interface IEscrow {
    /// @param maxFeeBps What a fee may never be above. @param feeGrace How long the fee before the current one stays good.
    /// @param maxChangeRequests A milestone. @param longStop A court that has not ruled this long after the dispute is
    ///        passed over. @param maxAdvanceBps How much of a milestone may answer the claim over it, where Terms allow it.
    struct Limits {
        uint256 maxFeeBps;
        uint256 feeGrace;
        uint256 minReviewPeriod;
        uint256 maxReviewPeriod;
        uint256 maxChangeRequests;
        uint256 longStop;
        uint256 maxAdvanceBps;
    }

    // ---------------------------------------------------------------------------------------------------- events

    /// @notice Terms are never stored: they travel in calldata and in this one event.
    /// @param funded How many milestones, from the first, were funded with creation.
    /// @param accepted Whether the developer's signature came with it.
    event Created(
        AgreementId indexed id,
        address indexed client,
        address indexed developer,
        address token,
        address court,
        Config config,
        bytes32 previous,
        bytes32 brief,
        Milestone[] milestones,
        uint256 funded,
        bool accepted
    );
    /// @notice A later top-up. `funded` is the new count of funded milestones.
    event Funded(AgreementId indexed id, uint256 funded);
    event Accepted(AgreementId indexed id);
    /// @notice The client took an unaccepted offer back; what its milestones still held went back with it.
    event Cancelled(AgreementId indexed id);
    /// @notice `next` took the place of `id`, both signed. What `id` held and is not disputed moved over.
    /// @param moved What moved. @param added What the client brought. @param returned What went back to the client.
    event Amended(AgreementId indexed id, AgreementId indexed next, uint256 moved, uint256 added, uint256 returned);
    /// @param reviewBy From this second on anyone may release, and the client can no longer refuse.
    event Submitted(AgreementId indexed id, uint256 index, bytes32 digest, uint256 reviewBy);
    /// @param submitBy After this second, without a new submission, anyone may refund.
    event ChangesRequested(AgreementId indexed id, uint256 index, bytes32 digest, uint256 submitBy);
    /// @param amount What left the lane, fee included: all that it held, or, in a partial release, less.
    event Released(AgreementId indexed id, uint256 index, uint256 amount, uint256 fee);
    event Refunded(AgreementId indexed id, uint256 index, uint256 amount);
    /// @dev toDeveloper + toClient + fee is all that the lane held; so in Executed.
    event Settled(AgreementId indexed id, uint256 index, uint256 toDeveloper, uint256 toClient, uint256 fee);
    /// @notice Once for each milestone; those that were disputed together share a case.
    event Disputed(AgreementId indexed id, uint256 index, bytes32 indexed caseId, address by);
    /// @notice The developer answered a claim out of the milestone; what comes back of the deposit is the developer's.
    event Advanced(AgreementId indexed id, uint256 index, bytes32 indexed caseId, uint256 amount);
    /// @param ruled False when the court was passed over after the long-stop and the milestone split evenly.
    event Executed(
        AgreementId indexed id,
        uint256 index,
        uint256 toDeveloper,
        uint256 toClient,
        uint256 fee,
        bool ruled
    );
    /// @notice A payment that its payee did not take. It waits for `withdraw`.
    event Credited(address indexed account, address indexed token, uint256 amount);
    event Withdrawn(address indexed account, address indexed token, uint256 amount, address to);
    event FeesCollected(address indexed token, uint256 amount, address to);
    /// @param previousUntil Until this second Terms with the previous fee are taken too.
    event FeeSet(uint256 feeBps, uint256 previousFeeBps, uint256 previousUntil);
    event TreasurySet(address treasury);
    event Paused(address by);
    event Unpaused(address by);

    // ---------------------------------------------------------------------------------------------------- errors

    error Escrow_Reentered();
    error Escrow_BadDeployment();
    error Escrow_NotClient(AgreementId id, address caller);
    error Escrow_NotDeveloper(AgreementId id, address caller);
    error Escrow_NotParty(AgreementId id, address caller);
    /// @dev Client and developer must be two accounts, neither of them zero nor this contract.
    error Escrow_BadParties(address client, address developer);
    error Escrow_BadMilestoneCount(uint256 count);
    error Escrow_BadReviewPeriod(uint256 reviewPeriod);
    error Escrow_BadOptions(uint256 options);
    /// @dev The Terms do not allow it, or the milestone is not in the coin that courts take.
    error Escrow_NoAdvance(AgreementId id);
    error Escrow_BadAmount(AgreementId id, uint256 index, uint256 amount);
    error Escrow_BadShare(uint256 developerBps);
    error Escrow_DuePassed(AgreementId id, uint256 index, uint256 due);
    error Escrow_CourtWithoutCode(address court);
    error Escrow_FeeTooHigh(uint256 feeBps, uint256 most);
    error Escrow_FeeTooSoon(uint256 notBefore);
    error Escrow_BadTreasury();
    error Escrow_FeeNotCurrent(uint256 feeBps, uint256 current);
    /// @dev An amendment names the agreement that it amends, and has the same parties and token; only `amend` makes one.
    error Escrow_AmendmentRefused(bytes32 previous);
    error Escrow_Paused();
    error Escrow_NothingToFund(AgreementId id, uint256 funded, uint256 count);
    error Escrow_WrongValue(uint256 expected, uint256 sent);
    error Escrow_FeeOnTransfer(address token, uint256 expected, uint256 arrived);
    error Escrow_TransferFailed(address token);
    error Escrow_SignatureExpired(AgreementId id, uint256 deadline);
    error Escrow_BadSignature(AgreementId id, address signer);
    error Escrow_WrongChain(uint256 chainId);
    error Escrow_Unknown(AgreementId id);
    error Escrow_IsCancelled(AgreementId id);
    error Escrow_IsAmended(AgreementId id);
    error Escrow_BadLanes(AgreementId id, uint256 lanes);
    error Escrow_AlreadyAccepted(AgreementId id);
    error Escrow_NotAccepted(AgreementId id);
    error Escrow_WrongState(AgreementId id, uint256 index, State state);
    error Escrow_SubmissionClosed(AgreementId id, uint256 index, uint256 submitBy);
    error Escrow_SubmissionOpen(AgreementId id, uint256 index, uint256 submitBy);
    error Escrow_ReviewClosed(AgreementId id, uint256 index, uint256 reviewBy);
    error Escrow_ReviewOpen(AgreementId id, uint256 index, uint256 reviewBy);
    error Escrow_TooManyRequests(AgreementId id, uint256 index);
    error Escrow_WrongCase(bytes32 expected, bytes32 answered);
    error Escrow_NotRuled(AgreementId id, uint256 index, bytes32 caseId);
    error Escrow_GasTooLow(uint256 needed);
    error Escrow_NothingToWithdraw(address account, address token);

    // ---------------------------------------------------------------------------------------------------- writes

    /// @notice By the client: locks the next `count` milestones, with creation if the Terms are new. Without the
    ///         developer's signature it is an offer.
    /// @dev Law 1: what arrived is measured. Law 3: an id that was closed never comes back.
    ///      Reverts NotClient, BadParties, BadMilestoneCount, BadReviewPeriod, BadAmount, DuePassed, CourtWithoutCode,
    ///      FeeNotCurrent, AmendmentRefused, Paused, IsCancelled, NothingToFund, WrongValue, FeeOnTransfer, TransferFailed.
    function fund(Terms calldata terms, uint256 count) external payable returns (AgreementId id);
    /// @notice The same with the developer's signature over the Terms, which binds both at once.
    /// @dev The signature is good until the Terms' own `signBy`. Reverts also SignatureExpired, BadSignature, WrongChain.
    function fundSigned(
        Terms calldata terms,
        uint256 count,
        bytes calldata developerSignature
    ) external payable returns (AgreementId id);
    /// @notice The same with the client's signed permit for the token in place of an approval (ERC-2612). Without the
    ///         developer's signature it is an offer.
    /// @dev A permit that somebody sent before, or that the token refuses, is no reason to fail: the allowance decides.
    ///      Reverts as `fund` and `fundSigned` do; TransferFailed when the allowance is not there; WrongValue for the coin.
    function fundWithPermit(
        Terms calldata terms,
        uint256 count,
        bytes calldata developerSignature,
        Permit calldata permit
    ) external returns (AgreementId id);
    /// @notice Puts `terms`, which name `old` as `previous`, in its place: what `old` holds and is not disputed covers the
    ///         first `count` milestones of `terms`; what is missing the client brings, what is over goes back to the client.
    ///         By anyone who holds both signatures; a party that sends it needs none, and only the client brings money.
    /// @dev The signatures bind both ids, the old ledger's word and what it holds, so none serves once anything moved.
    ///      An agreement has one successor and is never funded again; what is disputed stays under the old id and Terms.
    ///      Reverts Unknown, NotAccepted, IsAmended, AmendmentRefused, SignatureExpired, BadSignature, WrongChain, what
    ///      `fund` reverts over new Terms, and NotClient or Paused when money is missing.
    function amend(
        Terms calldata old,
        Terms calldata terms,
        uint256 count,
        uint256 deadline,
        bytes calldata clientSignature,
        bytes calldata developerSignature
    ) external payable returns (AgreementId id);
    /// @notice By the developer: binds an offer. Reverts NotDeveloper, Unknown, AlreadyAccepted, IsCancelled.
    function accept(Terms calldata terms) external;
    /// @notice By the client, at once, as long as the developer is not bound. Reverts NotClient, Unknown, AlreadyAccepted,
    ///         IsCancelled.
    function cancel(Terms calldata terms) external;
    /// @notice By the developer, until the later of the deadline and a full review period after the last request for
    ///         changes. The first one binds an offer. Starts the review.
    /// @dev Reverts NotDeveloper, WrongState, SubmissionClosed.
    function submit(Terms calldata terms, uint256 index, bytes32 digest) external;
    /// @notice By the client within the review, at most three times a milestone. Stamps the lane's clock (law 11).
    /// @dev Reverts NotClient, WrongState, ReviewClosed, TooManyRequests.
    function requestChanges(Terms calldata terms, uint256 index, bytes32 digest) external;
    /// @notice By the client at any time, by anyone once the review period has passed after a submission.
    /// @dev Reverts WrongState, ReviewOpen, NotClient.
    function release(Terms calldata terms, uint256 index) external;
    /// @notice By the client: pays `amount` out of the milestone and leaves the rest where it is.
    /// @dev The fee is computed on what was released in all, so that many small releases save nothing.
    ///      Reverts NotClient, WrongState, BadAmount (zero, or not less than what remains).
    function releasePart(Terms calldata terms, uint256 index, uint256 amount) external;
    /// @notice By the developer at any time; by anyone once the time to submit has passed without a submission.
    /// @dev Law 11: that time never ends before a full review period after a request for changes.
    ///      Reverts WrongState, SubmissionOpen, NotDeveloper.
    function refund(Terms calldata terms, uint256 index) external;
    /// @notice By anyone who holds both parties' signatures; a party that sends it needs no signature of its own.
    ///         Also while disputed.
    /// @dev The signatures bind the milestone's state, clock and remaining amount, so none serves twice.
    ///      Reverts WrongState, BadShare, SignatureExpired, BadSignature, WrongChain.
    function settle(
        Terms calldata terms,
        uint256 index,
        uint256 developerBps,
        uint256 deadline,
        bytes calldata clientSignature,
        bytes calldata developerSignature
    ) external;
    /// @notice Locks this milestone alone and opens a case; the value is the opener's deposit. The client disputes what is
    ///         submitted, until the review ends; the developer what is submitted or funded, until the time to submit ends.
    /// @param uri Where the opener's first evidence document is.
    /// @param evidence Its digest, or zero for none.
    /// @dev Reverts NotParty, NotAccepted, WrongState, ReviewClosed, SubmissionClosed, WrongCase, and what the court reverts.
    function dispute(
        Terms calldata terms,
        uint256 index,
        string calldata uri,
        bytes32 evidence
    ) external payable returns (bytes32 caseId);
    /// @notice The same over several milestones in one case, which has the lowest one's name and all that they hold at
    ///         stake. Each must be the caller's to dispute. Settling one leaves the others where they are.
    /// @param lanes A bit for each milestone.
    /// @dev Reverts also BadLanes.
    function disputeTogether(
        Terms calldata terms,
        uint256 lanes,
        string calldata uri,
        bytes32 evidence
    ) external payable returns (bytes32 caseId);
    /// @notice By the developer, where both signed that it may be so (ALLOWS_ADVANCE): pays the answer to a claim out of the
    ///         disputed milestone, at most `maxAdvanceBps` of it and once. The advance is a part of the developer's share:
    ///         a ruling is paid as if it were still there, less what the developer has had. Only a share smaller than the
    ///         advance leaves the client short, by the difference.
    /// @param amount What the court asks for. Evidence goes to the court by its own way.
    /// @dev Reverts NotDeveloper, WrongState, NoAdvance, BadAmount, and what the court reverts.
    function answerFromLocked(Terms calldata terms, uint256 index, uint256 amount) external;
    /// @notice By anyone: pulls the court's final ruling and pays both sides of every milestone that is still disputed in
    ///         that milestone's case; after the long-stop an even split.
    /// @dev Law 4: the client gets the remainder by subtraction, so no unit is burnt. Reverts WrongState, NotRuled.
    function execute(Terms calldata terms, uint256 index) external;
    /// @notice Pays the caller's credit to `to`. Reverts NothingToWithdraw, TransferFailed.
    function withdraw(address token, address to) external;
    /// @notice By anyone: pays the fees of a token to the treasury. Reverts NothingToWithdraw, TransferFailed.
    function collectFees(address token) external;

    // ------------------------------------------------------------------- writes: governance, by the authority's roles

    /// @notice The fee of agreements to come, in basis points, at most `maxFeeBps`. The one before it stays good for
    ///         `feeGrace`, so that Terms signed before a change can still be funded; until then there is no further change.
    /// @dev Law 6: no agreement that exists pays another fee. Reverts FeeTooHigh, FeeTooSoon.
    function setFee(uint16 feeBps) external;
    /// @notice Who gets the fees, those that wait to be collected too. Reverts BadTreasury.
    function setTreasury(address treasury) external;
    /// @notice Stops new funding, and nothing else: never a way out (law 5).
    function pause() external;
    function unpause() external;

    // ----------------------------------------------------------------------------------------------------- reads

    /// @notice The EIP-712 digest of the Terms in this contract's domain.
    function idOf(Terms calldata terms) external view returns (AgreementId);
    /// @notice Zero and false for an id that was never funded.
    function agreementOf(
        AgreementId id
    ) external view returns (uint256 funded, bool accepted, bool cancelled, bool amended);
    /// @return state What the milestone is.
    /// @return clock Start of the running review, of the time after a request for changes, or of the dispute; else 0.
    /// @return changesRequested How often the client asked; 0 once disputed or closed.
    /// @return released What left it so far while it was open: released in parts, fee included, or advanced.
    function laneOf(
        AgreementId id,
        uint256 index
    ) external view returns (State state, uint256 clock, uint256 changesRequested, uint256 released);
    /// @notice The milestone whose index names the case of a disputed one: itself, or the lowest of those disputed together.
    function headOf(AgreementId id, uint256 index) external view returns (uint256);
    function isAccepted(AgreementId id) external view returns (bool);
    function creditOf(address account, address token) external view returns (uint256);
    function feesOf(address token) external view returns (uint256);
    /// @notice What both parties sign to settle a milestone as it stands now.
    function settlementDigest(
        Terms calldata terms,
        uint256 index,
        uint256 developerBps,
        uint256 deadline
    ) external view returns (bytes32);
    /// @notice What both parties sign to put `terms` in the place of `old` as it stands now.
    /// @return word The old ledger. @return moved What moves over. @return needed What the first `count` milestones cost.
    function amendmentOf(
        Terms calldata old,
        Terms calldata terms,
        uint256 count,
        uint256 deadline
    ) external view returns (uint256 word, uint256 moved, uint256 needed, bytes32 digest);
    /// @notice What no governance changes.
    function limits() external pure returns (Limits memory);
    /// @notice The fee that new Terms must name, in basis points, and whether new funding is paused. Until
    ///         `previousUntil` the previous fee is taken too.
    function policy()
        external
        view
        returns (uint256 feeBps, bool paused, uint256 previousFeeBps, uint256 previousUntil);
    /// @notice ERC-5267: the domain that wallets sign in.
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
        );
    /// @notice The court whose agreements earn reputation.
    function guildCourt() external view returns (address);
    function reputation() external view returns (address);
    function treasury() external view returns (address);
}
