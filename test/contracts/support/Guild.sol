// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Court} from "../../../contracts/Court.sol";
import {Escrow} from "../../../contracts/Escrow.sol";
import {IGuildCourt} from "../../../contracts/interfaces/IGuildCourt.sol";
import {LocalToken} from "../../../contracts/mocks/LocalToken.sol";
import {Reputation} from "../../../contracts/Reputation.sol";
import {Config, Milestone, Terms} from "../../../contracts/types/Terms.sol";
import {Cheats} from "./Cheats.sol";

/// @notice Deploys the three contracts for tests in Solidity, with a stand-in for the chain's history of hashes.
abstract contract Guild is Cheats {
    address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;
    address internal constant TREASURY = address(0x7ea5);
    uint256 internal constant FEE_BPS = 100;
    uint256 internal constant REVIEW = 3 days;
    address internal constant GOVERNOR = address(0x60fe);
    uint256 internal constant DEVELOPER_KEY = 0xdede;
    uint256 internal constant CLIENT_KEY = 0xc11e;

    AccessManager internal authority;
    Escrow internal escrow;
    Court internal court;
    Reputation internal reputation;
    LocalToken internal token;

    function parameters() internal pure returns (IGuildCourt.Parameters memory) {
        return
            IGuildCourt.Parameters({
                seatStake: 1 ether,
                minDeposit: 0.02 ether,
                maxDeposit: 0.06 ether,
                depositBps: 100,
                drawBounty: 0.001 ether,
                silenceBps: 2_500,
                incoherenceBps: 5_000,
                fastLimit: 2 ether,
                seatDelay: 1 hours,
                leaveDelay: 30 days,
                seedWindow: 8_191,
                drawPeriod: 7 days,
                minOwners: 9,
                seatWeight: 500,
                fast: IGuildCourt.Periods(72 hours, 48 hours, 10, 24 hours, 24 hours, 48 hours),
                standard: IGuildCourt.Periods(120 hours, 72 hours, 10, 48 hours, 48 hours, 72 hours)
            });
    }

    function deployGuild() internal {
        vm.warp(1_800_000_000);
        vm.roll(1_000);
        // PUSH0 CALLDATALOAD SLOAD PUSH0 MSTORE PUSH1 32 PUSH0 RETURN: the hash stored under the asked number.
        vm.etch(HISTORY, hex"5f35545f5260205ff3");
        token = new LocalToken();
        address[] memory tokens = new address[](2);
        tokens[1] = address(token);
        uint256[] memory rates = new uint256[](2);
        (rates[0], rates[1]) = (10_000, 4e12);

        Deployer deployer = new Deployer();
        authority = new AccessManager(address(this));
        (escrow, court, reputation) = deployer.deploy(
            address(authority),
            TREASURY,
            uint16(FEE_BPS),
            parameters(),
            tokens,
            rates
        );
        _govern();
    }

    /// @dev One account with every power and no delay: what matters to the laws is what governance can do, not when.
    function _govern() private {
        bytes4[] memory selectors = new bytes4[](4);
        (selectors[0], selectors[1]) = (escrow.setFee.selector, escrow.setTreasury.selector);
        (selectors[2], selectors[3]) = (escrow.pause.selector, escrow.unpause.selector);
        authority.setTargetFunctionRole(address(escrow), selectors, 1);
        bytes4[] memory rate = new bytes4[](1);
        rate[0] = reputation.setRate.selector;
        authority.setTargetFunctionRole(address(reputation), rate, 1);
        authority.grantRole(1, GOVERNOR, 0);
    }

    function termsOf(
        address client,
        address developer,
        address token_,
        address court_,
        uint256 nonce
    ) internal view returns (Terms memory terms) {
        terms.client = client;
        terms.developer = developer;
        terms.token = token_;
        terms.court = court_;
        terms.config = Config.wrap(FEE_BPS | (REVIEW << 16) | ((timeNow() + 7 days) << 48) | (nonce << 88));
        terms.brief = keccak256("brief");
    }

    /// @notice A header whose prevRandao is `randao`, put into the history as block `number`.
    function header(uint256 number, bytes32 randao) internal returns (bytes memory rlp) {
        rlp = abi.encodePacked(
            hex"f90200",
            new bytes(445),
            hex"80",
            hex"820400",
            hex"8301c9c3",
            hex"80",
            hex"846553f100",
            hex"80"
        );
        rlp = abi.encodePacked(rlp, hex"a0", randao, hex"880000000000000000");
        vm.store(HISTORY, bytes32(number), keccak256(rlp));
    }

    function signature(uint256 key, bytes32 digest) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}

/// @dev A contract's first creations have nonces 1, 2 and 3, so the three know each other's addresses beforehand.
contract Deployer {
    function deploy(
        address authority,
        address treasury,
        uint16 feeBps,
        IGuildCourt.Parameters memory p,
        address[] memory tokens,
        uint256[] memory rates
    ) external returns (Escrow escrow, Court court, Reputation reputation) {
        escrow = new Escrow(authority, created(2), created(3), treasury, feeBps);
        court = new Court(address(escrow), created(3), p);
        reputation = new Reputation(authority, address(escrow), tokens, rates);
        require(address(reputation) == created(3) && address(court) == created(2), "foretold wrongly");
    }

    function created(uint8 nonce) private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", address(this), nonce)))));
    }
}
