// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {ICourt} from "./ICourt.sol";

/// @title Arbiters, draw, commit-reveal votes, appeals, ruling.
/// @notice Wei of the native coin, unix seconds, basis points. Every parameter is immutable: new parameters are a new
///         court at a new address, and the address is in the signed Terms (law 6).
interface IGuildCourt is ICourt {
    // ----------------------------------------------------------------------------------------------------- types

    /// @notice Answer → Evidence → Commit → Reveal → Appeal → Ruled. Draw is the moment between Evidence and Commit.
    ///         An appeal leads from Appeal back to Evidence, and so does a round without a quorum from Commit or Reveal,
    ///         each with the next round and a larger panel. Appeal becomes Ruled by the clock alone.
    enum Period {
        None,
        Answer,
        Evidence,
        Commit,
        Reveal,
        Appeal,
        Ruled
    }
    /// @notice Median: of the last round that had a quorum. NoQuorum: no round had one.
    enum Reason {
        Median,
        Unanswered,
        NoQuorum,
        Settled
    }

    /// @notice Who a case is between. The court keeps a hash of the two, so whoever calls says who they are.
    struct Parties {
        address client;
        address developer;
    }

    /// @notice How long each period of a lane lasts, in seconds.
    /// @param evidenceBlocks From the answer, or the appeal, to the seed block.
    struct Periods {
        uint256 answer;
        uint256 evidence;
        uint256 evidenceBlocks;
        uint256 commit;
        uint256 reveal;
        uint256 appeal;
    }

