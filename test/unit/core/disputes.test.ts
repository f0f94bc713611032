import { expect } from "chai";
import { paidSoFar, returnsFor } from "#core/features/court-bill.ts";
import { ownersFor, panelSize, periodAt, roundPrice, sidesThatLost } from "#core/features/court-rules.ts";
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
    mayPay: null,
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

  it("may be to appeal, or to pay as much as the other side did before anything else is said", () => {
    expect(turn({ period: "Appeal", isClaimant: true, mayPay: "appeal" })).to.equal("appeal");
    expect(turn({ period: "Appeal", isClaimant: true }), "who lost nothing").to.equal(null);
    expect(turn({ period: "Evidence", isRespondent: true, mayPay: "match" })).to.equal("match");
  });

  it("becomes final by the clock, a second after the last one to appeal in", () => {
    const appealBy = new Date("2026-03-05T12:00:00Z");
    const at = (text: string) => periodAt({ period: "Appeal", appealBy }, new Date(text));

    expect(at("2026-03-05T12:00:00Z")).to.equal("Appeal");
    expect(at("2026-03-05T12:00:01Z")).to.equal("Ruled");
    expect(periodAt({ period: "Reveal", appealBy: null }, now)).to.equal("Reveal");
  });
});

describe("the court's rules in numbers", () => {
  const [deposit, bounty] = [100n, 1n];
  const first = { round: 1, hasFailed: false, paidByClient: false, paidByDeveloper: false, votes: [7_000, 6_500, 8_000] };
  const second = { ...first, round: 2, votes: null };

  it("double the panel and one more, and twice the price, round by round", () => {
    expect([1, 2, 3].map(panelSize)).to.deep.equal([3, 7, 15]);
    expect([2, 3].map(ownersFor)).to.deep.equal([12, 27]);
    expect([1, 2, 3].map((round) => roundPrice(deposit, round))).to.deep.equal([100n, 200n, 400n]);
  });

  it("let each side appeal that something was taken from", () => {
    expect(sidesThatLost(0)).to.deep.equal(["developer"]);
    expect(sidesThatLost(10_000)).to.deep.equal(["client"]);
    expect(sidesThatLost(5_500)).to.deep.equal(["client", "developer"]);
  });

  it("divide what a single round costs by what each side lost", () => {
    expect(returnsFor({ deposit, bounty, rounds: [first] }, 7_000)).to.deep.equal({ client: 30n, developer: 70n });
  });

  it("give who paid alone for an appeal that changed nothing little back, and repay who won it", () => {
    const rounds = [first, { ...second, paidByClient: true }];

    expect(paidSoFar({ deposit, rounds })).to.deep.equal({ client: 300n, developer: 100n });
    expect(returnsFor({ deposit, bounty, rounds }, 7_000)).to.deep.equal({ client: 90n, developer: 10n });
    // Nobody in the first round was near nothing: it costs its bounty alone, and the developer has only 100 to bear 201.
    expect(returnsFor({ deposit, bounty, rounds }, 0)).to.deep.equal({ client: 199n, developer: 0n });
  });

  it("charge nobody for a round without a quorum, and for the next one what was paid last", () => {
    const rounds = [
      { ...first, hasFailed: true },
      { ...second, paidByClient: false },
    ];

    expect(returnsFor({ deposit, bounty, rounds }, 5_000)).to.deep.equal({ client: 50n, developer: 50n });
  });
});
