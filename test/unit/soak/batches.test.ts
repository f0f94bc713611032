import { expect } from "chai";
import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Batch, Known, movesIn, sum, unreached, wantedMoves } from "../../../scripts/soak/batches.ts";

const batch = (number: number, more: Partial<Batch> = {}): Batch => ({
  code: "c",
  seed: 1,
  number,
  calls: 100,
  ms: 10,
  moves: { fund: 2 },
  ...more,
});

describe("a long campaign of the laws", () => {
  it("adds up what its sequences wrote down, names with spaces too", () => {
    const moves = movesIn("fund=3;say it is final=1;\nfund=2;dispute=1;\n");

    expect(moves).to.deep.equal({ fund: 5, dispute: 1, "say it is final": 1 });
    expect(sum([batch(0), batch(1, { moves })])).to.deep.equal({
      calls: 200,
      ms: 20,
      moves: { fund: 7, dispute: 1, "say it is final": 1 },
    });
  });

  it("names each state that it never reached", () => {
    const wanted = wantedMoves('x "no" function _moves() private { return ["fund", "dispute"]; } function f() { "other"; }');

    expect(wanted).to.deep.equal(["fund", "dispute", "ruled", "longStop", "slash"]);
    expect(unreached({ fund: 1, ruled: 2, slash: 1, dispute: 0 }, wanted)).to.deep.equal(["dispute", "longStop"]);
    expect(() => wantedMoves("nothing here")).to.throw();
  });

  it("goes on where it was stopped, and not with what was run on other contracts or another seed", () => {
    const file = join(mkdtempSync(join(tmpdir(), "soak-")), "state.jsonl");
    new Known(file, false).add(batch(0));
    appendFileSync(file, '\n{"code":"c","se');
    const known = new Known(file, false);
    known.add(batch(1));

    expect(new Known(file, false).find("c", 1, 0, 100)).to.deep.equal(batch(0));
    expect(new Known(file, false).find("c", 1, 1, 100)).to.deep.equal(batch(1));
    expect(known.find("other", 1, 0, 100)).to.equal(undefined);
    expect(known.find("c", 2, 0, 100)).to.equal(undefined);
    expect(known.find("c", 1, 0, 200)).to.equal(undefined);
    expect(new Known(file, true).find("c", 1, 0, 100)).to.equal(undefined);
  });
});
