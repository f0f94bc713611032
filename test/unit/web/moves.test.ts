import { expect } from "chai";
import { MAX_CHANGE_REQUESTS as contractsMost } from "#core/chain/terms.ts";
import { type Agreement, isClosed, MilestoneState, type MilestoneView } from "#core/features/agreements.ts";
import { MAX_CHANGE_REQUESTS, movesOf, nextStepOf, sideOf, unfundedFrom } from "#web/lib/moves.ts";

const now = Date.UTC(2026, 10, 1);
const inDays = (days: number): string => new Date(now + days * 86_400_000).toISOString();

const aMilestone = (state: MilestoneState, change: Partial<MilestoneView> = {}): MilestoneView =>
  ({
    index: 0,
    title: "The model",
    state,
    due: inDays(7),
    anyoneFrom: state === "Funded" || state === "Submitted" ? inDays(7) : null,
    changesRequested: 0,
    ...change,
  }) as MilestoneView;

const anAgreement = (state: Agreement["state"], plan: MilestoneView[], change: object = {}): Agreement =>
  ({
    state,
    plan,
    client: { address: "0xc1" },
    developer: { address: "0xde" },
    clientSignature: null,
    developerSignature: null,
    signBy: inDays(3),
    id: "0x1",
    line: [],
    ...change,
  }) as unknown as Agreement;

const active = (...plan: MilestoneView[]) => anAgreement("active", plan);

describe("an agreement whose place another took", () => {
  const line = [{ id: "0x1" }, { id: "0x2" }];

  it("is funded no further, whatever of it still waits for the court", () => {
    const amended = anAgreement("active", [aMilestone("Amended"), aMilestone("Unfunded", { index: 1 })], { line });
    const disputed = anAgreement("active", [aMilestone("Disputed", { caseId: "0xca" as never })], { line });

    expect(nextStepOf(amended, "client", now)).to.deep.equal({ kind: "amended" });
    expect(nextStepOf({ ...amended, line: [] }, "client", now), "the control").to.deep.equal({ kind: "fundNext" });
    expect(nextStepOf({ ...amended, state: "amended" }, "other", now)).to.deep.equal({ kind: "amended" });
    expect(nextStepOf(disputed, "client", now).kind).to.equal("court");
  });
});

describe("the moves of a milestone", () => {
  it("lets nobody do anything with what is closed or not funded", () => {
    for (const state of MilestoneState.options.filter((each) => isClosed(each) || each === "Unfunded"))
      for (const side of ["client", "developer", "other"] as const)
        expect(movesOf(active(), aMilestone(state), side, now), `${side}, ${state}`).to.deep.equal([]);
  });

  it("never offers a stranger anything before the time has passed", () => {
    for (const state of MilestoneState.options)
      expect(movesOf(active(), aMilestone(state), "other", now), state).to.deep.equal([]);
  });

  it("lets anyone release a delivery from the second on at which its review is over", () => {
    const milestone = aMilestone("Submitted");
    const over = Date.parse(milestone.anyoneFrom ?? "");

    expect(movesOf(active(), milestone, "other", over - 1)).to.deep.equal([]);
    expect(movesOf(active(), milestone, "other", over)).to.deep.equal(["releaseByAnyone"]);
  });

  it("lets anyone but the developer refund what was not delivered in time, and the developer no longer deliver", () => {
    const late = aMilestone("Funded", { anyoneFrom: inDays(-1) });

    expect(movesOf(active(), late, "other", now)).to.deep.equal(["refundByAnyone"]);
    expect(movesOf(active(), late, "client", now)).to.include("refundByAnyone");
    expect(movesOf(active(), late, "developer", now)).to.not.include("submit");
    expect(movesOf(active(), late, "developer", now)).to.include("refund");
  });

  it("lets the client dispute or refuse a delivery only while its review runs", () => {
    const open = movesOf(active(), aMilestone("Submitted"), "client", now);
    const over = movesOf(active(), aMilestone("Submitted", { anyoneFrom: inDays(-1) }), "client", now);

    expect(open).to.include.members(["dispute", "requestChanges"]);
    expect(over).to.include("release").and.not.include.members(["dispute", "requestChanges"]);
  });

  it("lets the client dispute only what was delivered, the developer also what is funded", () => {
    expect(movesOf(active(), aMilestone("Funded"), "client", now)).to.not.include("dispute");
    expect(movesOf(active(), aMilestone("Funded"), "developer", now)).to.include("dispute");
  });

  it("binds nobody in court over an offer that was not accepted", () => {
    const offer = anAgreement("offered", []);

    expect(movesOf(offer, aMilestone("Funded"), "developer", now)).to.not.include.members(["dispute", "settle"]);
    expect(movesOf(offer, aMilestone("Funded"), "client", now)).to.deep.equal([]);
  });

  it("asks for changes as often as the contract allows and no more", () => {
    const asked = (times: number) => movesOf(active(), aMilestone("Submitted", { changesRequested: times }), "client", now);

    expect(MAX_CHANGE_REQUESTS).to.equal(contractsMost);
    expect(asked(MAX_CHANGE_REQUESTS - 1)).to.include("requestChanges");
    expect(asked(MAX_CHANGE_REQUESTS)).to.not.include("requestChanges");
  });
});

