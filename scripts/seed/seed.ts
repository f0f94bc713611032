/**
 * Fills a new Guildhall with three months of people, work, money and quarrels: through the public API and signed
 * transactions alone. Once, on a local chain that was born ninety days ago.
 */
import { writeFileSync } from "node:fs";
import { openHall } from "../lib/hall.ts";
import { Complaint } from "../local/complaint.ts";
import { type LocalClock, openClock } from "./clock.ts";
import type { SeedConfig } from "./config.ts";
import { happeningsOf } from "./happenings.ts";
import { type Moment, momentsOf } from "./moments.ts";
import { testAccountsOf } from "./purposes.ts";
import { stories } from "./stories/index.ts";
import { summaryOf } from "./summary.ts";
import { openWorld, tellingOf, type World } from "./world.ts";

const LOCAL_CHAIN = 31_337;
const BIRTH = 90 * 86_400;

export type SeedOptions = SeedConfig & { say?: (line: string) => void };

export async function seed({ apiUrl, rpcUrl, deployment, testAccountsFile, say = () => {} }: SeedOptions): Promise<void> {
  const began = Date.now();
  const hall = openHall({ apiUrl, rpcUrl, deployment });
  const clock = openClock(hall);
  const now = Math.floor(began / 1000);
  if (deployment.chainId !== LOCAL_CHAIN)
    throw new Complaint(`Chain ${deployment.chainId} is not the local one: nothing was seeded.`);
  if ((await clock.head()) > now - BIRTH + 3_600) {
    throw new Complaint(
      "This chain was not born ninety days ago, so there is no past to fill. Begin anew with npm start -- --fresh.",
    );
  }
  const { people } = await hall.api.escrow.figures();
  if (people > 0)
    throw new Complaint(`${people} people live here already: nothing was seeded. Begin anew with npm start -- --fresh.`);

  const { tokens } = await hall.api.chain.status();
  const [ether, dollar] = tokens;
  if (ether === undefined || dollar === undefined)
    throw new Complaint("The deployment has no local token to pay in: deploy again with one.");
  const world = openWorld(hall, { ETH: ether, GUSD: dollar }, now);
  const tellings = stories.map(tellingOf);

  const moments = momentsOf(happeningsOf(tellings, world));
  for (const [name, from, to] of phases) {
    const phase = moments.filter(({ at }) => at >= from && at < to);
    for (const moment of phase) await live(moment, world, clock);
    const done = phase.reduce((sum, { happenings }) => sum + happenings.length, 0);
    say(`${name}: ${done} things happened in ${phase.length} moments, ${world.transactions()} transactions so far`);
  }
  await clock.toThePresent();

  const accounts = await testAccountsOf(tellings, world);
  if (testAccountsFile) writeFileSync(testAccountsFile, `${JSON.stringify(accounts, null, 2)}\n`);
  for (const line of await summaryOf(tellings, world, (Date.now() - began) / 1000)) say(line);
}

const phases: [string, number, number][] = [
  ["The first month", 0, 30],
  ["The second month", 30, 60],
  ["The third month", 60, 86],
  ["The last days", 86, 91],
];

/** Stories count in tenths of days; nobody's day has so round a minute. */
const unrounded = (at: number): number => Math.round(at * 37_000) % 2_400;

async function live({ at, happenings }: Moment, world: World, clock: LocalClock): Promise<void> {
  await clock.moveTo(world.second(at) + unrounded(at));
  const isSpoken = happenings.some((each) => each.isSpoken);
  if (isSpoken) await clock.heard();

  // A lane is a story, or a person: what it tells keeps its order.
  const lanes = Map.groupBy(happenings, ({ lane }) => lane);
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const { what, run } of lane) {
        await run().catch((error: unknown) => {
          const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
          throw new Complaint(`Seeding stopped on day ${at}, when ${what}: ${reason}`, { cause: error });
        });
      }
    }),
  );
  if (isSpoken) clock.spoken();
}
