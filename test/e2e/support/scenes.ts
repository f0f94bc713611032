/** What must have happened before a test begins: done through the API and the chain, without a browser. */
import { parseEther, zeroAddress } from "viem";
import { courtAbi } from "#core/chain/abi.ts";
import { headerRlp, type RpcBlock } from "#core/chain/header.ts";
import { caseId as caseIdOf, type Terms } from "#core/chain/terms.ts";
import { mintId } from "#core/lib/ids.ts";
import type { Actor } from "../../../scripts/lib/actor.ts";
import { accountOf } from "../../../scripts/local/world.ts";
import { termsFrom } from "../../../scripts/lib/terms.ts";
import { until } from "../../support/until.ts";
import type { Stage } from "./stage.ts";

const DAY = 86_400_000;

/** The chain's clock goes on, with a block that says so. */
export async function passTime({ chain: { cheats } }: Stage, seconds: number): Promise<void> {
  await cheats.increaseTime({ seconds });
  await cheats.request({ method: "evm_mine", params: [] } as never);
}

/** A day on the chain's clock, as a date field takes it. */
export async function dayFromNow({ chain: { reader } }: Stage, days: number): Promise<string> {
  const { timestamp } = await reader.getBlock({ blockTag: "pending" });
  return new Date(Number(timestamp) * 1000 + days * DAY).toISOString().slice(0, 10);
}

/** Until the mirror has read the newest block. */
async function mirrored({ hall, chain: { reader } }: Stage): Promise<void> {
  const block = await reader.getBlockNumber();
  await until(async () => BigInt((await hall.api.chain.status()).head.block) >= block, {
    what: "the newest block in the mirror",
  });
}

export async function aProject(client: Actor, stage: Stage, title: string): Promise<string> {
  const project = await client.api.projects.post({
    id: mintId(),
    title,
    brief: "A ferry company wants its timetable read out by phone, in the words of its captains. The recordings exist.",
    field: "data",
    skills: ["audio"],
    token: zeroAddress,
    budget: parseEther("2").toString(),
    deadline: new Date(`${await dayFromNow(stage, 60)}T12:00:00Z`).toISOString(),
  });
  return project.id;
}

export type Agreed = { id: `0x${string}`; terms: Terms; title: string };

type Parties = { client: Actor; developer: Actor };

/** So that a list shows each by its own name. */
let parts = 0;

/** Drawn up from an accepted proposal; nobody has signed. */
export async function aDraft(
  stage: Stage,
  { client, developer }: Parties,
  amounts: bigint[],
  token = zeroAddress as `0x${string}`,
  allowsAdvance = false,
): Promise<Agreed> {
  await Promise.all([client.signIn(), developer.signIn()]);
  const title = `A timetable that can be heard, part ${++parts}`;
  const due = new Date(`${await dayFromNow(stage, 30)}T12:00:00Z`).toISOString();
  const proposal = await developer.api.proposals.submit({
    id: mintId(),
    project: await aProject(client, stage, title),
    letter: "I cut radio plays for ten years; a timetable is a short one. You hear the first line after a week.",
    token,
    reviewPeriod: 7 * 86_400,
    allowsAdvance,
    milestones: amounts.map((amount, at) => ({
      title: `Line ${at + 1} of the ferries`,
      deliverable: "Every departure of the line, spoken and cut, with the list of what was left out.",
      amount: amount.toString(),
      due,
    })),
  });
  const { agreement: id } = await client.api.proposals.accept({ id: proposal.id });
  return { id, terms: termsFrom((await client.api.agreements.get({ id })).terms), title };
}

/** Signed by the developer and funded in full. */
export async function anAgreement(stage: Stage, parties: Parties, amounts: bigint[]): Promise<Agreed> {
  const { client, developer } = parties;
  const agreed = await aDraft(stage, parties, amounts);
  const { id, terms } = agreed;
  const developerSignature = await developer.signTerms(terms);
  await developer.api.agreements.sign({ id, signature: developerSignature });
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  await client.escrow("fundSigned", [terms, BigInt(amounts.length), developerSignature], total);
  await mirrored(stage);
  return agreed;
}

