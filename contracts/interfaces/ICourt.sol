// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title What Escrow needs of a court; small, so that another court can stand in.
interface ICourt {
    /// @notice Called by an escrow that locked a milestone. The opener's deposit comes along as value.
    function open(
        bytes32 agreement,
        uint256 index,
        address claimant,
        address respondent,
        uint256 atStake,
        address token,
        string calldata uri,
        bytes32 evidence
    ) external payable returns (bytes32 caseId);
    /// @return isFinal False while the case may still change. @return developerBps 0 to 10,000.
    function ruling(bytes32 caseId) external view returns (bool isFinal, uint256 developerBps);
    /// @notice The opener's deposit for a milestone of this size, in wei of the native coin.
    function depositFor(uint256 atStake, address token) external view returns (uint256);
}
