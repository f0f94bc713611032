import { expect } from "chai";
import type { Agreement } from "#core/features/agreements.ts";
import { freshAmendment, parseAmendment, standingOf } from "#web/features/amendments/amend-draft.ts";
import { changesBetween } from "#core/features/amendments.ts";
import { freshProposal, parseProposal } from "#web/features/proposals/proposal-draft.ts";
import { freshProject, parseProject } from "#web/features/projects/project-draft.ts";
import { dayOf, endOfDay } from "#web/lib/dates.ts";
import { firstOutOfOrder, freshMilestone, totalOf } from "#web/lib/milestone-draft.ts";
import { excerpt } from "#web/lib/excerpt.ts";

const day = "2031-05-04";
const brief = "A page that loads on a bad line, with the tides of three harbours.";
const token = "0x0000000000000000000000000000000000000000";

describe("a project as it is typed", () => {
  const typed = { ...freshProject(), title: "A tide table for three harbours", brief, budget: "1.5", deadline: day };

  it("becomes exact amounts and the last second of its day", () => {
    const parsed = parseProject(typed, 18);

    expect(parsed.data).to.include({ budget: "1500000000000000000", deadline: endOfDay(day) });
  });

  it("is refused at the field that does not fit, and only there", () => {
    for (const [field, text] of [
      ["budget", "1,5"],
      ["budget", "0"],
      ["deadline", "soon"],
      ["title", "short"],
    ] as const) {
      const issues = parseProject({ ...typed, [field]: text }, 18).error?.issues ?? [];

      expect(new Set(issues.map(({ path }) => path.join("."))), `${field}: ${text}`).to.deep.equal(new Set([field]));
    }
  });

  it("keeps one id from the first letter to the last, so that a second press posts nothing new", () => {
    expect(parseProject(typed, 18).data?.id).to.equal(typed.id);
    expect(freshProject().id).to.not.equal(typed.id);
  });
});

describe("a proposal as it is typed", () => {
  const aStep = (amount: string, due = day) => ({
    ...freshMilestone(),
    title: "The model",
    deliverable: "The model with its tests.",
    amount,
    due,
  });

  it("adds up what can be read so far", () => {
    expect(totalOf([aStep("1.5"), aStep("0.25"), aStep("x")], 6)).to.equal(1_750_000n);
  });

  it("is refused at the amount that is finer than the token", () => {
    const draft = { ...freshProposal(), letter: brief, milestones: [aStep("1"), aStep("0.1234567")] };
    const issues = parseProposal(draft, freshProject().id, token, 6).error?.issues ?? [];

    expect(issues.map(({ path }) => path.join(".")))
      .to.include("milestones.1.amount")
      .and.not.include("milestones.0.amount");
  });

  it("finds the milestone that is due before the one above it", () => {
    expect(firstOutOfOrder([aStep("1", "2031-05-04"), aStep("1", "2031-05-04"), aStep("1", "2031-05-03")])).to.equal(2);
    expect(firstOutOfOrder([aStep("1", "2031-05-04"), aStep("1", ""), aStep("1", "2031-05-05")])).to.equal(null);
  });
});

describe("an amendment as it is typed", () => {
  const due = endOfDay(day) ?? "";
  const milestone = (index: number, state: string, locked: string) => ({
    index,
    title: `Step ${index + 1}`,
    deliverable: "The model with its tests.",
    amount: "1500000",
    locked,
    state,
    // As an agreement that was not made in a browser may have it: no end of a day.
    due: due.replace(/59:59/, "12:34"),
  });
  const agreement = {
    id: `0x${"a".repeat(64)}`,
    reviewPeriod: 3 * 86_400,
    plan: [
      milestone(0, "Released", "0"),
      milestone(1, "Submitted", "500000"),
      milestone(2, "Disputed", "1500000"),
      milestone(3, "Unfunded", "0"),
    ],
  } as unknown as Agreement;
  const fresh = freshAmendment(agreement, 6);

  it("begins with what can be changed, for what is still held of it, and says that nothing changes", () => {
    const { data } = parseAmendment({ ...fresh, reason: "It turned out otherwise." }, agreement, 6);

    expect(fresh.milestones.map(({ from, amount }) => [from, amount])).to.deep.equal([
      [1, "0.5"],
      [3, "1.5"],
    ]);
    expect(fresh).to.include({ funded: "1", reviewDays: "3" });
    const changes = changesBetween(standingOf(agreement), data?.milestones ?? []);
    expect(changes.map((each) => (each.kind === "continued" ? each.changed.length : each.kind))).to.deep.equal([0, 0, "stays"]);
  });

  it("has a due date that somebody changed at the end of that day", () => {
    const [first, ...rest] = fresh.milestones;
    const moved = { ...fresh, reason: "It turned out otherwise.", milestones: [{ ...first!, due: "2031-06-01" }, ...rest] };

    expect(parseAmendment(moved, agreement, 6).data?.milestones[0]?.due).to.equal(endOfDay("2031-06-01"));
  });

  it("holds no more milestones than there are, and says where a reason is missing", () => {
    const { data, error } = parseAmendment({ ...fresh, funded: "9", reason: "" }, agreement, 6);

    expect(data).to.equal(undefined);
    expect(error?.issues.map(({ path }) => path.join("."))).to.deep.equal(["reason"]);
    expect(parseAmendment({ ...fresh, funded: "9", reason: "It turned out otherwise." }, agreement, 6).data?.funded).to.equal(2);
  });
});

describe("days and first words", () => {
  it("reads a day back as the same day", () => {
    expect(dayOf(endOfDay(day) ?? "")).to.equal(day);
    for (const text of ["", "2031-5-4", "2031-13-40"]) expect(endOfDay(text), text).to.equal(null);
  });

  it("shows the words of markdown without its marks, cut between two words", () => {
    expect(excerpt("## What\n\n- **bold** [link](https://a.example)")).to.equal("What bold link");
    expect(excerpt("one two three four", 13)).to.equal("one two…");
  });
});
