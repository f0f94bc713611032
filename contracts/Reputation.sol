// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Portrait} from "./libraries/Portrait.sol";
import {MAX_EXPERIENCE, StandingWord} from "./types/StandingWord.sol";

/// @title Reputation
contract Reputation is IReputation, AccessManaged {
    uint256 public constant HALF_LIFE = 90 days;

    address public immutable escrow;

    mapping(address account => StandingWord) private _standings;
    mapping(address token => uint256 rate) private _rates;

    constructor(
        address authority,
        address escrow_,
        address[] memory tokens,
        uint256[] memory rates
    ) AccessManaged(authority) {
        bool isWhole = authority != address(0) && escrow_ != address(0) && tokens.length == rates.length;
        if (!isWhole) revert Reputation_BadDeployment();

        escrow = escrow_;
        for (uint256 i; i < tokens.length; ++i) _setRate(tokens[i], rates[i]);
    }

    // ---------------------------------------------------------------------------------------------------- writes

    /// @inheritdoc IReputation
    function earn(
        address developer,
        address client,
        bytes32 agreement,
        address token,
        uint256 fee,
        bool isComplete
    ) external {
        if (msg.sender != escrow) revert Reputation_NotEscrow(msg.sender);

        StandingWord standing = _touch(developer);
        uint256 gained = _pointsFor(token, fee, MAX_EXPERIENCE - standing.experience());
        if (gained != 0) {
            standing = standing.withExperience(gained);
            emit ExperienceEarned(developer, agreement, gained, standing.experience());
        }
        if (isComplete) {
            standing = standing.withCompleted();
            emit Completed(developer, agreement, standing.completed());
        }
        _standings[developer] = standing;
        if (!isComplete) return;

        standing = _touch(client).withCompleted();
        emit Completed(client, agreement, standing.completed());
        _standings[client] = standing;
    }

    /// @inheritdoc IReputation
    function judge(bytes32 caseId, address winner, address loser) external {
        if (msg.sender != escrow) revert Reputation_NotEscrow(msg.sender);

        _standings[winner] = _touch(winner).withWon();
        _standings[loser] = _touch(loser).withLost();
        emit Judged(caseId, winner, loser);
    }

    /// @inheritdoc IReputation
    function setRate(address token, uint256 rate) external restricted {
        _setRate(token, rate);
    }

    // ----------------------------------------------------------------------------------------------------- reads

    /// @inheritdoc IReputation
    function standingOf(address account) public view returns (Standing memory standing) {
        StandingWord word = _standings[account];
        standing.experience = uint64(word.experience());
        standing.completed = uint32(word.completed());
        standing.won = uint32(word.won());
        standing.lost = uint32(word.lost());
        standing.lastActivity = uint40(word.lastActivity());
    }

    /// @inheritdoc IReputation
    function weightOf(address account) public view returns (uint256) {
        StandingWord standing = _standings[account];
        uint256 idle = block.timestamp - standing.lastActivity();
        uint256 halvings = idle / HALF_LIFE;
        if (halvings >= 64) return 0;

        // A straight line between two halvings; both roundings go down, by less than one point.
        uint256 weight = standing.experience() >> halvings;
        weight -= (weight * (idle % HALF_LIFE)) / (2 * HALF_LIFE);
        return (weight * (standing.won() + 1)) / (standing.won() + standing.lost() + 1);
    }

    /// @inheritdoc IReputation
    function rateOf(address token) external view returns (uint256) {
        return _rates[token];
    }

    // ------------------------------------------------------------------------- ERC-721, ERC-5192: soulbound (law 9)

    /// @inheritdoc IReputation
    function name() external pure returns (string memory) {
        return "Guildhall Standing";
    }

    /// @inheritdoc IReputation
    function symbol() external pure returns (string memory) {
        return "STANDING";
    }

    /// @inheritdoc IReputation
    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert Reputation_ZeroAddress();
        return _standings[owner].isNobody() ? 0 : 1;
    }

    /// @inheritdoc IReputation
    function ownerOf(uint256 tokenId) public view returns (address owner) {
        owner = address(uint160(tokenId));
        if (tokenId >> 160 != 0 || _standings[owner].isNobody()) revert Reputation_NoToken(tokenId);
    }

    /// @inheritdoc IReputation
    function locked(uint256 tokenId) external view returns (bool) {
        ownerOf(tokenId);
        return true;
    }

    /// @inheritdoc IReputation
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        address owner = ownerOf(tokenId);
        return Portrait.uri(owner, standingOf(owner), weightOf(owner));
    }

    /// @inheritdoc IReputation
    function getApproved(uint256 tokenId) external view returns (address) {
        ownerOf(tokenId);
        return address(0);
    }

    /// @inheritdoc IReputation
    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IReputation
    function approve(address, uint256 tokenId) external pure {
        revert Reputation_Soulbound(tokenId);
    }

    /// @inheritdoc IReputation
    function setApprovalForAll(address, bool) external view {
        revert Reputation_Soulbound(uint160(msg.sender));
    }

    /// @inheritdoc IReputation
    function transferFrom(address, address, uint256 tokenId) external pure {
        revert Reputation_Soulbound(tokenId);
    }

    /// @inheritdoc IReputation
    function safeTransferFrom(address, address, uint256 tokenId) external pure {
        revert Reputation_Soulbound(tokenId);
    }

    /// @inheritdoc IReputation
    function safeTransferFrom(address, address, uint256 tokenId, bytes calldata) external pure {
        revert Reputation_Soulbound(tokenId);
    }

    /// @inheritdoc IReputation
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == 0x01ffc9a7 || // ERC-165
            interfaceId == 0x80ac58cd || // ERC-721
            interfaceId == 0x5b5e139f || // its metadata
            interfaceId == 0xb45a3c0e; // ERC-5192
    }

    // ------------------------------------------------------------------------------------------------- internals

    /// @dev The first thing that happens to an account mints its token.
    function _touch(address account) private returns (StandingWord standing) {
        standing = _standings[account];
        if (standing.isNobody()) {
            emit Transfer(address(0), account, uint160(account));
            emit Locked(uint160(account));
        }
        return standing.withActivity(block.timestamp);
    }

    function _setRate(address token, uint256 rate) private {
        _rates[token] = rate;
        emit RateSet(token, rate);
    }

    /// @dev Rounds down and stops at `room`: experience never overflows, and never makes a release fail.
    function _pointsFor(address token, uint256 fee, uint256 room) private view returns (uint256 points) {
        uint256 rate = _rates[token];
        if (rate == 0) return 0;
        if (fee > type(uint256).max / rate) return room;
        points = (fee * rate) / 1e18;
        if (points > room) points = room;
    }
}
