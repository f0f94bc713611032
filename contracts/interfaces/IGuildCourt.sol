// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {ICourt} from "./ICourt.sol";

/// @title Arbiters, draw, commit-reveal votes, ruling.
interface IGuildCourt is ICourt {
    /// @notice Answer → Evidence → Commit → Reveal → Ruled. Draw is the moment between Evidence and Commit.
    enum Period {
        None,
        Answer,
        Evidence,
        Commit,
        Reveal,
        Ruled
    }
    enum Reason {
        Median,
        Unanswered,
        NoQuorum
    }

    event SeatTaken(uint256 indexed seat, address indexed arbiter);
    event SeatLeft(uint256 indexed seat, address indexed arbiter);
    event Opened(
        bytes32 indexed caseId,
        bytes32 indexed agreement,
        address indexed escrow,
        uint256 index,
        address claimant,
        address respondent,
        uint256 atStake,
        uint256 deposit,
        uint256 answerBy
    );
    event Answered(bytes32 indexed caseId, address by, uint256 evidenceBy, uint256 seedBlock);
    event Evidence(bytes32 indexed caseId, address indexed by, string uri, bytes32 digest);
    /// @dev seats[i] is held by arbiters[i]. `round` counts the draws of this case from 1.
    event Drawn(bytes32 indexed caseId, uint256 round, uint256[] seats, address[] arbiters, uint256 commitBy);
    event Committed(bytes32 indexed caseId, uint256 indexed seat, bytes32 commitment);
    /// @notice Every vote is in, or the commit period passed with enough of them.
    event RevealStarted(bytes32 indexed caseId, uint256 revealBy);
    event Revealed(bytes32 indexed caseId, uint256 indexed seat, uint256 developerBps);
    event Slashed(bytes32 indexed caseId, uint256 indexed seat, uint256 amount);
    event Ruled(bytes32 indexed caseId, uint256 developerBps, Reason reason);
    event Rewarded(bytes32 indexed caseId, address indexed account, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);

    function takeSeat() external payable returns (uint256 seat);
    function leaveSeat(uint256 seat) external;
    function answer(bytes32 caseId, string calldata uri, bytes32 evidence) external payable;
    function submitEvidence(bytes32 caseId, string calldata uri, bytes32 digest) external;
    /// @param header RLP of the seed block's header; its prevRandao is the seed.
    function draw(bytes32 caseId, bytes calldata header) external;
    function commit(bytes32 caseId, uint256 seat, bytes32 commitment) external;
    function reveal(bytes32 caseId, uint256 seat, uint256 developerBps, bytes32 salt) external;
    /// @notice Moves a case on whose period has passed: default ruling, redraw, reveal, ruling.
    function pass(bytes32 caseId) external;
    /// @notice Turns the caller's share of ruled cases into credit.
    function claim(bytes32[] calldata caseIds) external;
    function withdraw(address to) external;
}
