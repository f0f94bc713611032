import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Measured, measureAll } from "../../bench/gas/measure.ts";
import { page, readPage } from "../../bench/gas/page.ts";

const TOLERANCE = 200;

/** What a page says that the chain does not. */
function staleIn(text: string, measured: readonly Measured[]): string[] {
  const written = readPage(text);
  const names = measured.map(({ name }) => name);
  const gone = [...written.keys()].filter((name) => !names.includes(name)).map((name) => `${name} is measured no more`);
  const wrong = measured.flatMap(({ name, steady, first }) => {
    const row = written.get(name);
    if (!row) return [`${name} is missing`];
    const isFar = Math.abs(row.steady - steady) > TOLERANCE || Math.abs(row.first - first) > TOLERANCE;
    return isFar ? [`${name} is ${steady} (first ${first}), not ${row.steady} (${row.first})`] : [];
  });
  return [...gone, ...wrong];
}

describe("docs/gas.md", () => {
  let measured: Measured[];
  before(async () => {
    measured = await measureAll();
  });

  it("says what the contracts cost: npm run bench:gas -- --write renews it", () => {
    const text = readFileSync(join(import.meta.dirname, "../../docs/gas.md"), "utf8");

    expect(staleIn(text, measured)).to.deep.equal([]);
  });

  it("would be found stale if one figure were 201 gas off, or a row were missing", () => {
    const [one, ...rest] = measured as [Measured, ...Measured[]];
    const shifted = page([{ ...one, steady: one.steady + 201 }, ...rest]);
    const close = page([{ ...one, steady: one.steady + 200 }, ...rest]);

    expect(staleIn(shifted, measured)).to.have.length(1);
    expect(staleIn(page(rest), measured)).to.deep.equal([`${one.name} is missing`]);
    expect(staleIn(close, measured)).to.deep.equal([]);
  });
});
