// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice A token that misbehaves as told: each mode was seen in the wild.
contract HostileToken {
    enum Mode {
        Plain,
        FeeOnTransfer,
        AnswersFalse,
        AnswersNothing,
        AnswersShort,
        Reverts,
        EatsGas,
        Blocklists,
        Reenters,
        Drains
    }

    Mode public mode;
    address public blocked;
    address private _target;
    bytes private _data;
    bool public reentered;

    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function behave(Mode mode_) external {
        mode = mode_;
    }

    function blockAccount(address account) external {
        mode = Mode.Blocklists;
        blocked = account;
    }

    function reenter(address target, bytes calldata data) external {
        mode = Mode.Reenters;
        (_target, _data) = (target, data);
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        return _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private returns (bool) {
        if (mode == Mode.AnswersFalse) return false;
        require(mode != Mode.Reverts, "refused");
        require(mode != Mode.Blocklists || (from != blocked && to != blocked), "blocked");
        while (mode == Mode.EatsGas) {}
        if (mode == Mode.Reenters) (reentered,) = _target.call(_data);

        balanceOf[from] -= amount;
        balanceOf[to] += mode == Mode.FeeOnTransfer ? amount - amount / 100 : amount;
        // Takes more from its payee's balance than it gave.
        if (mode == Mode.Drains) balanceOf[to] = 0;
        if (mode == Mode.AnswersNothing) {
            assembly {
                return(0, 0)
            }
        }
        if (mode == Mode.AnswersShort) {
            assembly {
                mstore(0, not(0))
                return(0, 1)
            }
        }
        return true;
    }
}
