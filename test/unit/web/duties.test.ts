import { expect } from "chai";
import { commitment, MAX_ADVANCE_BPS as contractsAdvance } from "#core/chain/terms.ts";
import type { Agreement } from "#core/features/agreements.ts";
import { type Case, CasePeriod, type PanelMember } from "#core/features/disputes.ts";
import { toWei } from "#core/lib/money.ts";
import { outcomesFor, withoutPaying } from "#web/features/disputes/bill.ts";
import { caseMoves, medianOf, periodNow, seatOf } from "#web/features/disputes/duties.ts";
import { findShare } from "#web/features/disputes/find-share.ts";
import { answeringFrom, MAX_ADVANCE_BPS } from "#web/features/escrow/answering-from.ts";
import { NATIVE } from "#web/lib/native.ts";

const now = Date.UTC(2026, 10, 1);
const inHours = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

const aMember = (address: string, change: Partial<PanelMember> = {}): PanelMember =>
  ({
    arbiter: { address },
    seat: "1",
    round: 1,
    hasCommitted: false,
    vote: null,
    slashed: "0",
    slashedFor: null,
    ...change,
  }) as PanelMember;

const aCase = (period: CasePeriod, change: Partial<Case> = {}): Case =>
  ({
    period,
    until: inHours(5),
    claimant: { address: "0xc1" },
    respondent: { address: "0xde" },
    client: { address: "0xc1" },
    developer: { address: "0xde" },
    round: 1,
    appealBy: null,
    appeal: null,
    panel: [],
    ...change,
  }) as unknown as Case;

describe("what somebody may do in a case", () => {
  it("asks the respondent alone to answer, and nobody once the time is over", () => {
    expect(caseMoves(aCase("Answer"), "0xde", now)).to.deep.equal(["answer", "evidence"]);
    expect(caseMoves(aCase("Answer"), "0xc1", now)).to.deep.equal(["evidence"]);
    expect(caseMoves(aCase("Answer"), "0xff", now)).to.deep.equal([]);
    expect(caseMoves(aCase("Answer", { until: inHours(-1) }), "0xde", now)).to.deep.equal(["pass"]);
  });

  it("lets anyone draw once the evidence period is over, and a party add evidence until the draw", () => {
    const over = aCase("Evidence", { until: inHours(-1) });

    expect(caseMoves(aCase("Evidence"), null, now)).to.deep.equal([]);
    expect(caseMoves(over, null, now)).to.deep.equal(["draw"]);
    expect(caseMoves(over, "0xc1", now)).to.deep.equal(["draw", "evidence"]);
  });

  it("asks a drawn arbiter to vote once", () => {
    const panel = [aMember("0xa1"), aMember("0xa2", { hasCommitted: true })];

    expect(caseMoves(aCase("Commit", { panel }), "0xa1", now)).to.deep.equal(["commit"]);
    expect(caseMoves(aCase("Commit", { panel }), "0xa2", now)).to.deep.equal([]);
    expect(caseMoves(aCase("Commit", { panel }), "0xc1", now)).to.deep.equal([]);
  });

  it("lets votes be shown early when the last one is in", () => {
    const panel = [aMember("0xa1", { hasCommitted: true }), aMember("0xa2", { hasCommitted: true })];

    expect(caseMoves(aCase("Commit", { panel }), "0xa1", now)).to.deep.equal(["reveal", "pass"]);
  });

  it("waits no longer for a silent arbiter who was replaced", () => {
    const panel = [
      aMember("0xa1", { slashed: toWei(5n), slashedFor: "silent" }),
      aMember("0xa2", { hasCommitted: true }),
      aMember("0xa3", { hasCommitted: true }),
    ];
    const dispute = aCase("Commit", { panel });

    expect(seatOf(dispute, "0xa1")).to.equal(undefined);
    expect(caseMoves(dispute, "0xa1", now)).to.deep.equal(["pass"]);
    expect(caseMoves(dispute, "0xa2", now)).to.include("reveal");
  });

  it("asks for a sealed vote until it is shown or the time is over", () => {
    const sealed = [aMember("0xa1", { hasCommitted: true })];
    const shown = [aMember("0xa1", { hasCommitted: true, vote: 5_000 })];

    expect(caseMoves(aCase("Reveal", { panel: sealed }), "0xa1", now)).to.deep.equal(["reveal"]);
    expect(caseMoves(aCase("Reveal", { panel: shown }), "0xa1", now)).to.deep.equal([]);
    expect(caseMoves(aCase("Reveal", { panel: sealed, until: inHours(-1) }), "0xa1", now)).to.deep.equal(["pass"]);
  });

  it("leaves no period in which nobody can ever move the case on", () => {
    const over = { until: inHours(-1) };

    for (const period of CasePeriod.options.filter((each) => each !== "Executed"))
      expect(caseMoves(aCase(period, { ...over, appealBy: inHours(-1) }), null, now), period).to.have.length.greaterThan(0);
  });
});

