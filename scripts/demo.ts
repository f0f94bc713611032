/**
 * npm run demo: the whole story in a terminal, on a throw-away Guildhall of its own.
 * npm run demo -- --here: on the one that is open, without moving its clock, up to the release.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { config } from "./config.ts";
import { Wrong } from "./demo/insist.ts";
import { ending, outcomeLines, stepLines } from "./demo/paper.ts";
import { runStory, type StoryOptions } from "./demo/story.ts";
import { openHall } from "./lib/hall.ts";
import { Refusal } from "./lib/refusal.ts";
import { complain, Complaint } from "./local/complaint.ts";
import { removeAllScratch, scratchDatabase } from "./local/scratch.ts";
import { say } from "./local/screen.ts";
import { startStack } from "./local/stack.ts";
import { readDeployment } from "./seed/config.ts";

async function tell(options: Omit<StoryOptions, "onStep">): Promise<void> {
  const began = Date.now();
  let steps = 0;
  const onStep: StoryOptions["onStep"] = (step) => {
    steps = step.number;
    for (const line of stepLines(step)) say(line);
  };
  const outcome = await runStory({ ...options, onStep });
  for (const line of outcomeLines(outcome)) say(line);
  say(ending((Date.now() - began) / 1000, steps));
}

async function here(): Promise<void> {
  const file = join(config.home, "deployments/31337.json");
  if (!existsSync(file))
    throw new Complaint("No Guildhall is open here: run npm start in another terminal first, or the demo without --here.");
  const hall = openHall({
    apiUrl: `http://127.0.0.1:${config.ports.api}`,
    rpcUrl: config.rpcUrl ?? `http://127.0.0.1:${config.ports.rpc}`,
    deployment: readDeployment(file),
  });
  await hall.api.chain.status().catch(() => {
    throw new Complaint(`The API does not answer on port ${config.ports.api}: run npm start in another terminal first.`);
  });
  say("The story up to the first release, on the Guildhall that is open here. Its clock is left alone.");
  await tell({ hall, until: "release" });
}

async function alone(): Promise<void> {
  say("The whole story, on a throw-away Guildhall: Postgres, a chain, contracts, indexer, API …");
  const database = await scratchDatabase();
  try {
    const stack = await startStack({
      databaseUrls: { api: database.apiUrl, indexer: database.indexerUrl },
      services: ["indexer", "api"],
    });
    try {
      await tell({ hall: openHall({ apiUrl: stack.apiUrl, rpcUrl: stack.chain.rpcUrl, deployment: stack.deployment }) });
    } finally {
      await stack.stop();
    }
  } finally {
    await database.stop();
  }
}

let isLeaving = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    isLeaving = true;
    void removeAllScratch().then(() => process.exit(130));
  });

await (process.argv.includes("--here") ? here() : alone()).catch((error: unknown) => {
  // What broke because we are leaving is no news.
  if (isLeaving) return;
  // A wrong number and a refusal are told in their own sentence; anything else is a bug with its stack.
  const isTold = error instanceof Wrong || error instanceof Refusal;
  complain(isTold ? new Complaint(`The demo stopped. ${error.message}`, { cause: error }) : error);
});
