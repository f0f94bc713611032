/**
 * BENCH_TUNED=1: as many logs a request as the node will give; no copy of the chain's answers kept beside the rows; and
 * the node under 64 names, because Ponder begins with 20 requests a second to each.
 */
import { createConfig } from "ponder";
import { escrowAbi, reputationAbi } from "../../core/chain/abi.ts";

const isTuned = process.env["BENCH_TUNED"] === "1";
const startBlock = Number(process.env["BENCH_START_BLOCK"]);
const at = (name: string) => process.env[name] as `0x${string}`;

export default createConfig({
  ...(isTuned && { ordering: "multichain" as const }),
  database: {
    kind: "postgres",
    connectionString: at("DATABASE_URL"),
    ...(isTuned && { poolConfig: { max: 60 } }),
  },
  chains: {
    local: {
      id: 31_337,
      rpc: isTuned ? Array.from({ length: 64 }, (_, i) => `${at("BENCH_RPC_URL")}/?name=${i}`) : at("BENCH_RPC_URL"),
      ...(process.env["BENCH_WS_URL"] && { ws: process.env["BENCH_WS_URL"] }),
      ...(process.env["BENCH_POLL_MS"] && { pollingInterval: Number(process.env["BENCH_POLL_MS"]) }),
      ...(isTuned && { disableCache: true, ethGetLogsBlockRange: 1_000 }),
    },
  },
  contracts: {
    Escrow: { abi: escrowAbi, chain: "local", address: at("BENCH_ESCROW"), startBlock },
    Reputation: { abi: reputationAbi, chain: "local", address: at("BENCH_REPUTATION"), startBlock },
  },
});
