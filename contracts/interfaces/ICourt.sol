// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title What Escrow needs of a court; small, so that another court can stand in.
/// @dev An escrow trusts a court with one number a case and nothing else: a court that is silent, reverts, eats gas or
///      answers more than 10,000 is passed over after the escrow's long-stop (law 5).
interface ICourt {
    /// @notice Called by an escrow that has just locked a milestone. The opener's deposit comes along as value.
    /// @dev The id is `keccak256(abi.encode(block.chainid, court, escrow, agreement, index))`: a milestone is disputed
    ///      once, so nobody has to store it. An escrow refuses a court that answers another id.
    /// @param byDeveloper Whether the developer claims; else the client does.
    /// @param atStake What the milestone still holds, in the token's smallest unit.
    /// @param uri Where the opener's first evidence document is.
    /// @param evidence Its digest, or zero for none.
    function open(
        bytes32 agreement,
        uint256 index,
        address client,
        address developer,
        bool byDeveloper,
        uint256 atStake,
        address token,
        string calldata uri,
        bytes32 evidence
    ) external payable returns (bytes32 caseId);

    /// @notice Pays the respondent's deposit, by anyone: what comes back of it is the respondent's.
    /// @dev Guildhall's court names the seed block; it froze the seats when the case was opened. Reverts WrongPeriod, PeriodOver, WrongDeposit.
    function answer(bytes32 caseId, string calldata uri, bytes32 evidence) external payable;

    /// @notice Called by the escrow that opened the case when its parties settled it themselves.
    /// @dev Whether it succeeds is of no concern to the escrow.
    function close(bytes32 caseId) external;

    /// @return isFinal False while the case may still change.
    /// @return developerBps The developer's share of what is locked, 0 to 10,000 basis points.
    function ruling(bytes32 caseId) external view returns (bool isFinal, uint256 developerBps);

    /// @notice The opener's deposit for a milestone of this size, in wei of the native coin.
    function depositFor(uint256 atStake, address token) external view returns (uint256);
}
