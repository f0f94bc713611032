// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IReputation} from "../interfaces/IReputation.sol";

/// @title The token's metadata and picture, made on chain from numbers alone: nothing that a person wrote gets in.
library Portrait {
    using Strings for uint256;
    using Strings for address;

    function uri(address owner, IReputation.Standing memory standing, uint256 weight)
        internal
        pure
        returns (string memory)
    {
        bytes memory json = abi.encodePacked(
            '{"name":"Guildhall standing of ',
            owner.toChecksumHexString(),
            '","description":"Earned by agreements carried out and disputes decided on Guildhall. It cannot be transferred.",',
            '"image":"data:image/svg+xml;base64,',
            Base64.encode(picture(owner, standing, weight)),
            '","attributes":[',
            attributes(standing, weight),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function attributes(IReputation.Standing memory standing, uint256 weight) private pure returns (bytes memory) {
        return abi.encodePacked(
            attribute("Experience", standing.experience),
            ",",
            attribute("Weight", weight),
            ",",
            attribute("Completed", standing.completed),
            ",",
            attribute("Won", standing.won),
            ",",
            attribute("Lost", standing.lost),
            ',{"display_type":"date","trait_type":"Last activity","value":',
            uint256(standing.lastActivity).toString(),
            "}"
        );
    }

    function attribute(string memory trait, uint256 value) private pure returns (bytes memory) {
        return abi.encodePacked('{"trait_type":"', trait, '","value":', value.toString(), "}");
    }

    /// @dev A seal whose hue is the owner's address and whose rings are the digits of the experience.
    function picture(address owner, IReputation.Standing memory standing, uint256 weight)
        private
        pure
        returns (bytes memory)
    {
        string memory hue = (uint256(uint160(owner)) % 360).toString();
        uint256 rings = bytes(uint256(standing.experience).toString()).length;
        bytes memory seal;
        for (uint256 i; i < rings; ++i) {
            seal = abi.encodePacked(seal, '<circle cx="200" cy="150" r="', (28 + 4 * i).toString(), '"/>');
        }
        return abi.encodePacked(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="Georgia,serif" text-anchor="middle">',
            '<rect width="400" height="400" fill="hsl(',
            hue,
            ',32%,14%)"/><g fill="none" stroke="hsl(',
            hue,
            ',60%,70%)" stroke-width="1.5">',
            seal,
            '</g><g fill="#f5f0e6"><text x="200" y="158" font-size="24">',
            uint256(standing.experience).toString(),
            '</text><text x="200" y="292" font-size="16">',
            line("weight ", weight, "  completed ", standing.completed),
            '</text><text x="200" y="320" font-size="16">',
            line("won ", standing.won, "  lost ", standing.lost),
            '</text><text x="200" y="364" font-size="10" opacity=".7">',
            owner.toChecksumHexString(),
            "</text></g></svg>"
        );
    }

    function line(string memory a, uint256 x, string memory b, uint256 y) private pure returns (bytes memory) {
        return abi.encodePacked(a, x.toString(), b, y.toString());
    }
}
