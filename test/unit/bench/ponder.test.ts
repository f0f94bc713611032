import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { escrowAbi, reputationAbi } from "#core/chain/abi.ts";
import { config } from "../../../scripts/config.ts";

const events: Record<string, string> = {
  created: "Created",
  accepted: "Accepted",
  submitted: "Submitted",
  released: "Released",
  earned: "ExperienceEarned",
  completed: "Completed",
};
/** Of each row beside what the event says: Ponder's key of it, and when it was. */
const ofEachRow = ["id", "block", "at"];

const tablesIn = (schema: string): [string, string[]][] =>
  [...schema.matchAll(/onchainTable\("(\w+)", \(t\) => \(\{(.*?)\}\)\)/gs)].map(([, table = "", body = ""]) => [
    table,
    [...body.matchAll(/^\s*(\w+): t\./gm)].map(([, column = ""]) => column).sort(),
  ]);

/** The columns of a table, from the event: what it calls `id` is the agreement's. */
function columnsOf(table: string): string[] {
  const event = [...escrowAbi, ...reputationAbi].find(
    ({ type, ...rest }) => type === "event" && "name" in rest && rest.name === events[table],
  );
  if (event?.type !== "event") throw new Error(`No event is kept in ${table}.`);
  return [...event.inputs.map(({ name }) => (name === "id" ? "agreement" : name)), ...ofEachRow].sort();
}

// The bench's contestants have packages of their own, so no compiler sees when an event has changed under them.
describe("the tables that Ponder fills in the bench", () => {
  const schema = readFileSync(join(config.root, "bench/ponder/ponder.schema.ts"), "utf8");

  it("hold what the events say", () => {
    const tables = tablesIn(schema);

    expect(tables.map(([table]) => table)).to.have.members(Object.keys(events));
    for (const [table, columns] of tables) expect(columns, table).to.deep.equal(columnsOf(table));
  });

  it("would be found to ask for what an event no longer says", () => {
    const [[table, columns] = ["", []]] = tablesIn(schema.replace("developer: t.hex()", "builder: t.hex()"));

    expect(columns).to.not.deep.equal(columnsOf(table));
  });
});
