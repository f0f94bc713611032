// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Soulbound standing, written by Escrow alone.
/// @notice ERC-721 with ERC-5192: the token's id is its owner's address, so an owner never changes (law 9).
interface IReputation {
    /// @param experience Points for fees paid on released money; never falls.
    /// @param completed Agreements whose last open milestone was released and a fee paid.
    /// @param won Disputes in which the ruling gave this side more than half. @param lost Less than half.
    struct Standing {
        uint64 experience;
        uint32 completed;
        uint32 won;
        uint32 lost;
        uint40 lastActivity;
    }

    // ---------------------------------------------------------------------------------------------------- events

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Locked(uint256 indexed tokenId);
    event ExperienceEarned(address indexed account, bytes32 indexed agreement, uint256 gained, uint256 total);
    event Completed(address indexed account, bytes32 indexed agreement, uint256 completed);
    /// @notice A ruling was carried out that gave `winner` more than half.
    event Judged(bytes32 indexed caseId, address winner, address loser);
    event RateSet(address indexed token, uint256 rate);

    // ---------------------------------------------------------------------------------------------------- errors

    error Reputation_BadDeployment();
    error Reputation_NotEscrow(address caller);
    error Reputation_Soulbound(uint256 tokenId);
    error Reputation_NoToken(uint256 tokenId);
    error Reputation_ZeroAddress();

    // ---------------------------------------------------------------------------------------------------- writes

    /// @notice By Escrow: a release of `agreement` paid `fee` of `token`. Experience goes to the developer; when it
    ///         completed the agreement, both sides are noted. Reverts NotEscrow.
    function earn(
        address developer,
        address client,
        bytes32 agreement,
        address token,
        uint256 fee,
        bool isComplete
    ) external;
    /// @notice By Escrow, when it carries out a ruling that gave `winner` more than half. Reverts NotEscrow.
    function judge(bytes32 caseId, address winner, address loser) external;
    /// @notice By governance: what fees of a token to come are worth. Nobody's experience changes with it.
    function setRate(address token, uint256 rate) external;

    // ----------------------------------------------------------------------------------------------------- reads

    function standingOf(address account) external view returns (Standing memory);
    /// @notice Experience as it weighs today: halved every 90 days without activity, times the share of disputes not lost.
    function weightOf(address account) external view returns (uint256);
    /// @notice Points of experience for 10^18 of a token's smallest unit, paid as a fee.
    function rateOf(address token) external view returns (uint256);
    function escrow() external view returns (address);

    // ERC-721, ERC-5192, ERC-165
    function name() external view returns (string memory);
    function symbol() external view returns (string memory);
    function balanceOf(address owner) external view returns (uint256);
    function ownerOf(uint256 tokenId) external view returns (address);
    function locked(uint256 tokenId) external view returns (bool);
    function tokenURI(uint256 tokenId) external view returns (string memory);
    function getApproved(uint256 tokenId) external view returns (address);
    function isApprovedForAll(address owner, address operator) external view returns (bool);
    function approve(address to, uint256 tokenId) external;
    function setApprovalForAll(address operator, bool approved) external;
    function transferFrom(address from, address to, uint256 tokenId) external;
    function safeTransferFrom(address from, address to, uint256 tokenId) external;
    function safeTransferFrom(address from, address to, uint256 tokenId, bytes calldata data) external;
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}
