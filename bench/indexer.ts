/**
 * npm run bench:indexer [-- --logs 200000] [--without-ponder]: from nothing to the head, ours beside the bare script and
 * beside Ponder, on one chain, one Postgres and one machine in one go.
 */
import { parseArgs } from "node:util";
import { freePort } from "../scripts/local/ports.ts";
import { removeAllScratch } from "../scripts/local/scratch.ts";
import { say, step, table } from "../scripts/local/screen.ts";
import { bare, installPonder, ours, ponder, type Result } from "./indexer/contestants.ts";
import { figuresOf, perSecond, type Results } from "./indexer/figures.ts";
import { aFlood } from "./indexer/flood.ts";
import { rebuilt, restarted } from "./indexer/later.ts";
import { type Figure, report, written } from "./report.ts";

const { values } = parseArgs({
  options: { logs: { type: "string", default: "200000" }, "without-ponder": { type: "boolean", default: false } },
});

try {
  const flood = await step(`A chain with ${values.logs} logs`, () => aFlood(Number(values.logs)));
  say(`${flood.logs.toLocaleString("en-US")} logs in ${flood.blocks.toLocaleString("en-US")} blocks.`);
  const later: Figure[] = [];
  const results: Results = {
    "ours, mirror only": await step("Ours, mirror only", () => ours(flood, { main: "bench/indexer/mirror-only.ts" })),
    "ours, read models": await step("Ours, with read models; rebuilt; restarted", () =>
      ours(flood, {
        afterwards: async (database) => {
          later.push(await rebuilt(flood, database), ...(await restarted(flood, database)));
        },
      }),
    ),
    "bare script": await step("Bare script", () => bare(flood, { withReadModels: false })),
    "bare script, read models": await step("Bare script, with read models", () => bare(flood, { withReadModels: true })),
  };
  if (!values["without-ponder"]) {
    await step("Ponder's packages", async () => installPonder());
    const port = await freePort();
    results["Ponder, tuned"] = await step("Ponder, tuned", () => ponder(flood, { isTuned: true, port }));
    results["Ponder"] = await step("Ponder, as it comes", () => ponder(flood, { isTuned: false, port }));
  }
  say(
    `\n${table([["", "events", "s", "events/s", "CPU µs/event", "peak MB", "bytes in Postgres", "start s"], ...Object.entries(results).map(rowOf)])}`,
  );
  report("indexer", [...figuresOf(results), ...later]);
} finally {
  await removeAllScratch();
}
process.exit(0);

function rowOf([name, result]: [string, Result]): string[] {
  const { events, seconds, cpuSeconds, peakMb, bytes, startSeconds } = result;
  const numbers = [events, seconds, perSecond(result), (cpuSeconds / events) * 1e6, peakMb, bytes, startSeconds];
  return [name, ...numbers.map(written)];
}
