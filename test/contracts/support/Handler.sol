// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../../../contracts/interfaces/IGuildCourt.sol";
import {Actor} from "../../../contracts/mocks/Actor.sol";
import {Permit} from "../../../contracts/types/Permit.sol";
import {AgreementId, Config, Milestone, State, Terms} from "../../../contracts/types/Terms.sol";
import {Guild} from "./Guild.sol";

/// @notice Acts at random as clients, developers and strangers, and keeps a store of what should be.
/// @dev Every move is tried; what the contracts refuse changes nothing. After each one the store checks that nothing but
///      that agreement moved, that each lane moved as the laws allow, and that money left where it should have.
abstract contract Handler is Guild {
    struct Agreement {
        Terms terms;
        AgreementId id;
        uint256 funded;
        uint256 paidOut;
        State[3] states;
        /// When the developer last had something to answer or the client something to review, by lane.
        uint256[3] since;
    }

    uint256 internal constant LANES = 3;
    uint256 internal constant MOST = 6;
    uint256 internal constant AMENDMENTS = 4;
    address internal constant STRANGER = address(0x5757);

    modifier some() {
        if (agreements.length != 0) _;
    }

    Agreement[] internal agreements;
    Actor[] internal wallets;
    uint256 public donated;
    uint256 public donatedTokens;
    uint256 public moves;
    mapping(string move => uint256) public done;
    string[] private _names;

    function setUpWallets() internal {
        for (uint256 i; i < 4; ++i) {
            wallets.push(new Actor());
            wallets[i].sign(Actor.Signs.Everything);
        }
    }

    // ------------------------------------------------------------------------------------------------ moves: money

    function fund(uint256 seed, uint96 amount, bool ofToken, bool signed, uint256 count) external {
        if (agreements.length >= MOST) return _topUp(seed, count);
        (Actor client, Actor developer) = (wallets[seed % 2], wallets[2 + ((seed / 2) % 2)]);
        address token_ = ofToken ? address(token) : address(0);
        Terms memory terms = _terms(address(client), address(developer), token_, seed, amount);
        _fund(_keep(terms), within(count, 1, LANES), signed);
    }

    function _terms(
        address client,
        address developer,
        address token_,
        uint256 seed,
        uint96 amount
    ) private view returns (Terms memory terms) {
        terms = termsOf(client, developer, token_, address(court), agreements.length + 1);
        if (seed & 4 != 0) terms.config = Config.wrap(Config.unwrap(terms.config) | (1 << 248));
        terms.milestones = new Milestone[](LANES);
        for (uint256 i; i < LANES; ++i) {
            uint256 due = timeNow() + within(seed >> (8 * i), 1, 40) * 1 days;
            terms.milestones[i] = Milestone(uint96(within(amount >> i, 1, 1e24)), uint40(due));
        }
    }

    function _keep(Terms memory terms) private returns (Agreement storage agreement) {
        agreements.push();
        agreement = agreements[agreements.length - 1];
        agreement.id = escrow.idOf(terms);
        for (uint256 i; i < LANES; ++i) agreement.terms.milestones.push(terms.milestones[i]);
        (agreement.terms.client, agreement.terms.developer, agreement.terms.token) = (
            terms.client,
            terms.developer,
            terms.token
        );
        (agreement.terms.court, agreement.terms.config, agreement.terms.brief, agreement.terms.previous) = (
            terms.court,
            terms.config,
            terms.brief,
            terms.previous
        );
    }

    function _topUp(uint256 seed, uint256 count) private {
        Agreement storage agreement = _pick(seed);
        (uint256 funded, , , ) = escrow.agreementOf(agreement.id);
        if (funded < LANES) _fund(agreement, within(count, 1, LANES - funded), false);
    }

    function _fund(Agreement storage agreement, uint256 count, bool signed) private {
        Terms memory terms = agreement.terms;
        (uint256 start, , , ) = escrow.agreementOf(agreement.id);
        uint256 sum;
        for (uint256 i = start; i < start + count; ++i) sum += terms.milestones[i].amount;
        Actor client = Actor(payable(terms.client));
        bool isCoin = terms.token == address(0);
        if (isCoin) {
            vm.deal(address(this), sum);
        } else {
            token.mint(address(client), sum);
            client.act(address(token), abi.encodeCall(token.approve, (address(escrow), type(uint256).max)));
        }
        bytes memory call =
            signed
                ? abi.encodeCall(escrow.fundSigned, (terms, count, "0x"))
                : abi.encodeCall(escrow.fund, (terms, count));
        // A permit that the token refuses, where the allowance is there.
        bool isPermitted = !isCoin && sum % 3 == 0;
        Permit memory refused;
        if (isPermitted)
            call = abi.encodeCall(escrow.fundWithPermit, (terms, count, signed ? bytes("0x") : bytes(""), refused));
        uint256 held = _held(terms.token);
        try client.act{value: isCoin ? sum : 0}(address(escrow), call) {
            same(_held(terms.token), held + sum, "what came in is held");
            agreement.funded += sum;
            _note(isPermitted ? "fundWithPermit" : "fund");
        } catch {}
        _reread(agreement);
    }

    /// Half of the new Terms cost what moves over, give or take; the others anything.
    function amend(uint256 seed, uint96 amount, uint256 count, bool byStranger) external some {
        if (agreements.length >= MOST + AMENDMENTS) return;
        Agreement storage old = _pick(seed);
        count = within(count, 1, LANES);
        uint256 moved = _movable(old);
        if (seed & 1 == 0) amount = uint96(within(amount, 0, 2 * moved));
        Terms memory terms = _terms(old.terms.client, old.terms.developer, old.terms.token, seed >> 8, amount);
        terms.previous = AgreementId.unwrap(old.id);
        uint256 needed;
        for (uint256 i; i < count; ++i) needed += terms.milestones[i].amount;
        _amend(old, terms, count, needed, byStranger);
    }

    function _amend(Agreement storage old, Terms memory terms, uint256 count, uint256 needed, bool byStranger) private {
        (uint256 moved, uint256 held, uint256 owed) = (_movable(old), _held(terms.token), _owed(terms.token));
        uint256 added = needed > moved ? needed - moved : 0;
        bytes memory call = abi.encodeCall(escrow.amend, (old.terms, terms, count, timeNow(), "0x", "0x"));
        if (byStranger) {
            (bool success, ) = address(escrow).call(call);
            if (!success) return _reread(old);
        } else {
            bool isCoin = terms.token == address(0);
            if (isCoin) vm.deal(address(this), added);
            else token.mint(terms.client, added);
            try Actor(payable(terms.client)).act{value: isCoin ? added : 0}(address(escrow), call) {} catch {
                return _reread(old);
            }
        }
        // The same money, in another place: what the client brought came in, what was over went out or is owed.
        same(_held(terms.token) + moved, held + needed + (_owed(terms.token) - owed), "law 2: what moved over is held");
        check(!byStranger || added == 0, "law 6: a stranger brought money");
        old.paidOut += moved;
        _reread(old);
        Agreement storage next = _keep(terms);
        next.funded = needed;
        same(lockedOf(next), needed, "law 2: the new agreement holds what it says");
        _reread(next);
        _note("amend");
    }

    function _movable(Agreement storage agreement) private view returns (uint256 moved) {
        for (uint256 index; index < LANES; ++index) {
            (State state, , , uint256 released) = escrow.laneOf(agreement.id, index);
            bool moves_ = state == State.Funded || state == State.Submitted;
            if (moves_) moved += agreement.terms.milestones[index].amount - released;
        }
    }

    // --------------------------------------------------------------------------------------- moves: by the parties

    function accept(uint256 seed) external some {
        Agreement storage agreement = _pick(seed);
        _try(agreement, agreement.terms.developer, abi.encodeCall(escrow.accept, (agreement.terms)), "accept");
    }

    function cancel(uint256 seed) external some {
        Agreement storage agreement = _pick(seed);
        if (seed % 7 != 0) return;
        _try(agreement, agreement.terms.client, abi.encodeCall(escrow.cancel, (agreement.terms)), "cancel");
    }

    function submit(uint256 seed, uint256 index) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        bytes memory call = abi.encodeCall(escrow.submit, (agreement.terms, index, bytes32(seed)));
        if (_try(agreement, agreement.terms.developer, call, "submit")) agreement.since[index] = timeNow();
    }

    function requestChanges(uint256 seed, uint256 index) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        bytes memory call = abi.encodeCall(escrow.requestChanges, (agreement.terms, index, bytes32(seed)));
        if (_try(agreement, agreement.terms.client, call, "requestChanges")) agreement.since[index] = timeNow();
    }

    function release(uint256 seed, uint256 index, bool byStranger) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        State before = agreement.states[index];
        address by = byStranger ? STRANGER : agreement.terms.client;
        bytes memory call = abi.encodeCall(escrow.release, (agreement.terms, index));
        if (!_try(agreement, by, call, "release") || !byStranger) return;
        check(before == State.Submitted, "law 6: a stranger released what was not submitted");
        check(timeNow() >= agreement.since[index] + REVIEW, "law 6: a stranger released within the review");
    }

    function releasePart(uint256 seed, uint256 index, uint96 amount) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        bytes memory call = abi.encodeCall(
            escrow.releasePart,
            (agreement.terms, index, within(amount, 1, agreement.terms.milestones[index].amount))
        );
        _try(agreement, agreement.terms.client, call, "releasePart");
    }

    function refund(uint256 seed, uint256 index, bool byStranger) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        State before = agreement.states[index];
        address by = byStranger ? STRANGER : agreement.terms.developer;
        bytes memory call = abi.encodeCall(escrow.refund, (agreement.terms, index));
        if (!_try(agreement, by, call, "refund") || !byStranger) return;
        check(before == State.Funded, "law 11: a timeout took back what was submitted");
        check(timeNow() > agreement.terms.milestones[index].due, "law 6: refunded before the deadline");
        uint256 since = agreement.since[index];
        check(since == 0 || timeNow() > since + REVIEW, "law 11: less than a review period to answer");
    }

    function settle(uint256 seed, uint256 index, uint256 bps) external some {
        Agreement storage agreement = _pick(seed);
        if (seed % 5 != 0) return;
        bytes memory call = abi.encodeCall(
            escrow.settle,
            (agreement.terms, index % LANES, within(bps, 0, 10_000), timeNow(), "0x", "0x")
        );
        _try(agreement, STRANGER, call, "settle");
    }

    function dispute(uint256 seed, uint256 index, bool byDeveloper) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        Actor by = Actor(payable(byDeveloper ? agreement.terms.developer : agreement.terms.client));
        (, , , uint256 released) = escrow.laneOf(agreement.id, index);
        uint256 deposit = court.depositFor(agreement.terms.milestones[index].amount - released, agreement.terms.token);
        vm.deal(address(this), deposit);
        try by.act{value: deposit}(address(escrow), abi.encodeCall(escrow.dispute, (agreement.terms, index, "", 0))) {
            _disputed(court.caseIdOf(AgreementId.unwrap(agreement.id), index));
            _note("dispute");
        } catch {}
        _reread(agreement);
    }

    /// Several lanes in one case; the deposit is that of all that they hold.
    function disputeTogether(uint256 seed, uint256 lanes, bool byDeveloper) external some {
        Agreement storage agreement = _pick(seed);
        lanes = within(lanes, 1, (1 << LANES) - 1);
        Actor by = Actor(payable(byDeveloper ? agreement.terms.developer : agreement.terms.client));
        uint256 atStake;
        for (uint256 index; index < LANES; ++index) {
            (, , , uint256 released) = escrow.laneOf(agreement.id, index);
            if ((lanes >> index) & 1 == 1) atStake += agreement.terms.milestones[index].amount - released;
        }
        uint256 deposit = court.depositFor(atStake, agreement.terms.token);
        vm.deal(address(this), deposit);
        bytes memory call = abi.encodeCall(escrow.disputeTogether, (agreement.terms, lanes, "", 0));
        try by.act{value: deposit}(address(escrow), call) returns (bytes memory answered) {
            _disputed(abi.decode(answered, (bytes32)));
            _note("disputeTogether");
        } catch {}
        _reread(agreement);
    }

    function _disputed(bytes32 caseId) internal virtual;

    // ---------------------------------------------------------------------------------------------- moves: anybody

    function execute(uint256 seed, uint256 index) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        bytes32 caseId = court.caseIdOf(AgreementId.unwrap(agreement.id), escrow.headOf(agreement.id, index));
        (bool ruled, ) = court.ruling(caseId);
        bytes memory call = abi.encodeCall(escrow.execute, (agreement.terms, index));
        if (_try(agreement, STRANGER, call, "execute")) _note(ruled ? "ruled" : "longStop");
    }

    /// What the court asks for, out of the milestone itself.
    function answerFromLocked(uint256 seed, uint256 index) external some {
        Agreement storage agreement = _pick(seed);
        index %= LANES;
        bytes32 caseId = court.caseIdOf(AgreementId.unwrap(agreement.id), escrow.headOf(agreement.id, index));
        uint256 deposit = court.caseOf(caseId).deposit;
        bytes memory call = abi.encodeCall(escrow.answerFromLocked, (agreement.terms, index, deposit));
        uint256 locked = lockedOf(agreement);
        if (!_answers(agreement, call, deposit)) return;
        same(lockedOf(agreement), locked - deposit, "law 2: what was advanced left the lane");
        _note("answerFromLocked");
    }

    /// @dev What left a lane is in the court, which is none of the escrow's debts.
    function _answers(Agreement storage agreement, bytes memory call, uint256 deposit) private returns (bool success) {
        (uint256 held, uint256 inCourt) = (_held(address(0)), address(court).balance);
        try Actor(payable(agreement.terms.developer)).act(address(escrow), call) {
            success = true;
            agreement.paidOut += deposit;
            same(_held(address(0)), held - deposit, "law 1: an advance is paid once");
            same(address(court).balance, inCourt + deposit, "law 1: and arrives");
        } catch {}
        _reread(agreement);
    }

    function withdraw(uint256 seed, bool ofToken) external {
        Actor wallet = wallets[seed % wallets.length];
        address token_ = ofToken ? address(token) : address(0);
        uint256 credit = escrow.creditOf(address(wallet), token_);
        if (credit == 0) return;
        uint256 before = _held(token_);
        // Law 10: to whatever address that takes it.
        wallet.act(address(escrow), abi.encodeCall(escrow.withdraw, (token_, STRANGER)));
        same(_held(token_), before - credit, "law 10: a credit is paid whole");
        _note("withdraw");
    }

    function collectFees(bool ofToken) external {
        try escrow.collectFees(ofToken ? address(token) : address(0)) {
            _note("collectFees");
        } catch {}
    }

    function donate(uint96 amount, bool ofToken) external {
        if (ofToken) {
            token.mint(address(escrow), amount);
            donatedTokens += amount;
        } else {
            vm.deal(address(escrow), address(escrow).balance + amount);
            donated += amount;
        }
    }

    function refuse(uint256 seed, bool refuses) external {
        wallets[seed % wallets.length].behave(refuses ? Actor.Mode.Refuses : Actor.Mode.Takes);
    }

    function wait_(uint256 seconds_) external {
        vm.warp(timeNow() + within(seconds_, 1, 4 days));
    }

    // --------------------------------------------------------------------------------------------------- the store

    function _pick(uint256 seed) internal view returns (Agreement storage) {
        return agreements[seed % agreements.length];
    }

    function _try(
        Agreement storage agreement,
        address by,
        bytes memory call,
        string memory move
    ) internal returns (bool success) {
        (uint256 locked, uint256 held, uint256 owed) = _sums(agreement);
        if (by == STRANGER) {
            vm.prank(STRANGER);
            (success, ) = address(escrow).call(call);
        } else {
            try Actor(payable(by)).act(address(escrow), call) {
                success = true;
            } catch {}
        }
        (uint256 locked_, uint256 held_, uint256 owed_) = _sums(agreement);
        same(locked - locked_, (held - held_) + (owed_ - owed), "law 2: what left a lane was paid or is owed");
        agreement.paidOut += locked - locked_;
        if (success) _note(move);
        _reread(agreement);
    }

    /// @notice The moves that have been made, each once.
    function noted() external view returns (string[] memory) {
        return _names;
    }

    function _note(string memory move) internal {
        ++moves;
        if (done[move]++ == 0) _names.push(move);
    }

    /// Law 3: each lane of this agreement moved as it may, and no lane of another one moved.
    function _reread(Agreement storage changed) internal {
        for (uint256 i; i < agreements.length; ++i) {
            Agreement storage agreement = agreements[i];
            for (uint256 index; index < LANES; ++index) {
                (State state, , , ) = escrow.laneOf(agreement.id, index);
                State before = agreement.states[index];
                if (state == before) continue;
                check(
                    AgreementId.unwrap(agreement.id) == AgreementId.unwrap(changed.id),
                    "law 3: another agreement moved"
                );
                check(_mayBecome(before, state), "law 3: no such transition");
                agreement.states[index] = state;
            }
        }
    }

    function _mayBecome(State from, State to) private pure returns (bool) {
        if (from == State.Unfunded) return to == State.Funded;
        if (from == State.Funded || from == State.Submitted) return to != State.Unfunded && to != State.Ruled;
        if (from == State.Disputed) return to == State.Ruled || to == State.Settled;
        return false;
    }

    /// @return locked What this agreement's lanes hold by what the contract says of them.
    /// @return held What the contract holds of its token. @return owed What it owes of it in fees and credits.
    function _sums(Agreement storage agreement) internal view returns (uint256 locked, uint256 held, uint256 owed) {
        return (lockedOf(agreement), _held(agreement.terms.token), _owed(agreement.terms.token));
    }

    function lockedOf(Agreement storage agreement) internal view returns (uint256 locked) {
        for (uint256 index; index < LANES; ++index) {
            (State state, , , uint256 released) = escrow.laneOf(agreement.id, index);
            bool holds = state == State.Funded || state == State.Submitted || state == State.Disputed;
            if (holds) locked += agreement.terms.milestones[index].amount - released;
        }
    }

    function _held(address token_) internal view returns (uint256) {
        return
            token_ == address(0) ? address(escrow).balance - donated : token.balanceOf(address(escrow)) - donatedTokens;
    }

    function _owed(address token_) internal view returns (uint256 owed) {
        owed = escrow.feesOf(token_);
        for (uint256 i; i < wallets.length; ++i) owed += escrow.creditOf(address(wallets[i]), token_);
    }

    // ------------------------------------------------------------------------------------------------- the laws

    function assertMoney() external view {
        uint256 coins = _owed(address(0));
        uint256 tokens = _owed(address(token));
        for (uint256 i; i < agreements.length; ++i) {
            Agreement storage agreement = agreements[i];
            uint256 locked = lockedOf(agreement);
            same(
                agreement.funded,
                agreement.paidOut + locked,
                "law 2: released + refunded + settled + moved + locked = funded"
            );
            if (agreement.terms.token == address(0)) coins += locked;
            else tokens += locked;
        }
        same(_held(address(0)), coins, "law 1: coins held = locked + fees + credits");
        same(_held(address(token)), tokens, "law 1: tokens held = locked + fees + credits");
    }

    receive() external payable {}
}
