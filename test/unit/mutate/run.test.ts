import { expect } from "chai";
import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mutant } from "../../../scripts/mutate/mutants.ts";
import { percent, scores, unexplained } from "../../../scripts/mutate/paper.ts";
import { suitesFor } from "../../../scripts/mutate/plan.ts";
import type { Outcome } from "../../../scripts/mutate/run.ts";
import { draw, quotas, Tickets } from "../../../scripts/mutate/sample.ts";
import { State, type Verdict } from "../../../scripts/mutate/state.ts";

const mutant = (id: string, file = "a.sol"): Mutant => ({
  id,
  file,
  line: 1,
  where: "A.f",
  operator: "constant",
  before: "1",
  text: "2",
  start: 0,
  end: 1,
});
const many = (file: string, count: number) => Array.from({ length: count }, (_, i) => mutant(`${file}-${i}`, file));
const outcome = (id: string, verdict: Verdict): Outcome => ({
  mutant: mutant(id),
  targets: [{ path: "contracts/A.sol", name: "A" }],
  entry: { id, code: "c", tests: "t", verdict, ms: 1 },
});

describe("the sample of mutants", () => {
  it("gives each source its share, at least one, and never more than there are", () => {
    expect(quotas([100, 50, 1], 15)).to.deep.equal([9, 5, 1]);
    expect(quotas([3, 2], 100)).to.deep.equal([3, 2]);
    expect(quotas([0, 2], 1)).to.deep.equal([0, 1]);
  });

  it("is the same for the same seed and another for another", () => {
    const mutants = new Map([["a.sol", many("a.sol", 40)]]);
    const ids = (seed: number) => draw(mutants, 10, seed)[0]!.mutants.map(({ id }) => id);

    expect(ids(1)).to.deep.equal(ids(1));
    expect(ids(1)).to.not.deep.equal(ids(2));
  });

  it("replaces what turned out to be no mutant", () => {
    const [queue] = draw(new Map([["a.sol", many("a.sol", 4)]]), 2, 1);
    const tickets = new Tickets([queue!]);
    const first = tickets.next()!;
    tickets.next();

    expect(tickets.next()).to.equal(undefined);
    tickets.giveBack(first);
    expect(tickets.next()!.mutant).to.equal(queue!.mutants[2]);
    expect(tickets.next()).to.equal(undefined);
  });
});

describe("what is known of mutants", () => {
  const fileName = () => join(mkdtempSync(join(tmpdir(), "mutants-")), "state.jsonl");
  const entry = (id: string, verdict: Verdict) => ({ id, code: "c", tests: "t", verdict, ms: 1 });

  it("outlives a run that was cut in the middle of a line", () => {
    const file = fileName();
    new State(file, false).add(entry("one", "killed"));
    appendFileSync(file, '\n{"id":"two","co');
    const state = new State(file, true);
    state.add(entry("three", "survived"));

    const again = new State(file, true);
    expect(again.known("one", "c", "t")?.verdict).to.equal("killed");
    expect(again.known("two", "c", "t")).to.equal(undefined);
    expect(again.known("three", "c", "t")?.verdict).to.equal("survived");
  });

  it("is forgotten where a source changed; a survivor meets new tests, the killed stay killed", () => {
    const state = new State(fileName(), false);
    state.add(entry("dead", "killed"));
    state.add(entry("alive", "survived"));

    expect(state.known("dead", "other", "t")).to.equal(undefined);
    expect(state.known("dead", "c", "other")?.verdict).to.equal("killed");
    expect(state.known("alive", "c", "other")).to.equal(undefined);
  });

  it("is forgotten when a run begins anew", () => {
    const file = fileName();
    new State(file, false).add(entry("one", "killed"));

    expect(new State(file, false).known("one", "c", "t")).to.equal(undefined);
  });
});

describe("the outcome of a run", () => {
  it("counts by contract, and leaves out what is no mutant", () => {
    const found = scores([outcome("a", "killed"), outcome("b", "killed"), outcome("c", "survived"), outcome("d", "stillborn")]);

    expect(found.get("A")).to.deep.equal({ killed: 2, survived: 1, stillborn: 1 });
    expect(percent(found.get("all")!)).to.be.closeTo(66.67, 0.01);
    expect(percent({ killed: 0, survived: 0, stillborn: 3 })).to.equal(0);
  });

  it("asks for an explanation of every survivor", () => {
    const outcomes = [outcome("a", "killed"), outcome("b", "survived"), outcome("c", "survived")];

    expect(unexplained(outcomes, { b: "Nothing depends on it.", c: " " }).map(({ mutant: { id } }) => id)).to.deep.equal(["c"]);
  });
});

describe("the tests that a mutant meets", () => {
  it("are those of its function, then its contracts', then what is about all; never another contract's", () => {
    const suites = ["the whole story", "Court.draw", "Escrow.fund", "Escrow payouts", "Escrow.release"].map((title) => ({
      title,
    }));

    expect(suitesFor(suites, ["Escrow"], "Escrow.release").map(({ title }) => title)).to.deep.equal([
      "Escrow.release",
      "Escrow.fund",
      "Escrow payouts",
      "the whole story",
    ]);
  });
});
