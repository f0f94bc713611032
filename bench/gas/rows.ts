/** The gas table: what each row is called, what it may cost, what the best of six comparable products costs, and how it is read. */
import type { Coin } from "./deeds.ts";
import { type Guild, randao, rule, type Stage } from "./stage.ts";
import { newcomer } from "./hall.ts";

export type Row = {
  name: string;
  operation: string;
  atMost?: number;
  stretch?: number;
  peer?: number;
  /** How the words are read where they leave room. */
  reading?: string;
  /** Runs on a stage that is put back afterwards. */
  measure(stage: Stage): Promise<number>;
};

type Bar = Pick<Row, "atMost" | "stretch" | "peer">;

/** One row for the coin and one for a token. */
const both = (
  name: string,
  operation: string,
  bars: Record<Coin, Bar>,
  measure: (stage: Stage, coin: Coin) => Promise<number>,
  reading?: string,
): Row[] =>
  (["eth", "erc20"] as const).map((coin) => ({
    name: `${name}.${coin}`,
    operation: `${operation}, ${coin === "eth" ? "ETH" : "ERC-20"}`,
    ...bars[coin],
    ...(reading && { reading }),
    measure: (stage) => measure(stage, coin),
  }));

const DRAWS = 9;
const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
const median = (figures: number[]) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)]!;

async function funded(guild: Guild, options: Parameters<Guild["terms"]>[0]) {
  const terms = guild.terms(options);
  await guild.fundSigned(terms, guild);
  return terms;
}

async function submitted(guild: Guild) {
  const terms = await funded(guild, {});
  await guild.hall.enrich(guild.developer);
  await guild.submit(terms, 0, guild.developer);
  return terms;
}

async function disputing(guild: Guild, withDocument: boolean): Promise<number> {
  await guild.seat();
  const terms = await submitted(guild);
  const opened = await guild.dispute(terms, 0, guild.client, withDocument);
  return opened + (await guild.answer(guild.caseIdOf(terms, 0), guild.developer, withDocument));
}

async function answered(guild: Guild) {
  await guild.seat();
  const terms = await submitted(guild);
  await guild.dispute(terms, 0, guild.client);
  await guild.answer(guild.caseIdOf(terms, 0), guild.developer);
  return guild.caseIdOf(terms, 0);
}

/** From the reveal that rules on to the payment. */
async function endOfCase(guild: Guild, developerBps: bigint): Promise<number> {
  return guild.hall.aside(async () => {
    const { terms, id, panel } = await guild.drawn();
    const { reveals } = await rule(guild, id, panel, developerBps);
    return reveals.at(-1)! + (await guild.execute(terms, 0));
  });
}