describe("an appeal", () => {
  const offer = (kind: "appeal" | "match", sides: ("client" | "developer")[]) =>
    ({ kind, sides, round: 2, panel: 7, price: toWei(20n), until: inHours(5), ownersNeeded: 12, owners: 20 }) as Case["appeal"];

  it("is for a side that lost something, in time; afterwards the ruling is final without anybody's doing", () => {
    const open = aCase("Appeal", { appealBy: inHours(5), appeal: offer("appeal", ["client"]) });
    const late = aCase("Appeal", { until: inHours(-1), appealBy: inHours(-1), appeal: offer("appeal", ["client"]) });

    expect(caseMoves(open, "0xc1", now)).to.deep.equal(["appeal"]);
    expect(caseMoves(open, "0xde", now), "who won everything").to.deep.equal([]);
    expect(caseMoves(open, null, now), "anyone may pay for a side").to.deep.equal(["appeal"]);
    expect(caseMoves(late, "0xc1", now)).to.deep.equal(["execute"]);
    expect(periodNow(late, now)).to.equal("Ruled");
    expect(periodNow(open, now)).to.equal("Appeal");
  });

  it("is matched by the other side while evidence is heard", () => {
    const heard = aCase("Evidence", { round: 2, appeal: offer("match", ["developer"]) });

    expect(caseMoves(heard, "0xde", now)).to.deep.equal(["match", "evidence"]);
    expect(caseMoves(heard, "0xc1", now)).to.deep.equal(["evidence"]);
  });

  it("asks those of the newest round to vote, and nobody of the one before", () => {
    const panel = [aMember("0xa1", { hasCommitted: true, vote: 5_000 }), aMember("0xa2", { round: 2, seat: "2" })];
    const heard = aCase("Commit", { round: 2, panel });

    expect(caseMoves(heard, "0xa2", now)).to.deep.equal(["commit"]);
    expect(caseMoves(heard, "0xa1", now)).to.deep.equal([]);
  });

  it("tells what each end would mean for a side, of the deposits and of the work's money", () => {
    const dispute = aCase("Appeal", {
      developerBps: 7_000,
      deposit: toWei(100n),
      atStake: toWei(1_000n),
      panel: [7_000, 7_000, 7_000].map((vote, at) => aMember(`0xa${at}`, { vote, hasCommitted: true })),
      rounds: [{ round: 1, state: "Ruled", paidByClient: null, paidByDeveloper: null }] as unknown as Case["rounds"],
      appeal: offer("appeal", ["client", "developer"]),
    });
    const { paid, outcomes } = outcomesFor(dispute, "client", 1n);

    expect(paid).to.equal(300n);
    expect(outcomes).to.deep.equal([
      { developerBps: 7_000, fromEscrow: 300n, fromCourt: 90n },
      { developerBps: 3_500, fromEscrow: 650n, fromCourt: 199n },
      { developerBps: 0, fromEscrow: 1_000n, fromCourt: 199n },
    ]);
    expect(withoutPaying(dispute, "client", 1n)).to.deep.equal({ developerBps: 7_000, fromEscrow: 300n, fromCourt: 30n });
  });
});

