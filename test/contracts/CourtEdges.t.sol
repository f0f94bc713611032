// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {Court} from "../../contracts/Court.sol";
import {IGuildCourt} from "../../contracts/interfaces/IGuildCourt.sol";
import {Verdict} from "../../contracts/libraries/Verdict.sol";
import {Panel, newPanel} from "../../contracts/types/Panel.sol";
import {Bench, newBench} from "../../contracts/types/SeatWord.sol";
import {Guild} from "./support/Guild.sol";

/// @notice A court whose lot may be asked by itself.
contract OpenLot is Court {
    constructor(address reputation_, Parameters memory p) Court(address(1), reputation_, p) {}

    function drawFrom(uint256 frozen) external returns (uint256) {
        Lot memory lot;
        (lot.frozen, lot.maxTries, lot.asOf, lot.out) = (frozen, 8, block.timestamp, new address[](1));
        return _drawSeat(lot);
    }
}

/// @notice Edges that no case reaches while the court is as it should be, or that lie tens of thousands of seats away.
contract CourtEdgesTest is Guild {
    function setUp() public {
        deployGuild();
    }

    function test_thereIsNoSeatBeyondTheLast() public {
        (uint256 stake, uint256 last) = (parameters().seatStake, type(uint16).max);
        vm.deal(address(this), stake);
        court.takeSeat{value: stake}();
        bytes32 slot = _slotOf(newBench(1, 1, 0));

        vm.store(address(court), slot, bytes32(Bench.unwrap(newBench(last - 1, 1, 0))));
        vm.deal(address(0xa), stake);
        vm.prank(address(0xa));
        same(court.takeSeat{value: stake}(), last, "the last seat can be taken");

        vm.deal(address(0xb), stake);
        vm.expectRevert(abi.encodeWithSelector(IGuildCourt.Court_Full.selector, last));
        vm.prank(address(0xb));
        court.takeSeat{value: stake}();
    }

    function test_nobodyIsDrawnFromAnEmptyBench() public {
        OpenLot lot = new OpenLot(address(reputation), parameters());
        same(lot.drawFrom(0), 0, "nobody sits");

        vm.deal(address(this), 1 ether);
        lot.takeSeat{value: parameters().seatStake}();
        vm.warp(timeNow() + parameters().seatDelay + 1);
        same(lot.drawFrom(1), 1, "the only one is drawn");
    }

    function test_nobodysVotesAreAnEvenSplit() public pure {
        Panel memory panel = newPanel(1, 0, 0);
        same(Verdict.median(panel), 5_000, "nobody voted");

        panel.setVote(1, 1 + 7_000);
        same(Verdict.median(panel), 7_000, "one voted");
    }

    function _slotOf(Bench bench) private view returns (bytes32) {
        for (uint256 slot; slot < 32; ++slot) {
            if (vm.load(address(court), bytes32(slot)) == bytes32(Bench.unwrap(bench))) return bytes32(slot);
        }
        revert NotTrue("the bench is in one of the first slots");
    }
}
