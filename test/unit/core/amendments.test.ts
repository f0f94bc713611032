import { expect } from "chai";
import {
  amendmentMoney,
  amendmentState,
  type AmendedMilestone,
  canSignAgain,
  changesBetween,
  faultOfPlan,
  type Standing,
} from "#core/features/amendments.ts";
import { Wei } from "#core/lib/money.ts";

const DAY = 86_400_000;
const now = new Date("2026-03-01T12:00:00.000Z");
const dueIn = (days: number) => new Date(now.getTime() + days * DAY);

const standing = (index: number, change: Partial<Standing> = {}): Standing => ({
  index,
  title: `Step ${index + 1}`,
  deliverable: "Words about what is delivered.",
  amount: 100n,
  locked: 100n,
  due: dueIn(10 + index),
  state: "Funded",
  ...change,
});
const planned = (from: number | null, change: Partial<AmendedMilestone> = {}): AmendedMilestone => ({
  title: `Step ${(from ?? 8) + 1}`,
  deliverable: "Words about what is delivered.",
  amount: Wei.parse("100"),
  due: dueIn(10 + (from ?? 8)).toISOString(),
  from,
  ...change,
});
const told = (old: Standing[], plan: AmendedMilestone[]) =>
  changesBetween(old, plan).map((each) =>
    each.kind === "continued"
      ? `${each.from + 1}→${each.to + 1} ${each.changed.join("+") || "same"}`
      : `${each.kind} ${("to" in each ? each.to : each.from) + 1}`,
  );

describe("what an amendment changes", () => {
  it("says of every milestone whether it goes on, is new, is gone or stays before the court", () => {
    const old = [
      standing(0, { state: "Released", locked: 0n }),
      standing(1, { state: "Disputed" }),
      standing(2),
      standing(3, { state: "Submitted" }),
      standing(4, { state: "Unfunded", locked: 0n }),
    ];

    expect(told(old, [planned(2), planned(null), planned(4, { amount: Wei.parse("70"), title: "Another name" })])).to.deep.equal([
      "3→1 same",
      "added 2",
      "5→3 title+amount",
      "removed 4",
      "stays 2",
    ]);
  });

  it("takes a new milestone in front for no move of the others, and a swap for one of both", () => {
    const old = [standing(0), standing(1)];

    expect(told(old, [planned(null), planned(0), planned(1)])).to.deep.equal(["added 1", "1→2 same", "2→3 same"]);
    expect(told(old, [planned(1), planned(0)])).to.deep.equal(["2→1 place", "1→2 place"]);
  });

  it("compares with what a milestone still holds, since that is what moves", () => {
    const old = [standing(0, { locked: 60n })];

    expect(told(old, [planned(0)])).to.deep.equal(["1→1 amount"]);
    expect(told(old, [planned(0, { amount: Wei.parse("60") })])).to.deep.equal(["1→1 same"]);
  });

  it("says when a delivery that nobody reviewed would count for nothing", () => {
    const [change] = changesBetween([standing(0, { state: "Submitted" })], [planned(0)]);

    expect(change).to.deep.include({ kind: "continued", wasDelivered: true });
  });
});

describe("what an amendment does with the money", () => {
  const old = [
    standing(0, { state: "Released", locked: 0n }),
    standing(1, { locked: 60n }),
    standing(2, { state: "Disputed" }),
    standing(3),
  ];
  const plan = ["50", "80", "200"].map((amount) => ({ amount }));

  for (const [funded, expected] of [
    [1, { moved: "160", needed: "50", added: "0", returned: "110" }],
    [2, { moved: "160", needed: "130", added: "0", returned: "30" }],
    [3, { moved: "160", needed: "330", added: "170", returned: "0" }],
  ] as const) {
    it(`moves what is undisputed and fills the first ${funded}`, () => {
      expect(amendmentMoney(old, plan, funded)).to.deep.equal(expected);
    });
  }
});

describe("a plan that cannot amend", () => {
  const old = [standing(0, { state: "Released", locked: 0n }), standing(1), standing(2, { state: "Disputed" })];
  const faultOf = (milestones: AmendedMilestone[], funded = 1, reviewPeriod = 86_400) =>
    faultOfPlan({ old, reviewPeriod: 86_400, now }, { milestones, funded, reviewPeriod });

  it("is named with its place", () => {
    expect(faultOf([planned(0)])).to.deep.equal({ at: "milestones.0.from", why: "unknown-origin" });
    expect(faultOf([planned(2)])).to.deep.equal({ at: "milestones.0.from", why: "unknown-origin" });
    expect(faultOf([planned(7)])).to.deep.equal({ at: "milestones.0.from", why: "unknown-origin" });
    expect(faultOf([planned(1), planned(1)])).to.deep.equal({ at: "milestones.1.from", why: "twice" });
    expect(faultOf([planned(1, { due: now.toISOString() })])).to.deep.equal({ at: "milestones.0.due", why: "due-passed" });
    expect(faultOf([planned(null)], 2)).to.deep.equal({ at: "funded", why: "too-many-funded" });
  });

  it("is the one that is there already, and not when anything at all differs", () => {
    expect(faultOf([planned(1)])).to.deep.equal({ at: "milestones", why: "nothing-changes" });
    expect(faultOf([planned(1)], 1, 172_800)).to.equal(null);
    expect(faultOf([planned(1), planned(null)])).to.equal(null);
    expect(faultOf([planned(1, { deliverable: "Other words about it." })])).to.equal(null);
    expect(faultOf([planned(null)])).to.equal(null);
  });
});

describe("where an amendment stands", () => {
  const state = (change: Partial<Parameters<typeof amendmentState>[0]>) =>
    amendmentState({ decided: "open", isExecuted: false, stale: null, signed: { client: false, developer: false }, ...change });

  it("is said by the chain first, then by the two, then by what moved since", () => {
    expect(state({})).to.equal("proposed");
    expect(state({ signed: { client: true, developer: false } })).to.equal("signed");
    expect(state({ stale: "moved", signed: { client: true, developer: true } })).to.equal("stale");
    expect(state({ stale: "moved", decided: "withdrawn" })).to.equal("withdrawn");
    expect(state({ isExecuted: true, decided: "declined" })).to.equal("executed");
  });

  it("lets what only moved or expired be signed again, and nothing else", () => {
    expect((["moved", "expired", "fee", "plan", "dates"] as const).filter(canSignAgain)).to.deep.equal(["moved", "expired"]);
  });
});
