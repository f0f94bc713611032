// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity 0.8.37;

import {Agreements} from "./Agreements.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Ledger} from "./types/Ledger.sol";
import {AgreementId, Terms} from "./types/Terms.sol";

/// @title The part of Escrow that divides money as it leaves a lane, and has reputation written for it.
abstract contract Payouts is Agreements {
    uint256 internal constant BPS = 10_000;

    address public immutable guildCourt;
    address public immutable reputation;

    constructor(address guildCourt_, address reputation_) {
        if (guildCourt_ == address(0) || reputation_ == address(0)) revert Escrow_BadDeployment();

        guildCourt = guildCourt_;
        reputation = reputation_;
    }

    // ------------------------------------------------------------------------------------------------- internals

    /// @dev The fee of `amount` out of a lane that held `remaining`: the fee on all that left it, less what was taken
    ///      before. So it never depends on how a milestone was cut up, and rounds down once.
    function _takeFee(
        Terms calldata terms,
        uint256 index,
        uint256 amount,
        uint256 remaining
    ) internal returns (uint256 fee) {
        uint256 feeBps = terms.config.feeBps();
        if (feeBps == 0) return 0;

        uint256 before = terms.amountAt(index) - remaining;
        fee = ((before + amount) * feeBps) / BPS - (before * feeBps) / BPS;
        if (fee != 0) _addFee(terms.token, fee);
    }

    /// @dev By both parties' word: a share of what the lane holds now. Rounds down, and the client gets the rest, so that
    ///      every unit has an owner (law 4).
    function _split(
        Terms calldata terms,
        AgreementId id,
        Ledger ledger,
        uint256 index,
        uint256 developerBps
    ) internal returns (uint256 toDeveloper, uint256 toClient, uint256 fee) {
        uint256 remaining = _remaining(terms, id, ledger, index);
        uint256 share = (remaining * developerBps) / BPS;
        fee = _takeFee(terms, index, share, remaining);
        return (share - fee, remaining - share, fee);
    }

    /// @dev By a ruling: a share of what the lane held when it was disputed, of which the developer has had what was
    ///      advanced. So the client gets its share of the whole, unless the developer's own is less than the advance, and
    ///      then all that is left: what both signed with ALLOWS_ADVANCE.
    function _splitRuled(
        Terms calldata terms,
        AgreementId id,
        Ledger ledger,
        uint256 index,
        uint256 developerBps
    ) internal returns (uint256 toDeveloper, uint256 toClient, uint256 fee) {
        uint256 advanced = ledger.hasParts(index) ? _parts[id][index].advanced : 0;
        if (advanced == 0) return _split(terms, id, ledger, index, developerBps);

        uint256 remaining = _remaining(terms, id, ledger, index);
        uint256 share = ((remaining + advanced) * developerBps) / BPS;
        share = share > advanced ? share - advanced : 0;
        fee = _takeFee(terms, index, share, remaining);
        return (share - fee, remaining - share, fee);
    }

    /// @dev Only the court that Reputation knows: else two wallets with a court of their own would mint experience.
    function _earn(Terms calldata terms, AgreementId id, uint256 fee, Ledger ledger) internal {
        if (fee == 0 || terms.court != guildCourt) return;
        IReputation(reputation).earn(
            terms.developer,
            terms.client,
            AgreementId.unwrap(id),
            terms.token,
            fee,
            ledger.isComplete(terms.milestones.length)
        );
    }

    /// @dev Only what that court really ruled: a long-stop is nobody's fault, an even split nobody's loss.
    function _judge(Terms calldata terms, bytes32 caseId, uint256 developerBps) internal {
        if (terms.court != guildCourt || developerBps == BPS / 2) return;
        (address winner, address loser) = developerBps > BPS / 2
            ? (terms.developer, terms.client)
            : (terms.client, terms.developer);
        IReputation(reputation).judge(caseId, winner, loser);
    }
}
