// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {IAnchor} from "./interfaces/IAnchor.sol";

/// @title Anchor
contract Anchor is IAnchor {
    /// @inheritdoc IAnchor
    function anchor(bytes32 kind, bytes32 root, uint64 through) external {
        emit Anchored(msg.sender, kind, root, through);
    }
}