/** The first milestone waits for the client's review. */
export async function aDelivery(stage: Stage, parties: Parties, amounts: bigint[]): Promise<Agreed> {
  const agreed = await anAgreement(stage, parties, amounts);
  const { developer } = parties;
  const note = { title: "The first line, cut", text: "All departures of the first line, spoken by two captains.", links: [] };
  const { digest } = await developer.api.documents.store({ agreement: agreed.id, index: 0, kind: "delivery", ...note });
  await developer.escrow("submit", [agreed.terms, 0n, digest]);
  await mirrored(stage);
  return agreed;
}

/** The first milestone is in dispute; the developer has not answered yet. */
export async function aDispute(stage: Stage, parties: Parties, amount: bigint): Promise<Agreed & { caseId: `0x${string}` }> {
  const agreed = await aDelivery(stage, parties, [amount]);
  const { client } = parties;
  const note = {
    title: "Half of the line is missing",
    text: "The list names forty departures; the recordings hold nineteen.",
    links: [],
  };
  const { uri, digest } = await client.api.documents.store({ agreement: agreed.id, index: 0, kind: "evidence", ...note });
  const court = { address: stage.deployment.court, abi: courtAbi } as const;
  const deposit = await stage.chain.reader.readContract({ ...court, functionName: "depositFor", args: [amount, zeroAddress] });
  await client.escrow("dispute", [agreed.terms, 0n, uri, digest], deposit);
  await mirrored(stage);
  return { ...agreed, caseId: caseIdOf(agreed.id, 0n, stage.deployment) };
}

const courtOf = (stage: Stage) => ({ address: stage.deployment.court, abi: courtAbi }) as const;

/** The next round's evidence, draw and votes, all told: three, then seven, then fifteen arbiters. */
export async function aRound(stage: Stage, { caseId, terms }: { caseId: `0x${string}`; terms: Terms }, votes: readonly bigint[]) {
  const { reader } = stage.chain;
  const read = () => reader.readContract({ ...courtOf(stage), functionName: "caseOf", args: [caseId] });
  await passTime(stage, 48 * 3_600 + 60);
  const { seedBlock, round } = await read();
  const block = await reader.request({
    method: "eth_getBlockByNumber",
    params: [`0x${seedBlock.toString(16)}`, false],
  } as never);
  const { client, developer } = terms;
  await stage.actor(12).court("draw", [caseId, { client, developer }, headerRlp(block as unknown as RpcBlock)]);
  const jury = (await read()).panel.map(({ seat, arbiter }, at) => ({
    seat,
    actor: stage.actor(arbiters.find((index) => accountOf(index).address === arbiter) ?? 0),
    vote: votes[at] ?? 0n,
  }));
  const placeOf = ({ seat, actor }: (typeof jury)[number]) => ({ caseId, round, seat, arbiter: actor.address });
  for (const each of jury) {
    await each.actor.court("commit", [caseId, each.seat, await each.actor.committing(placeOf(each), each.vote)]);
  }
  for (const each of jury) {
    await each.actor.court("reveal", [caseId, each.seat, each.vote, await each.actor.saltFor(placeOf(each))]);
  }
  await mirrored(stage);
}

/** The local chain's arbiters: as many as panels of three and of seven can be drawn from, and a few more. */
export const arbiters: readonly number[] = Array.from({ length: 16 }, (_, at) => 20 + at);

let seated: Promise<void> | undefined;
/** Each has one seat, taken long enough ago to be drawn. Whoever needs a court first opens it for all tests. */
export function aCourt(stage: Stage): Promise<void> {
  seated ??= (async () => {
    await Promise.all(arbiters.map((index) => stage.actor(index).court("takeSeat", [], parseEther("1"))));
    await passTime(stage, 2 * 3_600);
    await mirrored(stage);
  })();
  return seated;
}