describe("what an agreement waits for", () => {
  const drafted = (change: object = {}) => anAgreement("drafted", [aMilestone("Unfunded")], change);

  it("asks each side that has not signed to sign, and tells the other to wait", () => {
    const half = anAgreement("signing", [aMilestone("Unfunded")], { clientSignature: "0x01" });

    expect(nextStepOf(drafted(), "developer", now).kind).to.equal("sign");
    expect(nextStepOf(half, "developer", now).kind).to.equal("sign");
    expect(nextStepOf(half, "client", now).kind).to.equal("awaitSignature");
    expect(nextStepOf(half, "other", now).kind).to.equal("watch");
  });

  it("asks to draw up again once the time to sign is over, whoever has signed", () => {
    const signed = { clientSignature: "0x01", developerSignature: "0x02", signBy: inDays(-1) };

    expect(nextStepOf(drafted({ signBy: inDays(-1) }), "client", now).kind).to.equal("redraw");
    expect(nextStepOf(anAgreement("signed", [aMilestone("Unfunded")], signed), "client", now).kind).to.equal("redraw");
  });

  it("puts the client's review before everything else that is open", () => {
    const agreement = active(aMilestone("Disputed"), aMilestone("Submitted", { index: 1 }), aMilestone("Funded", { index: 2 }));

    expect(nextStepOf(agreement, "client", now))
      .to.deep.include({ kind: "review" })
      .and.have.nested.property("milestone.index", 1);
    expect(nextStepOf(agreement, "developer", now))
      .to.deep.include({ kind: "submit" })
      .and.have.nested.property("milestone.index", 2);
  });

  it("asks for no review and no delivery whose time is over, but for the payment that is due", () => {
    const unanswered = active(aMilestone("Submitted", { anyoneFrom: inDays(-1) }));
    const undelivered = active(aMilestone("Funded", { anyoneFrom: inDays(-1) }));

    for (const side of ["client", "developer", "other"] as const) {
      expect(nextStepOf(unanswered, side, now).kind, side).to.equal("releaseDue");
      expect(nextStepOf(undelivered, side, now).kind, side).to.equal("refundDue");
    }
  });

  it("leads to the delivery that is due first, not to the first in the list", () => {
    const agreement = active(aMilestone("Funded", { due: inDays(9) }), aMilestone("Funded", { index: 1, due: inDays(2) }));

    expect(nextStepOf(agreement, "developer", now)).to.have.nested.property("milestone.index", 1);
  });

  it("asks for money again when all that was funded is closed", () => {
    const agreement = anAgreement("closed", [aMilestone("Released"), aMilestone("Unfunded", { index: 1 })]);

    expect(nextStepOf(agreement, "client", now).kind).to.equal("fundNext");
    expect(nextStepOf(agreement, "developer", now).kind).to.equal("closed");
    expect(unfundedFrom(agreement.plan).map(({ index }) => index)).to.deep.equal([1]);
  });

  it("takes a person for what the agreement says, and everybody else for a stranger", () => {
    const agreement = active();

    expect(["0xc1", "0xde", "0xff", null].map((viewer) => sideOf(agreement, viewer))).to.deep.equal([
      "client",
      "developer",
      "other",
      "other",
    ]);
  });
});