describe("the median as it is drawn", () => {
  it("is the middle vote, or the two in the middle, whatever their order", () => {
    expect(medianOf([9_000, 1_000, 6_000])).to.deep.equal({ sorted: [1_000, 6_000, 9_000], middle: [1] });
    expect(medianOf([9_000, 1_000])).to.deep.equal({ sorted: [1_000, 9_000], middle: [0, 1] });
    expect(medianOf([])).to.deep.equal({ sorted: [], middle: [] });
  });
});

describe("a vote that the browser forgot", () => {
  const court = { chainId: 31_337, court: "0x00000000000000000000000000000000000000c0" } as const;
  const place = {
    caseId: `0x${"11".repeat(32)}`,
    round: 1n,
    seat: 4n,
    arbiter: "0x00000000000000000000000000000000000000a1",
  } as const;
  const [salt, other] = [`0x${"22".repeat(32)}`, `0x${"33".repeat(32)}`] as const;
  const opensWith = (secret: `0x${string}`, sealed: string) => (bps: number) =>
    commitment(place, { developerBps: BigInt(bps), salt: secret }, court) === sealed;

  it("is found from the secret alone", () => {
    const sealed = commitment(place, { developerBps: 6_000n, salt }, court);

    expect(findShare(opensWith(salt, sealed))).to.equal(6_000);
    expect(opensWith(other, sealed)(6_000)).to.equal(false);
  });

  it("is looked for among all shares, each once, and not made up", () => {
    const tried: number[] = [];

    expect(findShare((bps) => tried.push(bps) < 0)).to.equal(null);
    expect(tried.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 10_001 }, (_, bps) => bps));
    for (const share of [0, 6_251, 10_000]) expect(findShare((bps) => bps === share)).to.equal(share);
  });
});

describe("answering a claim out of the disputed milestone", () => {
  const milestone = { index: 0, state: "Disputed", caseId: "0xca", locked: "500" };
  const agreement = { allowsAdvance: true, token: NATIVE, plan: [milestone] } as unknown as Agreement;
  const open = {
    caseId: "0xca",
    period: "Answer",
    until: new Date(2_000).toISOString(),
    deposit: "100",
    respondent: { address: "0xde" },
    developer: { address: "0xde" },
  } as unknown as Case;
  const from = (agreed: object, dispute: object, now = 1_000) =>
    answeringFrom({ ...agreement, ...agreed } as Agreement, { ...open, ...dispute } as Case, now)?.index;

  it("is there for the developer, while the answer is open, from a milestone that holds five times as much", () => {
    expect(from({}, {})).to.equal(0);
    expect(from({}, { deposit: "101" }), "more than a fifth").to.equal(undefined);
    expect(from({}, {}, 2_000), "too late").to.equal(undefined);
    expect(from({}, { period: "Evidence" }), "answered").to.equal(undefined);
    expect(from({}, { respondent: { address: "0xc1" } }), "the developer claims").to.equal(undefined);
    expect(from({ allowsAdvance: false }, {}), "not signed").to.equal(undefined);
    expect(from({ token: `0x${"7".repeat(40)}` }, {}), "a token").to.equal(undefined);
  });

  it("comes from the first milestone of the case that holds enough, and from none of another case", () => {
    const plan = [
      { ...milestone, locked: "499" },
      { ...milestone, index: 1 },
      { ...milestone, index: 2, caseId: "0xcb" },
    ];

    expect(from({ plan }, {})).to.equal(1);
    expect(from({ plan: [plan[2]] }, {})).to.equal(undefined);
  });

  it("knows the bound that the contract has", () => {
    expect(MAX_ADVANCE_BPS).to.equal(BigInt(contractsAdvance));
  });
});
