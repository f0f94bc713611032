// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Soulbound standing, written only by Escrow and Court.
interface IReputation {
    struct Standing {
        uint64 experience;
        uint32 completed;
        uint32 won;
        uint32 lost;
        uint40 lastActivity;
    }

    event ExperienceEarned(address indexed account, bytes32 indexed agreement, uint256 gained, uint256 total);
    event Completed(address indexed account, bytes32 indexed agreement, uint256 completed);
    event Judged(address indexed account, bytes32 indexed caseId, bool won);

    function standingOf(address account) external view returns (Standing memory);
}
