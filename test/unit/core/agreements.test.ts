import { expect } from "chai";
import fc from "fast-check";
import {
  agreementState,
  anyoneFrom,
  awaitedOf,
  type Awaited,
  hourUp,
  type MilestoneState,
  runningClock,
} from "#core/features/agreements.ts";

const at = (iso: string) => new Date(iso);
const lane = (state: MilestoneState, change: Partial<{ due: Date; clock: Date | null; changesRequested: number }> = {}) => ({
  state,
  due: at("2026-03-10T00:00:00Z"),
  clock: null,
  changesRequested: 0,
  ...change,
});
const review = 3 * 86_400;

describe("when anyone may act, as Escrow.sol counts", () => {
  it("counts clocks in whole hours, rounded up", () => {
    expect(hourUp(at("2026-03-01T10:00:00Z"))).to.deep.equal(at("2026-03-01T10:00:00Z"));
    expect(hourUp(at("2026-03-01T10:00:01Z"))).to.deep.equal(at("2026-03-01T11:00:00Z"));
  });

  it("lets anyone release once the review after a submission is over", () => {
    expect(anyoneFrom(lane("Submitted", { clock: at("2026-03-01T10:20:00Z") }), review)).to.deep.equal(
      at("2026-03-04T11:00:00Z"),
    );
  });

  it("lets anyone refund from the second after the deadline", () => {
    expect(anyoneFrom(lane("Funded"), review)).to.deep.equal(at("2026-03-10T00:00:01Z"));
  });

  it("gives the developer a whole review period after a request for changes, however late it came (law 11)", () => {
    const asked = lane("Funded", { changesRequested: 1, clock: at("2026-03-09T12:00:00Z") });
    expect(anyoneFrom(asked, review)).to.deep.equal(at("2026-03-12T12:00:01Z"));
    expect(anyoneFrom({ ...asked, clock: at("2026-03-01T12:00:00Z") }, review)).to.deep.equal(at("2026-03-10T00:00:01Z"));
  });

  for (const state of ["Unfunded", "Disputed", "Released", "Refunded", "Settled", "Ruled"] as const) {
    it(`lets nobody do anything with what is ${state}`, () => {
      expect(anyoneFrom(lane(state, { clock: at("2026-03-01T10:00:00Z"), changesRequested: 1 }), review)).to.equal(null);
    });
  }

  it("shows a clock only while it runs", () => {
    const clock = at("2026-03-01T10:00:00Z");
    expect(runningClock(lane("Funded", { clock }))).to.equal(null);
    expect(runningClock(lane("Funded", { clock, changesRequested: 1 }))).to.deep.equal(clock);
    expect(runningClock(lane("Released", { clock }))).to.equal(null);
  });
});

describe("where an agreement stands", () => {
  const money = (
    state: MilestoneState,
    locked = state === "Funded" || state === "Submitted" || state === "Disputed" ? 5n : 0n,
  ) => ({ state, locked });
  const nobody = { client: false, developer: false };

  it("is told by the signatures until there is money", () => {
    expect(agreementState(nobody, null)).to.equal("drafted");
    expect(agreementState({ client: true, developer: false }, null)).to.equal("signing");
    expect(agreementState({ client: true, developer: true }, null)).to.equal("signed");
  });

  it("is told by the chain once there is", () => {
    const chain = (accepted: boolean, ...milestones: ReturnType<typeof money>[]) =>
      agreementState(nobody, { accepted, cancelled: false, next: null, milestones });
    expect(chain(false, money("Funded"))).to.equal("offered");
    expect(chain(true, money("Funded"), money("Released"))).to.equal("active");
    expect(chain(true, money("Disputed"), money("Unfunded"))).to.equal("active");
    expect(chain(true, money("Released"), money("Unfunded"))).to.equal("closed");
    expect(chain(true, money("Ruled"), money("Settled"), money("Refunded"))).to.equal("closed");
    expect(agreementState(nobody, { accepted: false, cancelled: true, next: null, milestones: [money("Refunded")] })).to.equal(
      "cancelled",
    );
  });

  it("is never closed while anything is locked", () => {
    const states = fc.constantFrom<MilestoneState>(
      "Unfunded",
      "Funded",
      "Submitted",
      "Disputed",
      "Released",
      "Refunded",
      "Settled",
      "Ruled",
    );
    const milestones = fc.array(fc.record({ state: states, locked: fc.bigInt(0n, 3n) }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(milestones, fc.boolean(), (plan, accepted) => {
        const state = agreementState(nobody, { accepted, cancelled: false, next: null, milestones: plan });
        return state !== "closed" || plan.every(({ locked }) => locked === 0n);
      }),
    );
  });
});

describe("whose turn it is", () => {
  const now = at("2026-03-05T00:00:00Z");
  const turn = (change: Partial<Awaited>) =>
    awaitedOf({
      state: "active",
      side: "client",
      hasSigned: true,
      milestones: [],
      reviewPeriod: review,
      cases: [],
      amendment: null,
      now,
      ...change,
    });
  const openCase = { isRespondent: true, period: "Answer", answerBy: at("2026-03-06T00:00:00Z") };

  it("is nobody's who is no party", () => expect(turn({ side: null, milestones: [lane("Submitted")] })).to.equal(null));
  it("is to sign, then to fund", () => {
    expect(turn({ state: "signing", hasSigned: false })).to.equal("sign");
    expect(turn({ state: "signing", hasSigned: true })).to.equal(null);
    expect(turn({ state: "signed" })).to.equal("fund");
    expect(turn({ state: "signed", side: "developer" })).to.equal(null);
  });
  it("is the developer's to accept an offer", () => expect(turn({ state: "offered", side: "developer" })).to.equal("accept"));
  it("is the client's to review", () => expect(turn({ milestones: [lane("Submitted", { clock: now })] })).to.equal("review"));
  it("is the developer's to submit, as long as a submission is taken", () => {
    expect(turn({ side: "developer", milestones: [lane("Funded")] })).to.equal("submit");
    expect(turn({ side: "developer", milestones: [lane("Funded", { due: at("2026-03-04T23:59:59Z") })] })).to.equal(null);
  });
  it("is first to answer a case, because silence loses it", () => {
    expect(turn({ milestones: [lane("Submitted", { clock: now })], cases: [openCase] })).to.equal("answer");
    expect(turn({ cases: [{ ...openCase, answerBy: now }] }), "too late").to.equal(null);
    expect(turn({ cases: [{ ...openCase, isRespondent: false }] })).to.equal(null);
  });
  it("is to sign or decline an amendment, before more work and after a review", () => {
    const funded = [lane("Funded")];
    expect(turn({ side: "developer", milestones: funded, amendment: { client: true, developer: false } })).to.equal("amend");
    expect(turn({ side: "developer", milestones: funded, amendment: { client: false, developer: true } })).to.equal("submit");
    expect(turn({ amendment: { client: false, developer: true } })).to.equal("amend");
    expect(turn({ milestones: [lane("Submitted")], amendment: { client: false, developer: true } })).to.equal("review");
  });
  it("is the client's to send an amendment that both signed", () => {
    const amendment = { client: true, developer: true };
    expect(turn({ amendment })).to.equal("amend");
    expect(turn({ side: "developer", amendment })).to.equal(null);
  });
  it("is to execute a ruling", () => expect(turn({ cases: [{ ...openCase, period: "Ruled" }] })).to.equal("execute"));
});
