// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {CourtHandler} from "./support/CourtHandler.sol";

/// @notice The laws of docs/invariants.md, held against random sequences of moves.
/// @dev Laws 3, 6, 10 and 11 are checked by the handler at every single move.
contract LawsTest {
    CourtHandler private handler;

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function setUp() public {
        handler = new CourtHandler();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev What checks the laws is no move.
    function excludeSelectors() public view returns (FuzzSelector[] memory excluded) {
        excluded = new FuzzSelector[](1);
        excluded[0].addr = address(handler);
        excluded[0].selectors = new bytes4[](2);
        excluded[0].selectors[0] = handler.assertEnds.selector;
        excluded[0].selectors[1] = handler.assertReputation.selector;
    }

    /// Laws 1 and 2.
    function invariant_moneyIsAccountedFor() public view {
        handler.assertMoney();
    }

    /// Laws 1, 4 and 8.
    function invariant_courtHoldsWhatItOwes() public view {
        handler.assertCourt();
    }

    /// Law 9.
    function invariant_reputationOnlyGrows() public {
        handler.assertReputation();
    }

    /// Law 5.
    function invariant_everythingEnds() public {
        handler.assertEnds();
    }

    /// The moves are reached: a campaign that did nothing would hold every law.
    function test_everyMoveIsReached() public {
        string[31] memory moves = _moves();
        for (uint256 i; i < 12; ++i) _campaign(uint256(keccak256(abi.encode("campaign", i))));

        string memory missed;
        for (uint256 i; i < moves.length; ++i) {
            if (reached[moves[i]] == 0) missed = string.concat(missed, moves[i], "; ");
        }
        require(bytes(missed).length == 0, missed);
    }

    mapping(string move => uint256) private reached;

    function _moves() private pure returns (string[31] memory) {
        return
            [
                "fund",
                "fundWithPermit",
                "accept",
                "cancel",
                "amend",
                "submit",
                "requestChanges",
                "release",
                "releasePart",
                "refund",
                "settle",
                "dispute",
                "disputeTogether",
                "answerFromLocked",
                "execute",
                "withdraw",
                "collectFees",
                "answer",
                "draw",
                "commit",
                "reveal",
                "pass",
                "withdrawFromCourt",
                "leaveSeat",
                "reward",
                "reclaim",
                "appeal",
                "match",
                "expose",
                "go on without a quorum",
                "draw fifteen"
            ];
    }

    function _campaign(uint256 seed) private {
        handler = new CourtHandler();
        for (uint256 i; i < 160; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _move(seed % 20, seed >> 8);
        }
        // The court's own affairs take many steps.
        for (uint256 i; i < 60; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 8 == 0) handler.pass(seed >> 8);
            else handler.step(seed >> 8, seed >> 72, uint16(seed >> 136));
        }
        handler.assertMoney();
        handler.assertCourt();
        handler.assertReputation();
        handler.assertEnds();
        string[31] memory moves = _moves();
        for (uint256 i; i < moves.length; ++i) reached[moves[i]] += handler.done(moves[i]);
    }

    function _move(uint256 which, uint256 a) private {
        (uint256 b, uint256 c) = (a >> 64, a >> 128);
        if (which == 0) handler.fund(a, uint96(b), c & 1 == 0, c & 2 == 0, c);
        else if (which == 1) handler.accept(a);
        else if (which == 2) handler.submit(a, b);
        else if (which == 3) handler.requestChanges(a, b);
        else if (which == 4) handler.release(a, b, c & 1 == 0);
        else if (which == 5) handler.releasePart(a, b, uint96(c));
        else if (which == 6) handler.refund(a, b, c & 1 == 0);
        else if (which == 7) handler.settle(a, b, c);
        else if (which == 8) handler.dispute(a, b, c & 1 == 0);
        else if (which == 9) handler.disputeTogether(a, b, c & 1 == 0);
        else if (which == 10) handler.answerFromLocked(a, b);
        else if (which <= 13) handler.step(a, b, uint16(c));
        else if (which == 14) handler.pass(a);
        else if (which == 15) handler.execute(a, b);
        else if (which == 16) handler.wait_(a);
        else if (which == 17) _small(a, b);
        else if (which == 18 && a % 2 == 0) handler.cancel((a >> 3) * 7);
        else if (which == 18) handler.refuse(b, true);
        else handler.step(a, b, uint16(c));
    }

    function _small(uint256 a, uint256 b) private {
        if (a % 7 == 0) handler.amend(b, uint96(b >> 64), b >> 160, b & 7 == 0);
        else if (a % 6 == 0) handler.refuse(b, false);
        else if (a % 6 == 1) for (uint256 i; i < 8; ++i) handler.withdraw(i, i < 4);
        else if (a % 6 == 2) handler.collectFees(b & 1 == 0);
        else if (a % 6 == 3) handler.withdrawFromCourt(b);
        else if (a % 6 == 4) handler.leaveSeat(b);
        else handler.donate(uint96(b), b & 1 == 0);
    }
}
