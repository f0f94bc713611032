// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {ICourt} from "../interfaces/ICourt.sol";

/// @notice A court that misbehaves as told.
contract HostileCourt is ICourt {
    enum Mode {
        Rules,
        IsSilent,
        Reverts,
        EatsGas,
        AnswersTooMuch,
        AnswersShort,
        AnswersRubbish,
        WrongId,
        Reenters
    }

    Mode public mode;
    uint256 public share;
    uint256 public closed;
    bool public reentered;
    address private _target;
    bytes private _data;

    function behave(Mode mode_, uint256 share_) external {
        (mode, share) = (mode_, share_);
    }

    function reenter(address target, bytes calldata data) external {
        mode = Mode.Reenters;
        (_target, _data) = (target, data);
    }

    function open(
        bytes32 agreement,
        uint256 index,
        address,
        address,
        bool,
        uint256,
        address,
        string calldata,
        bytes32
    ) external payable returns (bytes32 caseId) {
        if (mode == Mode.WrongId) return bytes32(uint256(1));
        if (mode == Mode.Reenters) (reentered,) = _target.call(_data);
        return keccak256(abi.encode(block.chainid, address(this), msg.sender, agreement, index));
    }

    function answer(bytes32, string calldata, bytes32) external payable {}

    function close(bytes32) external {
        require(mode != Mode.Reverts, "no");
        while (mode == Mode.EatsGas) {}
        if (mode == Mode.Reenters) (reentered,) = _target.call(_data);
        ++closed;
    }

    function ruling(bytes32) external view returns (bool isFinal, uint256 developerBps) {
        require(mode != Mode.Reverts, "no");
        while (mode == Mode.EatsGas) {}
        if (mode == Mode.IsSilent) return (false, 0);
        if (mode == Mode.AnswersTooMuch) return (true, 10_001);
        assembly {
            // Mode.AnswersShort: half of what was asked for. Mode.AnswersRubbish: a boolean that is none.
            if eq(sload(0), 5) {
                mstore(0, 1)
                return(0, 32)
            }
            if eq(sload(0), 6) {
                mstore(0, 2)
                mstore(32, 10000)
                return(0, 64)
            }
        }
        return (true, share);
    }

    function depositFor(uint256, address) external pure returns (uint256) {
        return 0;
    }
}
