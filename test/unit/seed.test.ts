import { expect } from "chai";
import { DocumentKind, NoteContent } from "#core/features/documents.ts";
import { ProfileInput } from "#core/features/profiles.ts";
import { ProjectInput } from "#core/features/projects.ts";
import { ProposalInput } from "#core/features/proposals.ts";
import { mintId } from "#core/lib/ids.ts";
import { arrivals, type Happening, momentsOf } from "../../scripts/seed/moments.ts";
import { people } from "../../scripts/seed/people.ts";
import { prose } from "../../scripts/seed/prose.ts";
import { stories } from "../../scripts/seed/stories/index.ts";
import { NOW } from "../../scripts/seed/story.ts";

const zero = "0x0000000000000000000000000000000000000000";
const digest = `0x${"0".repeat(64)}`;
const instant = "2026-01-01T00:00:00.000Z";

describe("the seeded world's words", () => {
  it("are what the API takes", () => {
    for (const { headline, bio, location, timeZone, skills, links, availableHours, handle, name, role } of people) {
      if (role === "newcomer") continue;
      ProfileInput.parse({ handle, name, headline, bio, location, timeZone, skills, links, availableHours });
    }
    for (const { title, brief, field, skills, proposals, course } of stories) {
      ProjectInput.parse({ id: mintId(), title, brief, field, skills, token: zero, budget: "1", deadline: instant });
      for (const { letter, reviewDays, plan } of proposals) {
        const milestones = plan.map(({ title: name, deliverable }) => ({ title: name, deliverable, amount: "1", due: instant }));
        ProposalInput.parse({
          id: mintId(),
          project: mintId(),
          letter,
          token: zero,
          reviewPeriod: reviewDays * 86_400,
          milestones,
        });
      }
      for (const step of course ?? []) {
        if (!("note" in step)) continue;
        NoteContent.parse({ agreement: digest, index: step.index, kind: DocumentKind.enum.evidence, links: [], ...step.note });
      }
    }
  });

  it("are of people who are all different", () => {
    const distinct = (values: readonly unknown[]) => new Set(values).size;

    expect(distinct(people.map(({ handle }) => handle))).to.equal(people.length);
    expect(people.map(({ index }) => index)).to.deep.equal(people.map((_, place) => place));
    expect(distinct(stories.map(({ key }) => key))).to.equal(stories.length);
    expect(distinct(stories.map(({ title }) => title))).to.equal(stories.length);
  });

  it("tell forty projects, thirty agreements and sixty proposals in more than three scripts", () => {
    const scripts = [/\p{Script=Latin}{8}/u, /\p{Script=Cyrillic}{5}/u, /\p{Script=Arabic}{4}/u, /\p{Script=Hiragana}/u];

    expect(stories).to.have.length(40);
    expect(stories.filter(({ course }) => course)).to.have.length(30);
    expect(stories.flatMap(({ proposals }) => proposals).length).to.be.at.least(60);
    for (const script of scripts) expect(stories.filter(({ brief }) => script.test(brief)).length).to.be.at.least(3);
  });

  it("happen in order, before now, and with dates that a contract takes", () => {
    for (const { key, posted, proposals, course = [], client } of stories) {
      const times = [posted, ...course.map(({ at }) => at)];
      expect(
        [...times].sort((a, b) => a - b),
        key,
      ).to.deep.equal(times);
      expect(times.at(-1), key).to.be.below(NOW);
      expect(
        proposals.every(({ at, by }) => at > posted && by !== client),
        key,
      ).to.equal(true);
      const funded = course.find((step) => step.do === "fund");
      if (funded)
        expect(
          proposals[0]?.plan.every(({ due }) => due > funded.at),
          key,
        ).to.equal(true);
    }
  });
});

describe("prose", () => {
  it("joins wrapped lines with a space, and Japanese without", () => {
    expect(prose`
      One line
      and its end.

      - an item
      - another`).to.equal("One line and its end.\n\n- an item\n- another");
    expect(prose`
      火のそばに、
      立たずに見る`).to.equal("火のそばに、立たずに見る");
  });
});

describe("moments", () => {
  const at = (day: number, isExact = false): Happening => ({
    at: day,
    lane: "a",
    isExact,
    isSpoken: false,
    what: "",
    run: async () => {},
  });
  const days = (happenings: Happening[]) => momentsOf(happenings).map((moment) => moment.happenings.map((each) => each.at));

  it("hold what happens close together, in order", () => {
    expect(days([at(2.4), at(1), at(1.3), at(1.9)])).to.deep.equal([
      [1, 1.3],
      [1.9, 2.4],
    ]);
  });

  it("leave alone what hangs on its second", () => {
    expect(days([at(1), at(1.1, true), at(1.2), at(1.2, true)])).to.deep.equal([[1], [1.1], [1.2, 1.2]]);
  });

  it("bring a person in before the moment in which they first act", () => {
    const arrived = arrivals(stories);
    for (const { client, posted } of stories) expect(posted - (arrived.get(client) ?? NOW)).to.be.greaterThan(0.7);
  });
});
