/**
 * npm run soak:outbox [-- --events 20000] [--seed WORD]: overlapping writers, three consumers and a follower of sockets, and every 40 ms
 * a third of all their connections killed. Nothing may be lost, doubled or out of order for any of them.
 */
import { isDeepStrictEqual, parseArgs } from "node:util";
import { openDb } from "#db";
import { removeAllScratch } from "../scripts/local/scratch.ts";
import { say } from "../scripts/local/screen.ts";
import { aDatabase } from "../test/support/postgres.ts";
import { makeRoomForEffects, storm } from "../test/support/storm.ts";

const { values } = parseArgs({
  options: { events: { type: "string", default: "20000" }, seed: { type: "string", default: "soak" } },
});
/** A transaction tells two and a half on average, and one in ten is rolled back. */
const EVENTS_A_TRANSACTION = 2.25;

const database = await aDatabase();
await makeRoomForEffects(database);
const db = openDb(database.superuserUrl);
const began = performance.now();
const transactions = Math.ceil(Number(values.events) / EVENTS_A_TRANSACTION);
const { told, heard, plain, kills } = await storm(database, db, { seed: values.seed, transactions, patienceMs: 1_800_000 });
const seconds = Math.round((performance.now() - began) / 1_000);
await db.close();
await removeAllScratch();

say(`${told.length} events through ${kills} killed connections in ${seconds} s.`);
const bad = Object.entries(heard).filter(([, numbers]) => !isDeepStrictEqual(numbers, told));
for (const [consumer, numbers] of Object.entries(heard)) {
  const lost = told.length - new Set(numbers).size;
  say(
    `${consumer}: ${lost} lost, ${numbers.length - new Set(numbers).size} doubled, ${bad.some(([name]) => name === consumer) ? "not " : ""}in order.`,
  );
}
const lostPlainly = told.length - new Set(plain).size;
say(`A reader that trusts the sequence alone, the control: ${lostPlainly} lost.`);
say(JSON.stringify({ bench: "soak", name: "outbox", events: told.length, kills, bad: bad.length, lostPlainly }));
process.exit(bad.length === 0 && lostPlainly > 0 ? 0 : 1);
