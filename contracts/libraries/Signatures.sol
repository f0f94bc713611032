// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A signature by a key, or by a contract's word (ERC-1271).
library Signatures {
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    /// @dev What a signer that is a contract may spend: enough to check a passkey in Solidity, too little to burn a block.
    uint256 private constant SIGNER_GAS = 600_000;

    function domainSeparator(string memory name, string memory version) internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    DOMAIN_TYPEHASH,
                    keccak256(bytes(name)),
                    keccak256(bytes(version)),
                    block.chainid,
                    address(this)
                )
            );
    }

    /// @dev The key first: an account with delegated code (EIP-7702) still signs with its key. A contract that reverts,
    ///      answers rubbish or eats the gas is no signer.
    function isSignedBy(bytes32 digest, address signer, bytes calldata signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError err, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (err == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return signer.code.length != 0 && _isGrantedBy(digest, signer, signature);
    }

    /// @dev OpenZeppelin's SignatureChecker asks the same and gives the signer all the gas there is.
    function _isGrantedBy(bytes32 digest, address signer, bytes calldata signature) private view returns (bool yes) {
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bytes32 magic = IERC1271.isValidSignature.selector;
        assembly ("memory-safe") {
            yes := staticcall(SIGNER_GAS, signer, add(question, 0x20), mload(question), 0x00, 0x20)
            yes := and(yes, and(gt(returndatasize(), 0x1f), eq(mload(0x00), magic)))
        }
    }
}
