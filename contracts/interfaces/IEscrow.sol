// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {AgreementId, Config, Milestone, State, Terms} from "../types/Terms.sol";

/// @title Holds and releases milestone money; the only contract that moves it.
interface IEscrow {
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
    /// @notice The client took an unaccepted offer back; every funded milestone went back with it.
    event Cancelled(AgreementId indexed id);
    event Submitted(AgreementId indexed id, uint256 index, bytes32 digest);
    event ChangesRequested(AgreementId indexed id, uint256 index, bytes32 digest);
    /// @param amount What left the lane, fee included. @param remaining What the lane still holds (a partial release).
    event Released(AgreementId indexed id, uint256 index, uint256 amount, uint256 fee, uint256 remaining);
    event Refunded(AgreementId indexed id, uint256 index, uint256 amount);
    event Settled(AgreementId indexed id, uint256 index, uint256 toDeveloper, uint256 toClient, uint256 fee);
    event Disputed(AgreementId indexed id, uint256 index, bytes32 indexed caseId, address by);
    event Executed(AgreementId indexed id, uint256 index, uint256 toDeveloper, uint256 toClient, uint256 fee);
    event Credited(address indexed account, address indexed token, uint256 amount);
    event Withdrawn(address indexed account, address indexed token, uint256 amount, address to);

    function fund(Terms calldata terms, uint256 count) external payable returns (AgreementId id);
    function fundSigned(Terms calldata terms, uint256 count, bytes calldata developerSignature)
        external
        payable
        returns (AgreementId id);
    function accept(Terms calldata terms) external;
    function cancel(Terms calldata terms) external;
    function submit(Terms calldata terms, uint256 index, bytes32 digest) external;
    function requestChanges(Terms calldata terms, uint256 index, bytes32 digest) external;
    /// @notice By the client at any time, by anyone once the review period has passed after a submission.
    function release(Terms calldata terms, uint256 index) external;
    function releasePart(Terms calldata terms, uint256 index, uint256 amount) external;
    /// @notice By the developer at any time, by anyone once the deadline has passed without a submission.
    function refund(Terms calldata terms, uint256 index) external;
    function settle(
        Terms calldata terms,
        uint256 index,
        uint256 developerBps,
        uint256 deadline,
        bytes calldata clientSignature,
        bytes calldata developerSignature
    ) external;
    /// @param evidence Digest of the opener's first evidence document.
    function dispute(Terms calldata terms, uint256 index, string calldata uri, bytes32 evidence)
        external
        payable
        returns (bytes32 caseId);
    /// @notice Pulls the court's final ruling and pays both sides; after the long-stop, an even split.
    function execute(Terms calldata terms, uint256 index) external;
    function withdraw(address token, address to) external;

    function idOf(Terms calldata terms) external view returns (AgreementId);
    function laneOf(AgreementId id, uint256 index)
        external
        view
        returns (State state, uint256 clock, uint256 changesRequested, uint256 released);
    function isAccepted(AgreementId id) external view returns (bool);
    function creditOf(address account, address token) external view returns (uint256);
    /// @notice The fee that new Terms must name, in basis points, and whether new funding is paused.
    function policy() external view returns (uint256 feeBps, bool paused);
}
