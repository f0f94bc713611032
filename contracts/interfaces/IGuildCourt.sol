// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {ICourt} from "./ICourt.sol";

/// @title Arbiters, draw, commit-reveal votes, ruling.
/// @notice Wei of the native coin, unix seconds, basis points. Every parameter is immutable: new parameters are a new
///         court at a new address, and the address is in the signed Terms (law 6).
interface IGuildCourt is ICourt {
    // ----------------------------------------------------------------------------------------------------- types

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
        NoQuorum,
        Settled
    }

    /// @param seatStake What one seat stakes.
    /// @param minDeposit A party's deposit is at least this, so that no dust makes arbiters work for nothing,
    /// @param maxDeposit at most this,
    /// @param depositBps and between them this share of what is at stake in the native coin. A token has no price here:
    ///        its cases cost the most.
    /// @param drawBounty Paid out of the deposits to whoever draws.
    /// @param silenceBps The share of a seat's stake that an arbiter without a commitment loses; one that commits and
    ///        does not reveal loses all of it.
    /// @param seatDelay How old a seat must be at the answer to count. @param leaveDelay From announcing to leaving.
    /// @param evidenceBlocks From the answer to the seed block. @param seedWindow From one seed block to the next, if
    ///        the draw missed it: 8,191 with EIP-2935, 256 without.
    /// @param drawPeriod From the end of the evidence to the end of all hope of a draw.
    /// @param minOwners How many wallets must hold seats before the court takes a case.
    /// @param seatWeight The standing that each further seat of a wallet asks for.
    struct Parameters {
        uint256 seatStake;
        uint256 minDeposit;
        uint256 maxDeposit;
        uint256 depositBps;
        uint256 drawBounty;
        uint256 silenceBps;
        uint256 seatDelay;
        uint256 leaveDelay;
        uint256 answerPeriod;
        uint256 evidencePeriod;
        uint256 evidenceBlocks;
        uint256 seedWindow;
        uint256 drawPeriod;
        uint256 commitPeriod;
        uint256 revealPeriod;
        uint256 minOwners;
        uint256 seatWeight;
    }

    /// @param deadline When the running period ends; in Evidence, when the draw may begin. 0 once ruled.
    /// @param seedBlock The block whose header the draw needs, as of now; 0 outside Evidence.
    /// @param panel Empty before the draw. A silent seat that could not be replaced stays in it as seat 0.
    /// @param developerBps The ruling; 0 until Ruled.
    struct Case {
        Period period;
        Reason reason;
        address claimant;
        address respondent;
        bool byDeveloper;
        uint256 deposit;
        uint256 deadline;
        uint256 seedBlock;
        uint256 round;
        Juror[] panel;
        uint256 developerBps;
    }

    /// @param seat Counted from 1. @param arbiter Who holds the seat; zero once the seat was slashed. @param commitment Zero before it and after the
    ///        reveal. @param hasVoted Whether `developerBps` is a vote.
    struct Juror {
        uint256 seat;
        address arbiter;
        bytes32 commitment;
        bool hasVoted;
        bool isSlashed;
        uint256 developerBps;
    }

    /// @param countsFrom A case answered at or after this second may draw the seat.
    /// @param leavesAt When an announced leaver may go; 0 if it stays. @param isBusy Its stake is spoken for by a case.
    struct Seat {
        address arbiter;
        uint256 countsFrom;
        uint256 leavesAt;
        bool isBusy;
    }

    // ---------------------------------------------------------------------------------------------------- events

    event SeatTaken(uint256 indexed seat, address indexed arbiter);
    event SeatLeaving(uint256 indexed seat, address indexed arbiter, uint256 leavesAt);
    /// @notice The seat is empty: its holder left, or was slashed.
    event SeatLeft(uint256 indexed seat, address indexed arbiter);
    /// @notice What is left of a seat's stake became its holder's credit.
    event StakeReturned(uint256 indexed seat, address indexed arbiter, uint256 amount);
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
    /// @dev seats[i] is held by arbiters[i]. `round` counts from 1. When silent arbiters are replaced, the event comes
    ///      again with the same round and the newcomers alone; the others keep seat and commitment.
    event Drawn(bytes32 indexed caseId, uint256 round, uint256[] seats, address[] arbiters, uint256 commitBy);
    event Committed(bytes32 indexed caseId, uint256 indexed seat, bytes32 commitment);
    /// @notice The commit period passed with enough commitments, or every commitment was in and somebody went on:
    ///         the first reveal does, and so does `pass`.
    event RevealStarted(bytes32 indexed caseId, uint256 revealBy);
    event Revealed(bytes32 indexed caseId, uint256 indexed seat, uint256 developerBps);
    event Slashed(bytes32 indexed caseId, uint256 indexed seat, uint256 amount);
    event Ruled(bytes32 indexed caseId, uint256 developerBps, Reason reason);
    /// @notice A case became somebody's credit: an arbiter's reward, a party's deposit, the bounty of a draw.
    event Rewarded(bytes32 indexed caseId, address indexed account, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);

    // ---------------------------------------------------------------------------------------------------- errors

    error Court_BadParameters();
    error Court_NotEscrow(address caller);
    error Court_TooFewOwners(uint256 owners, uint256 needed);
    error Court_WrongDeposit(uint256 expected, uint256 sent);
    error Court_WrongStake(uint256 expected, uint256 sent);
    error Court_TooManySeats(address arbiter, uint256 seats);
    error Court_LowStanding(address arbiter, uint256 weight, uint256 needed);
    error Court_Full(uint256 seats);
    error Court_NotSeatHolder(uint256 seat, address caller);
    error Court_SeatBusy(uint256 seat);
    error Court_LeavesLater(uint256 seat, uint256 leavesAt);
    error Court_CaseExists(bytes32 caseId);
    error Court_WrongPeriod(bytes32 caseId, Period period);
    error Court_PeriodOver(bytes32 caseId, uint256 deadline);
    error Court_PeriodOpen(bytes32 caseId, uint256 deadline);
    error Court_NotParty(bytes32 caseId, address caller);
    error Court_SeedTooEarly(bytes32 caseId, uint256 seedBlock);
    error Court_SeedLost(bytes32 caseId, uint256 seedBlock, uint256 nextSeedBlock);
    error Court_BadHeader(bytes32 caseId, uint256 seedBlock);
    error Court_PanelNotFound(bytes32 caseId);
    error Court_NotDrawn(bytes32 caseId, uint256 seat);
    error Court_AlreadyCommitted(bytes32 caseId, uint256 seat);
    error Court_EmptyCommitment(bytes32 caseId, uint256 seat);
    error Court_CommitmentMismatch(bytes32 caseId, uint256 seat);
    error Court_BadVote(uint256 developerBps);
    error Court_NothingToWithdraw(address account);
    error Court_WithdrawFailed(address to);

    // ---------------------------------------------------------------------------------------------------- writes

    /// @notice Stakes exactly `seatStake` for one seat. At most five a wallet; each beyond the first asks for standing.
    /// @dev Reverts WrongStake, TooManySeats, LowStanding, Full.
    function takeSeat() external payable returns (uint256 seat);
    /// @notice First call: announces it, and the seat counts for no case answered from now on. Second call, once
    ///         `leaveDelay` has passed and no case holds the stake: frees the seat and credits the stake.
    /// @dev Reverts NotSeatHolder, LeavesLater, SeatBusy.
    function leaveSeat(uint256 seat) external;
    /// @notice By a party, until the draw. Reverts WrongPeriod, NotParty.
    function submitEvidence(bytes32 caseId, string calldata uri, bytes32 digest) external;
    /// @notice By anyone, for the bounty, once the evidence period has passed.
    /// @param header RLP of the seed block's header; its prevRandao is the seed, proved against the block's hash.
    /// @dev Reverts WrongPeriod, PeriodOpen, PeriodOver, SeedTooEarly, SeedLost, BadHeader, PanelNotFound.
    function draw(bytes32 caseId, bytes calldata header) external;
    /// @notice By a drawn arbiter, once. Reverts WrongPeriod, PeriodOver, NotDrawn, NotSeatHolder, AlreadyCommitted,
    ///         EmptyCommitment.
    function commit(bytes32 caseId, uint256 seat, bytes32 commitment) external;
    /// @notice By anyone who knows vote and salt. The last one rules.
    /// @param developerBps The developer's share of what is locked.
    /// @dev Reverts WrongPeriod, PeriodOver, PeriodOpen (a commitment is missing), NotDrawn, CommitmentMismatch, BadVote.
    function reveal(bytes32 caseId, uint256 seat, uint256 developerBps, bytes32 salt) external;
    /// @notice By anyone: moves a case on whose period has passed (default ruling, redraw, reveal, ruling), or whose
    ///         commitments are all in. Reverts WrongPeriod, PeriodOpen.
    function pass(bytes32 caseId) external;
    /// @notice Turns the caller's share of ruled cases, as party or arbiter, into credit and frees its seats. Cases that
    ///         hold nothing for the caller are passed over.
    function claim(bytes32[] calldata caseIds) external;
    /// @notice Pays the caller's credit to `to`. Reverts NothingToWithdraw, WithdrawFailed.
    function withdraw(address to) external;

    // ----------------------------------------------------------------------------------------------------- reads

    function caseOf(bytes32 caseId) external view returns (Case memory);
    function caseIdOf(bytes32 agreement, uint256 index) external view returns (bytes32);
    function seatOf(uint256 seat) external view returns (Seat memory);
    /// @return seats How many seats there ever were at once, empty ones included. @return owners How many wallets hold one.
    function bench() external view returns (uint256 seats, uint256 owners);
    function seatsOf(address arbiter) external view returns (uint256);
    function parameters() external view returns (Parameters memory);
    /// @notice The hash that a commitment must be for this vote.
    function commitmentOf(bytes32 caseId, uint256 round, uint256 seat, address arbiter, uint256 developerBps, bytes32 salt)
        external
        view
        returns (bytes32);
    /// @notice What `claim` would credit for this one case.
    function claimable(bytes32 caseId, address account) external view returns (uint256);
    function creditOf(address account) external view returns (uint256);
    function escrow() external view returns (address);
    function reputation() external view returns (address);
}
