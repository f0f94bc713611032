import { expect } from "chai";
import {
  firstOutOfOrder,
  freshMilestone,
  freshProposal,
  parseProposal,
  totalOf,
} from "#web/features/proposals/proposal-draft.ts";
import { freshProject, parseProject } from "#web/features/projects/project-draft.ts";
import { dayOf, endOfDay } from "#web/lib/dates.ts";
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
