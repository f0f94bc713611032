import { expect } from "chai";
import { type CaseSeen, caseAwaited, caseUntil } from "#core/features/disputes.ts";

const now = new Date("2026-03-05T00:00:00Z");
const later = new Date("2026-03-06T00:00:00Z");
const turn = (change: Partial<CaseSeen>) =>
  caseAwaited({
    period: "Answer",
    until: later,
    isClaimant: false,
    isRespondent: false,
    hasTold: false,
    seat: null,
    allCommitted: false,
    hasShare: false,
    now,
    ...change,
  });
const seat = { hasCommitted: false, vote: null, isSlashed: false };

describe("whose turn it is in a case", () => {
  it("is the respondent's to answer, in time", () => {
    expect(turn({ isRespondent: true })).to.equal("answer");
    expect(turn({ isClaimant: true })).to.equal(null);
    expect(turn({ isRespondent: true, until: new Date("2026-03-04T00:00:00Z") })).to.equal(null);
  });
  it("is a party's to give evidence, once", () => {
    expect(turn({ period: "Evidence", isClaimant: true })).to.equal("evidence");
    expect(turn({ period: "Evidence", isClaimant: true, hasTold: true })).to.equal(null);
  });
  it("is an arbiter's to commit, then to reveal as soon as all have", () => {
    expect(turn({ period: "Commit", seat })).to.equal("commit");
    expect(turn({ period: "Commit", seat: { ...seat, hasCommitted: true } })).to.equal(null);
    expect(turn({ period: "Commit", seat: { ...seat, hasCommitted: true }, allCommitted: true })).to.equal("reveal");
    expect(turn({ period: "Reveal", seat: { ...seat, hasCommitted: true } })).to.equal("reveal");
    expect(turn({ period: "Reveal", seat: { ...seat, hasCommitted: true, vote: 0 } }), "a vote of nothing is a vote").to.equal(
      null,
    );
  });
  it("is not that of an arbiter who was slashed, or never sat", () => {
    expect(turn({ period: "Commit", seat: { ...seat, isSlashed: true } })).to.equal(null);
    expect(turn({ period: "Reveal", seat })).to.equal(null);
    expect(turn({ period: "Commit" })).to.equal(null);
  });
  it("is a party's to execute, then whoever has a share claims it", () => {
    expect(turn({ period: "Ruled", until: null, isRespondent: true, hasShare: true })).to.equal("execute");
    expect(turn({ period: "Ruled", until: null, hasShare: true })).to.equal("claim");
    expect(turn({ period: "Executed", until: null, isRespondent: true, hasShare: true })).to.equal("claim");
    expect(turn({ period: "Executed", until: null, isRespondent: true })).to.equal(null);
  });

  it("ends with the running period, and with nothing once ruled", () => {
    const times = {
      answerBy: new Date(1),
      evidenceBy: new Date(2),
      commitBy: new Date(3),
      revealBy: new Date(4),
      appealBy: new Date(5),
    };
    const ends = (["Answer", "Evidence", "Commit", "Reveal", "Appeal", "Ruled", "Executed"] as const).map(
      (period) => caseUntil({ period, ...times })?.getTime() ?? null,
    );
    expect(ends).to.deep.equal([1, 2, 3, 4, 5, null, null]);
  });
});
