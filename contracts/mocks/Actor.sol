// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice A wallet that is a contract: acts for its tests, takes or refuses money, signs or does not (ERC-1271).
contract Actor {
    enum Mode {
        Takes,
        Refuses,
        EatsGas,
        Reenters,
        ReturnsBomb
    }

    enum Signs {
        Nothing,
        Everything,
        Rubbish,
        Reverts,
        EatsGas,
        Short
    }

    Mode public mode;
    Signs public signs;
    bool public reentered;
    bytes public answer;
    address private _target;
    bytes private _data;

    function behave(Mode mode_) external {
        mode = mode_;
    }

    function sign(Signs signs_) external {
        signs = signs_;
    }

    function reenter(address target, bytes calldata data) external {
        mode = Mode.Reenters;
        (_target, _data) = (target, data);
    }

    function act(address target, bytes calldata data) external payable returns (bytes memory) {
        (bool success, bytes memory answered) = target.call{value: msg.value}(data);
        if (!success) {
            assembly {
                revert(add(answered, 0x20), mload(answered))
            }
        }
        return answered;
    }

    receive() external payable {
        require(mode != Mode.Refuses, "refused");
        while (mode == Mode.EatsGas) {}
        if (mode == Mode.Reenters) (reentered, answer) = _target.call(_data);
        if (mode == Mode.ReturnsBomb) {
            assembly {
                revert(0, 60000)
            }
        }
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        require(signs != Signs.Reverts, "no");
        while (signs == Signs.EatsGas) {}
        if (signs == Signs.Everything) return 0x1626ba7e;
        if (signs == Signs.Short) {
            assembly {
                mstore(0, shl(224, 0x1626ba7e))
                return(0, 4)
            }
        }
        return signs == Signs.Rubbish ? bytes4(0xdeadbeef) : bytes4(0xffffffff);
    }
}
