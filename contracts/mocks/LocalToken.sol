// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice Play money of local chains and tests: six decimals as the large stablecoins have, and an open faucet.
contract LocalToken is ERC20, ERC20Permit {
    constructor() ERC20("Guild Dollar", "GUSD") ERC20Permit("Guild Dollar") {}

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
