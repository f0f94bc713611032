// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGuildCourt} from "../interfaces/IGuildCourt.sol";

/// @notice A lane's periods in one word, 32 bits each, in the order of `Periods`.
type Lane is uint256;

using {answer, evidence, evidenceBlocks, commit, reveal, appeal, periods} for Lane global;

function laneOf(IGuildCourt.Periods memory p) pure returns (Lane) {
    return
        Lane.wrap(
            p.answer |
                (p.evidence << 32) |
                (p.evidenceBlocks << 64) |
                (p.commit << 96) |
                (p.reveal << 128) |
                (p.appeal << 160)
        );
}

function answer(Lane lane) pure returns (uint256) {
    return uint32(Lane.unwrap(lane));
}

function evidence(Lane lane) pure returns (uint256) {
    return uint32(Lane.unwrap(lane) >> 32);
}

function evidenceBlocks(Lane lane) pure returns (uint256) {
    return uint32(Lane.unwrap(lane) >> 64);
}

function commit(Lane lane) pure returns (uint256) {
    return uint32(Lane.unwrap(lane) >> 96);
}

function reveal(Lane lane) pure returns (uint256) {
    return uint32(Lane.unwrap(lane) >> 128);
}

function appeal(Lane lane) pure returns (uint256) {
    return uint32(Lane.unwrap(lane) >> 160);
}

function periods(Lane lane) pure returns (IGuildCourt.Periods memory) {
    return
        IGuildCourt.Periods(
            lane.answer(),
            lane.evidence(),
            lane.evidenceBlocks(),
            lane.commit(),
            lane.reveal(),
            lane.appeal()
        );
}