export const rows: readonly Row[] = [
  ...both(
    "gas.fund",
    "create and fund, no developer's signature",
    { eth: { atMost: 58_000, stretch: 55_500, peer: 60_800 }, erc20: { atMost: 77_000, stretch: 74_500, peer: 80_100 } },
    ({ free }, coin) => free.fund(free.terms({ coin }), free.client),
    "All three milestones at once.",
  ),
  ...both(
    "gas.fund-signed",
    "the same, signature checked",
    { eth: { atMost: 63_500, stretch: 60_500 }, erc20: { atMost: 82_500, stretch: 80_000 } },
    ({ free }, coin) => free.fundSigned(free.terms({ coin }), free),
  ),
  ...both(
    "gas.release",
    "release, no fee",
    { eth: { atMost: 44_500, stretch: 43_300, peer: 47_200 }, erc20: { atMost: 50_700, stretch: 49_400, peer: 53_400 } },
    async ({ free }, coin) => free.release(await funded(free, { coin }), 0, free.client),
    "By the client, the first of three milestones, in whole.",
  ),
  ...both(
    "gas.release-fee",
    "release, 1 % fee",
    { eth: { atMost: 50_500, stretch: 47_000, peer: 62_200 }, erc20: { atMost: 56_700, stretch: 53_000, peer: 68_700 } },
    async ({ paid }, coin) => paid.release(await funded(paid, { coin, court: paid.hall.otherCourt }), 0, paid.client),
    "Under a court for which Reputation writes nothing: experience is a row of its own.",
  ),
  ...both(
    "gas.refund",
    "refund or timeout",
    { eth: { atMost: 43_600, stretch: 42_500, peer: 48_600 }, erc20: { atMost: 49_800, stretch: 48_500, peer: 54_800 } },
    async ({ free }, coin) => {
      const terms = await funded(free, { coin });
      await free.hall.enrich(free.developer);
      const byDeveloper = await free.hall.aside(() => free.refund(terms, 0, free.developer));
      free.hall.wait(301n * 86_400n);
      return Math.max(byDeveloper, await free.refund(terms, 0, free.hall.people.stranger));
    },
    "The dearer of the two: by the developer, and by a stranger once the deadline has passed.",
  ),
  {
    name: "gas.dispute",
    operation: "opened and answered, both deposits",
    atMost: 110_000,
    stretch: 104_000,
    peer: 239_000,
    reading: "Two transactions: the client disputes what is submitted, the developer answers; no document with either.",
    measure: ({ free }) => disputing(free, false),
  },
  {
    name: "gas.dispute.documents",
    operation: "the same, each with a document",
    reading: "As the pages send it: address and digest of a document, told in an event.",
    measure: ({ free }) => disputing(free, true),
  },
  {
    name: "gas.draw",
    operation: "draw of three, header proof",
    atMost: 60_000,
    stretch: 54_000,
    peer: 613_000,
    reading: `The median of ${DRAWS} draws with different seeds among twelve seats: a seat that comes up twice costs a further try.`,
    async measure({ free }) {
      const id = await answered(free);
      const figures: number[] = [];
      for (let i = 0; i < DRAWS; i++)
        figures.push(await free.hall.aside(() => free.draw(id, free.hall.people.stranger, randao(i))));
      return median(figures);
    },
  },
  {
    name: "gas.commit",
    operation: "one vote committed",
    atMost: 52_500,
    stretch: 51_500,
    peer: 94_800,
    reading: "The dearest of the panel's three.",
    async measure({ free }) {
      const { id, panel } = await free.drawn();
      return Math.max(...(await rule(free, id, panel, 7_000n)).commits);
    },
  },
  {
    name: "gas.reveal",
    operation: "one vote revealed, the first",
    atMost: 38_000,
    stretch: 36_000,
    peer: 146_200,
    reading: "It opens the reveal period too.",
    async measure({ free }) {
      const { id, panel } = await free.drawn();
      return (await rule(free, id, panel, 7_000n)).reveals[0]!;
    },
  },
  {
    name: "gas.reveal.next",
    operation: "one vote revealed, the second",
    atMost: 32_600,
    async measure({ free }) {
      const { id, panel } = await free.drawn();
      return (await rule(free, id, panel, 7_000n)).reveals[1]!;
    },
  },
  ...both(
    "gas.execute",
    "ruling executed, arbiters claim later",
    { eth: { atMost: 72_000, stretch: 69_000, peer: 115_000 }, erc20: { atMost: 77_000, stretch: 74_000, peer: 131_000 } },
    async ({ free }, coin) => {
      const { terms, id, panel } = await free.drawn({ coin });
      await rule(free, id, panel, 5_000n);
      return free.execute(terms, 0);
    },
    "By a stranger; an even ruling, so that both are paid and nobody has won, which is a row of its own; no fee.",
  ),
  {
    name: "gas.record",
    operation: "win and loss written with the ruling",
    atMost: 13_000,
    reading: "The last reveal and the execution of a 70 % ruling, less those of an even one, which writes nothing.",
    measure: async ({ free }) => (await endOfCase(free, 7_000n)) - (await endOfCase(free, 5_000n)),
  },
  {
    name: "gas.experience",
    operation: "experience inside a release, next time",
    atMost: 12_800,
    stretch: 11_500,
    peer: 57_100,
    reading: "A release with a fee under our court, less the same under a court for which Reputation writes nothing.",
    async measure({ paid }) {
      const under = (court: `0x${string}`) =>
        paid.hall.aside(async () => paid.release(await funded(paid, { court }), 0, paid.client));
      return (await under(paid.hall.deployment.court)) - (await under(paid.hall.otherCourt));
    },
  },
  {
    name: "gas.case",
    operation: "whole dispute with the signed agreement's creation, three arbiters, all rewards claimed in batches",
    atMost: 580_000,
    stretch: 525_000,
    peer: 3_150_000,
    reading:
      "Funded with the signature, disputed by the developer, answered by the client, drawn, three votes, executed, three rewards.",
    async measure({ free }) {
      await free.seat();
      const terms = free.terms();
      const id = free.caseIdOf(terms, 0);
      const begun = [await free.fundSigned(terms, free)];
      await free.hall.enrich(free.developer);
      begun.push(await free.dispute(terms, 0, free.developer), await free.answer(id, free.client));
      begun.push(await free.draw(id, free.hall.people.stranger, randao(0)));
      const panel = await free.panelOf(id);
      const { commits, reveals } = await rule(free, id, panel, 7_000n);
      return sum([...begun, ...commits, ...reveals, await free.execute(terms, 0), await free.reward(id)]);
    },
  },
  {
    name: "gas.happy",
    operation: "create, fund, three releases, ETH, no fee",
    atMost: 193_000,
    stretch: 188_000,
    peer: 208_300,
    reading: "Funded without the developer's signature; nothing but what the row names.",
    async measure({ free }) {
      const terms = free.terms();
      const figures = [await free.fund(terms, free.client)];
      for (const index of [0, 1, 2]) figures.push(await free.release(terms, index, free.client));
      return sum(figures);
    },
  },
  {
    name: "gas.seat",
    operation: "an arbiter takes a seat",
    atMost: 73_000,
    stretch: 70_000,
    peer: 238_000,
    reading: "A new owner's first seat, in a number that nobody had before.",
    async measure({ free }) {
      const arbiter = newcomer("arbiter");
      await free.hall.enrich(arbiter);
      return free.takeSeat(arbiter);
    },
  },
  {
    name: "gas.submit",
    operation: "a milestone submitted",
    atMost: 34_000,
    reading: "Of an agreement that binds already.",
    async measure({ free }) {
      const terms = await funded(free, {});
      await free.hall.enrich(free.developer);
      return free.submit(terms, 0, free.developer);
    },
  },
  {
    name: "gas.accept",
    operation: "an offer accepted",
    atMost: 32_500,
    async measure({ free }) {
      const terms = free.terms();
      await free.fund(terms, free.client);
      await free.hall.enrich(free.developer);
      return free.accept(terms, free.developer);
    },
  },
  {
    name: "gas.settle",
    operation: "a milestone settled, two signatures",
    atMost: 67_500,
    reading: "Sent by a stranger, so that both signatures are checked; 60 % to the developer.",
    measure: async ({ free }) => free.settle(await funded(free, {}), 0, free),
  },
];
