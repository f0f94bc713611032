// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {CourtHandler} from "../contracts/support/CourtHandler.sol";

interface Files {
    function writeLine(string calldata path, string calldata line) external;
    function toString(uint256 value) external pure returns (string memory);
}

/// @notice The moves of the laws' tests, and some that are several of them in a row: by chance alone a case would seldom
///         get as far as its ruling. The end of each is checked like the end of any move.
contract CampaignHandler is CourtHandler {
    /// A milestone is agreed on, handed in and disputed at once.
    function quarrel(uint256 seed, uint96 amount, bool ofToken, bool byDeveloper) external {
        this.fund(seed, amount, ofToken, true, 3);
        for (uint256 i; i < 3; ++i) {
            this.submit(seed, i);
            this.dispute(seed, i, byDeveloper);
        }
    }

    /// A case is kept going, with a day gone by here and there, and somebody who passes it on.
    function judge(uint256 seed, uint256 who, uint16 vote) external {
        uint256 before = _seats();
        for (uint256 i; i < 16; ++i) {
            uint256 chance = (who >> (8 + 4 * i)) % 16;
            if (chance < 4) vm.warp(timeNow() + 1 days);
            if (chance == 4) this.pass(seed);
            unchecked {
                this.step(seed, who + i, vote + uint16(i * 131));
            }
        }
        if (_seats() < before) _note("slash");
    }

    /// Everybody is silent for longer than any period, the court too; then somebody carries out what there is.
    function longSilence(uint256 seed, uint256 index) external {
        if (seed % 8 != 0) return;
        vm.warp(timeNow() + 91 days);
        if (agreements.length != 0) this.execute(seed, index);
    }

    /// @dev Nobody leaves by himself in `judge`: a seat that is gone was taken.
    function _seats() private view returns (uint256 held) {
        for (uint256 i; i < ARBITERS; ++i) held += court.seatsOf(arbiter(i));
    }
}

/// @notice The laws against long random sequences of moves: all of them after every move, the end of everything after each
///         sequence. Run by `npm run soak:invariants`, which adds up what each sequence writes down about itself.
contract CampaignTest {
    Files private constant FILES = Files(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    string private constant LOG = ".guildhall/soak/moves.log";

    CampaignHandler private handler;

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function setUp() public {
        handler = new CampaignHandler();
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

    /// Laws 1, 2, 4, 8 and 9; laws 3, 6, 10 and 11 are checked by the handler at every single move.
    function invariant_laws() public {
        handler.assertMoney();
        handler.assertCourt();
        handler.assertReputation();
    }

    /// Law 5, and what this sequence did.
    function afterInvariant() public {
        handler.assertEnds();
        string[] memory names = handler.noted();
        string memory line;
        for (uint256 i; i < names.length; ++i) {
            line = string.concat(line, names[i], "=", FILES.toString(handler.done(names[i])), ";");
        }
        FILES.writeLine(LOG, line);
    }
}
