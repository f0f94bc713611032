/**
 * npm run bench:gas [-- --write]: what each operation of the contracts costs, as real transactions on a Hardhat node.
 * --write puts the figures into docs/gas.md.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureAll } from "./gas/measure.ts";
import { figuresOf, page } from "./gas/page.ts";
import { report } from "./report.ts";

const rows = await measureAll();
report("gas", figuresOf(rows));
if (process.argv.includes("--write")) {
  writeFileSync(join(import.meta.dirname, "../docs/gas.md"), page(rows));
  console.log("\nWritten to docs/gas.md.");
}