    /// @param seatStake What one seat stakes.
    /// @param minDeposit A party's deposit is at least this, so that no dust makes arbiters work for nothing,
    /// @param maxDeposit at most this,
    /// @param depositBps and between them this share of what is at stake in the native coin. A token has no price here:
    ///        its cases cost the most.
    /// @param drawBounty Paid out of the deposits to whoever draws.
    /// @param silenceBps The share of a seat's stake that an arbiter without a commitment loses, and twice that one whose
    ///        vote was shown before the reveal; one that commits and does not reveal loses all of it.
    /// @param incoherenceBps The share that a vote far from the final ruling loses in a case with the highest deposit; in
    ///        a smaller one less, in proportion to the deposit.
    /// @param fastLimit Up to this much of the native coin a case is in the fast lane; above it, and in tokens, not.
    /// @param seatDelay How old a seat must be at the answer to count. @param leaveDelay From announcing to leaving.
    /// @param seedWindow From one seed block to the next, if the draw missed it: 8,191 with EIP-2935, 256 without.
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
        uint256 incoherenceBps;
        uint256 fastLimit;
        uint256 seatDelay;
        uint256 leaveDelay;
        uint256 seedWindow;
        uint256 drawPeriod;
        uint256 minOwners;
        uint256 seatWeight;
        Periods fast;
        Periods standard;
    }

    /// @param period By the clock: Ruled as soon as the time to appeal has passed, whether or not somebody said so.
    /// @param isFast Which lane. @param isAnswered Whether the respondent's deposit is in.
    /// @param deposit What each party paid at first. @param deadline When the running period ends; in Evidence, when the
    ///        draw may begin. 0 once ruled.
    /// @param seedBlock The block whose header the draw needs, as of now; 0 outside Evidence.
    /// @param round Which one runs or ran last; counts from 1.
    /// @param appealDeposit What an appeal of this round costs, or what matching the appeal that led to it does.
    /// @param paidByClient Whether the running round was paid for by the client, @param paidByDeveloper by the
    ///        developer. Both are false in the first round, and in one that followed a round without a quorum.
    /// @param developerBps The ruling: final when Ruled, of the last round with a quorum in Appeal and after it, else 0.
    /// @param panel Of the running round. Empty before its draw.
    struct Case {
        Period period;
        Reason reason;
        bool byDeveloper;
        bool isFast;
        bool isAnswered;
        uint256 deposit;
        uint256 deadline;
        uint256 seedBlock;
        uint256 round;
        uint256 appealDeposit;
        bool paidByClient;
        bool paidByDeveloper;
        uint256 developerBps;
        Juror[] panel;
    }

    /// @param seat Counted from 1; 0 where a silent arbiter could not be replaced. @param arbiter Who holds the seat; zero
    ///        once it was slashed. @param commitment Zero before it and after the reveal. @param hasVoted Whether
    ///        `developerBps` is a vote.
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
        uint256 index,
        address client,
        address developer,
        bool byDeveloper,
        uint256 atStake,
        uint256 deposit,
        uint256 answerBy
    );
    event Answered(bytes32 indexed caseId, address by, uint256 evidenceBy, uint256 seedBlock);
    event Evidence(bytes32 indexed caseId, address indexed by, string uri, bytes32 digest);
    /// @dev `round` counts from 1. When silent arbiters are replaced, the event comes again with the same round and the
    ///      newcomers alone; the others keep seat and commitment.
    event Drawn(bytes32 indexed caseId, uint256 round, uint256[] seats, uint256 commitBy);
    event Committed(bytes32 indexed caseId, uint256 indexed seat, bytes32 commitment);
    /// @notice Somebody showed a sealed vote before the reveal: the seat is lost and its place in the panel empty.
    /// @param by Who showed it, and was credited `reward`, a part of what the seat lost.
    event Exposed(bytes32 indexed caseId, uint256 indexed seat, address by, uint256 developerBps, uint256 reward);
    /// @notice The commit period passed with enough commitments, or every commitment was in and somebody went on:
    ///         the first reveal does, and so does `pass`.
    event RevealStarted(bytes32 indexed caseId, uint256 revealBy);
    event Revealed(bytes32 indexed caseId, uint256 indexed seat, uint256 developerBps);
    /// @notice The seat is lost: it was silent, exposed, did not reveal, or was far from the final ruling.
    event Slashed(bytes32 indexed caseId, uint256 indexed seat, uint256 amount);
    /// @notice A round has a ruling, which is final after `appealBy` unless Appealed comes. Not for the third round.
    event RoundRuled(bytes32 indexed caseId, uint256 round, uint256 developerBps, uint256 appealBy);
    /// @notice `round` had no quorum, and the next one begins, at the expense of those who were silent.
    event RoundFailed(bytes32 indexed caseId, uint256 round, uint256 evidenceBy, uint256 seedBlock);
    /// @notice `round` begins. @param by Who paid, for the developer or for the client.
    event Appealed(
        bytes32 indexed caseId,
        uint256 round,
        bool forDeveloper,
        address by,
        uint256 deposit,
        uint256 evidenceBy,
        uint256 seedBlock
    );
    /// @notice The other side paid as much for `round`.
    event Matched(bytes32 indexed caseId, uint256 round, bool forDeveloper, address by, uint256 deposit);
    /// @notice Final. A ruling becomes final by the clock; the event comes when somebody touches the case afterwards.
    event Ruled(bytes32 indexed caseId, uint256 developerBps, Reason reason);
    /// @notice A case became somebody's credit: an arbiter's reward, a party's deposit, the bounty of a draw or of showing
    ///         a vote.
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
    error Court_NotParties(bytes32 caseId, address client, address developer);
    error Court_NotParty(bytes32 caseId, address caller);
    error Court_NothingLost(bytes32 caseId);
    error Court_AlreadyPaid(bytes32 caseId, uint256 round);
    error Court_SeedTooEarly(bytes32 caseId, uint256 seedBlock);
    error Court_SeedLost(bytes32 caseId, uint256 seedBlock, uint256 nextSeedBlock);
    error Court_BadHeader(bytes32 caseId, uint256 seedBlock);
    error Court_PanelNotFound(bytes32 caseId);
    error Court_NotDrawn(bytes32 caseId, uint256 seat);
    error Court_AlreadyCommitted(bytes32 caseId, uint256 seat);
    error Court_EmptyCommitment(bytes32 caseId, uint256 seat);
    error Court_CommitmentMismatch(bytes32 caseId, uint256 seat);
    error Court_BadVote(uint256 developerBps);
    error Court_AlreadyDone(bytes32 caseId);
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
    /// @notice By a party, until the draw, in every round. Reverts WrongPeriod, NotParties, NotParty.
    function submitEvidence(bytes32 caseId, Parties calldata parties, string calldata uri, bytes32 digest) external;
    /// @notice By anyone, for the bounty, once the evidence period has passed.
    /// @param header RLP of the seed block's header; its prevRandao is the seed, proved against the block's hash.
    /// @dev Reverts WrongPeriod, PeriodOpen, PeriodOver, NotParties, SeedTooEarly, SeedLost, BadHeader, PanelNotFound.
    function draw(bytes32 caseId, Parties calldata parties, bytes calldata header) external;
    /// @notice By a drawn arbiter, once a round. Reverts WrongPeriod, PeriodOver, NotDrawn, NotSeatHolder,
    ///         AlreadyCommitted, EmptyCommitment.
    function commit(bytes32 caseId, uint256 seat, bytes32 commitment) external;
    /// @notice By anyone who knows vote and salt while the commit period runs: the seat loses twice the penalty of silence
    ///         and is emptied, and half of that is the caller's. Whoever exposes itself still loses the other half.
    /// @dev Reverts WrongPeriod, NotDrawn, CommitmentMismatch.
    function expose(bytes32 caseId, uint256 seat, uint256 developerBps, bytes32 salt) external;
    /// @notice By anyone who knows vote and salt. The last one ends the round.
    /// @param developerBps The developer's share of what is locked.
    /// @dev Reverts WrongPeriod, PeriodOver, PeriodOpen (a commitment is missing), NotDrawn, CommitmentMismatch, BadVote.
    function reveal(bytes32 caseId, uint256 seat, uint256 developerBps, bytes32 salt) external;
    /// @notice Pays `appealDeposit` for a side, by anyone; what comes back of it is that side's. In Appeal, for a side that
    ///         the ruling took something from: the next round begins, with twice the arbiters and one, none of whom sat
    ///         before. In the Evidence of a round that the other side paid for: matches it.
    /// @dev Reverts WrongPeriod, PeriodOver, WrongDeposit, NothingLost, AlreadyPaid, TooFewOwners.
    function appeal(bytes32 caseId, bool forDeveloper) external payable;
    /// @notice By anyone: moves a case on whose period has passed (default ruling, redraw, reveal, next round, ruling), or
    ///         whose commitments are all in. Reverts WrongPeriod, PeriodOpen, NotParties.
    function pass(bytes32 caseId, Parties calldata parties) external;
    /// @notice By anyone, once a case is ruled: every arbiter of every round gets its share as credit, or loses what a vote
    ///         far from the ruling costs, and all seats are free again. Cases that are not ruled, or done, are passed over.
    function reward(bytes32[] calldata caseIds) external;
    /// @notice By anyone, once a case is ruled: credits both parties with what is left of their deposits.
    /// @dev Reverts WrongPeriod, NotParties, AlreadyDone.
    function reclaim(bytes32 caseId, Parties calldata parties) external;
    /// @notice Pays the caller's credit to `to`. Reverts NothingToWithdraw, WithdrawFailed.
    function withdraw(address to) external;

    // ----------------------------------------------------------------------------------------------------- reads

    function caseOf(bytes32 caseId) external view returns (Case memory);
    /// @notice The panel of one round of a case; empty if it was not drawn.
    function panelOf(bytes32 caseId, uint256 round) external view returns (Juror[] memory);
    function caseIdOf(bytes32 agreement, uint256 index) external view returns (bytes32);
    function seatOf(uint256 seat) external view returns (Seat memory);
    /// @return seats How many seats there ever were at once, empty ones included. @return owners How many wallets hold one.
    function bench() external view returns (uint256 seats, uint256 owners);
    /// @notice How many wallets must hold seats before this round may begin.
    function ownersFor(uint256 round) external view returns (uint256);
    function seatsOf(address arbiter) external view returns (uint256);
    function parameters() external view returns (Parameters memory);
    /// @notice The hash that a commitment must be for this vote.
    function commitmentOf(
        bytes32 caseId,
        uint256 round,
        uint256 seat,
        address arbiter,
        uint256 developerBps,
        bytes32 salt
    ) external view returns (bytes32);
    /// @notice What `reward` would credit an arbiter with for this one case.
    function claimable(bytes32 caseId, address arbiter) external view returns (uint256);
    /// @notice What `reclaim` would credit the parties with.
    function reclaimable(bytes32 caseId) external view returns (uint256 toClient, uint256 toDeveloper);
    function creditOf(address account) external view returns (uint256);
    function escrow() external view returns (address);
    function reputation() external view returns (address);
}
