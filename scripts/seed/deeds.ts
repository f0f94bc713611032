/** The interpreter of the stories: one function a deed, through the public API and signed transactions alone. */
import { type Address, type Hex, parseEventLogs, type TransactionReceipt } from "viem";
import { setTimeout as sleep } from "node:timers/promises";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import { headerRlp, type RpcBlock } from "#core/chain/header.ts";
import { caseId as caseIdOf, type Settlement } from "#core/chain/terms.ts";
import { mintId } from "#core/lib/ids.ts";
import type { NoteContent } from "#core/features/documents.ts";
import type { Actor } from "../lib/actor.ts";
import { termsFrom } from "../lib/terms.ts";
import type { Deed, Handle, Juror, Note, Step } from "./story.ts";
import { agreementOf, amountOf, caseIn, dueOf, jurorIn, roundIn, type Telling, type World } from "./world.ts";

type Doing = { [D in Deed]: (step: Extract<Step, { do: D }>, telling: Telling, world: World) => Promise<void> };

export const perform = (step: Step, telling: Telling, world: World): Promise<void> =>
  // TypeScript does not see that the key and the step belong together.
  (doing[step.do] as (step: Step, telling: Telling, world: World) => Promise<void>)(step, telling, world);

const doing: Doing = {
  "accept-proposal": async (_step, telling, world) => {
    const { story, proposals } = telling;
    const client = world.actor(story.client);
    const [chosen] = story.proposals;
    const { agreement: id } = await client.api.proposals.accept({ id: proposals[0] ?? "" });
    const { terms } = await client.api.agreements.get({ id });
    telling.agreement = { id, terms: termsFrom(terms), client, developer: world.actor(chosen?.by ?? "") };
  },

  sign: async ({ by }, telling) => {
    const { id, terms, [by]: actor } = agreementOf(telling);
    const signature = await actor.signTerms(terms);
    await actor.api.agreements.sign({ id, signature });
    if (by === "developer") telling.developerSignature = signature;
  },

  fund: async ({ count, signed }, telling, world) => {
    const { terms, client } = agreementOf(telling);
    const total = terms.milestones.slice(0, count).reduce((sum, { amount }) => sum + amount, 0n);
    const isCoin = telling.story.token === "ETH";
    if (!isCoin) await preparePayment(client, terms.token, world);
    const value = isCoin ? total : 0n;
    const receipt = signed
      ? client.escrow("fundSigned", [terms, BigInt(count), telling.developerSignature ?? "0x"], value)
      : client.escrow("fund", [terms, BigInt(count)], value);
    note(telling, world.count(await receipt));
  },

  amend: async ({ at, by, reason, funded, plan }, telling, world) => {
    const { id: agreement, terms: old, client, developer } = agreementOf(telling);
    const [author, other] = by === "client" ? [client, developer] : [developer, client];
    const coin = world.coin(telling.story.token);
    await mirrored(telling, world);
    const { reviewPeriod } = await author.api.agreements.get({ id: agreement });
    const { id, next, terms, word, moved, money, deadline } = await author.api.amendments.propose({
      id: mintId(world.second(at) * 1000),
      agreement,
      reason,
      reviewPeriod,
      funded,
      milestones: plan.map(({ title, deliverable, amount, due, from = null }) => ({
        title,
        deliverable,
        amount: amountOf(amount, coin).toString(),
        due: dueOf(due, world).toISOString(),
        from,
      })),
    });
    const until = BigInt(Date.parse(deadline) / 1000);
    const amendment = { agreement, next, word: BigInt(word), moved: BigInt(moved), funded: BigInt(funded), deadline: until };
    const signature = await author.signAmendment(amendment);
    await author.api.amendments.sign({ id, signature, deadline });
    const fresh = termsFrom(terms);
    const signatures: [Hex, Hex] = by === "client" ? [signature, "0x"] : ["0x", signature];
    const value = telling.story.token === "ETH" ? BigInt(money.added) : 0n;
    note(telling, world.count(await other.escrow("amend", [old, fresh, BigInt(funded), until, ...signatures], value)));
    telling.agreement = { id: next, terms: fresh, client, developer };
    await mirrored(telling, world);
  },

  cancel: async (_step, telling, world) => {
    const { terms, client } = agreementOf(telling);
    note(telling, world.count(await client.escrow("cancel", [terms])));
  },

  submit: async ({ index, note: words }, telling, world) => {
    const { terms, developer } = agreementOf(telling);
    const { digest } = await write(developer, "delivery", index, words, telling);
    note(telling, world.count(await developer.escrow("submit", [terms, BigInt(index), digest])));
  },

  "request-changes": async ({ index, note: words }, telling, world) => {
    const { terms, client } = agreementOf(telling);
    const { digest } = await write(client, "change-request", index, words, telling);
    note(telling, world.count(await client.escrow("requestChanges", [terms, BigInt(index), digest])));
  },

  release: async ({ index, by }, telling, world) => {
    const { terms, client } = agreementOf(telling);
    const actor = by === undefined ? client : world.actor(by);
    note(telling, world.count(await actor.escrow("release", [terms, BigInt(index)])));
  },

  "release-part": async ({ index, amount }, telling, world) => {
    const { terms, client } = agreementOf(telling);
    const part = amountOf(amount, world.coin(telling.story.token));
    note(telling, world.count(await client.escrow("releasePart", [terms, BigInt(index), part])));
  },

  refund: async ({ index, by }, telling, world) => {
    const { terms, developer } = agreementOf(telling);
    const actor = by === undefined ? developer : world.actor(by);
    note(telling, world.count(await actor.escrow("refund", [terms, BigInt(index)])));
  },

  "offer-split": async ({ at, index, by, developerBps }, telling, world) => {
    const { id, [by]: actor } = agreementOf(telling);
    const deadline = dueOf(at + 7, world);
    const settlement = await settlementNow(telling, index, developerBps, deadline, world);
    // The API checks the signature against the milestone as its mirror knows it.
    await mirrored(telling, world);
    await actor.api.settlements.offer({
      agreement: id,
      index,
      developerBps,
      deadline: deadline.toISOString(),
      signature: await actor.signSettlement(settlement),
    });
  },

  settle: async ({ at, index, by, developerBps }, telling, world) => {
    const { terms, client, developer } = agreementOf(telling);
    const deadline = dueOf(at + 1, world);
    const settlement = await settlementNow(telling, index, developerBps, deadline, world);
    const [sender, other] = by === "client" ? [client, developer] : [developer, client];
    const signature = await other.signSettlement(settlement);
    const signatures: [Hex, Hex] = by === "client" ? ["0x", signature] : [signature, "0x"];
    const { developerBps: share, deadline: until } = settlement;
    note(telling, world.count(await sender.escrow("settle", [terms, BigInt(index), share, until, ...signatures])));
  },

  dispute: async ({ index, by, note: words }, telling, world) => {
    const { id, terms, [by]: actor } = agreementOf(telling);
    const { chain, deployment } = world.hall;
    const { uri, digest } = await write(actor, "evidence", index, words, telling);
    const [, , , released] = await laneOf(telling, index, world);
    const atStake = (terms.milestones[index]?.amount ?? 0n) - released;
    const deposit = await chain.readContract({
      address: deployment.court,
      abi: courtAbi,
      functionName: "depositFor",
      args: [atStake, terms.token],
    });
    note(telling, world.count(await actor.escrow("dispute", [terms, BigInt(index), uri, digest], deposit)));
    telling.cases.set(index, { caseId: caseIdOf(id, BigInt(index), deployment), panels: [] });
  },

  answer: async ({ index, by, note: words }, telling, world) => {
    const { [by]: actor } = agreementOf(telling);
    const { caseId } = caseIn(telling, index);
    const { uri, digest } = await write(actor, "evidence", index, words, telling);
    const { deposit } = await caseNow(caseId, world);
    note(telling, world.count(await actor.court("answer", [caseId, uri, digest], deposit)));
  },

  evidence: async ({ index, by, note: words }, telling, world) => {
    const { [by]: actor } = agreementOf(telling);
    const { uri, digest } = await write(actor, "evidence", index, words, telling);
    note(
      telling,
      world.count(await actor.court("submitEvidence", [caseIn(telling, index).caseId, partiesOf(telling), uri, digest])),
    );
  },

  draw: async ({ index, by }, telling, world) => {
    const file = caseIn(telling, index);
    const { seedBlock } = await caseNow(file.caseId, world);
    const receipt = await world.actor(by).court("draw", [file.caseId, partiesOf(telling), await headerOf(seedBlock, world)]);
    note(telling, world.count(receipt));
    const [drawn] = parseEventLogs({ abi: courtAbi, eventName: "Drawn", logs: receipt.logs });
    if (drawn === undefined) throw new Error("The draw told nobody's name.");
    const { panel } = await caseNow(file.caseId, world);
    file.panels.push(panel.map(({ seat, arbiter }) => ({ seat, arbiter: world.handleOf(arbiter) })));
  },

  appeal: async ({ index, by, side }, telling, world) => {
    const { caseId } = caseIn(telling, index);
    const { appealDeposit } = await caseNow(caseId, world);
    note(telling, world.count(await world.actor(by).court("appeal", [caseId, side === "developer"], appealDeposit)));
  },

  commit: async ({ index, by, vote }, telling, world) => {
    const { caseId } = caseIn(telling, index);
    const juror = jurorIn(telling, index, by);
    const arbiter = world.actor(juror.arbiter);
    juror.vote = BigInt(vote);
    const place = placeOf(caseId, roundIn(telling, index), juror.seat, arbiter);
    const commitment = await arbiter.committing(place, juror.vote);
    note(telling, world.count(await arbiter.court("commit", [caseId, juror.seat, commitment])));
  },

  reveal: async ({ index, by }, telling, world) => {
    const { caseId } = caseIn(telling, index);
    const { arbiter: handle, seat, vote = 0n } = jurorIn(telling, index, by);
    const arbiter = world.actor(handle);
    const salt = await arbiter.saltFor(placeOf(caseId, roundIn(telling, index), seat, arbiter));
    note(telling, world.count(await arbiter.court("reveal", [caseId, seat, vote, salt])));
  },

  pass: async ({ index, by }, telling, world) => {
    note(telling, world.count(await world.actor(by).court("pass", [caseIn(telling, index).caseId, partiesOf(telling)])));
  },

  execute: async ({ index, by }, telling, world) => {
    const { terms } = agreementOf(telling);
    note(telling, world.count(await world.actor(by).escrow("execute", [terms, BigInt(index)])));
  },

  reward: async ({ index, by }, telling, world) => {
    note(telling, world.count(await world.actor(by).court("reward", [[caseIn(telling, index).caseId]])));
  },

  reclaim: async ({ index, by }, telling, world) => {
    const { caseId } = caseIn(telling, index);
    note(telling, world.count(await world.actor(by).court("reclaim", [caseId, partiesOf(telling)])));
  },

  withdraw: async ({ index, by }, telling, world) => {
    const actor = personOrJuror(by, index, telling, world);
    note(telling, world.count(await actor.court("withdraw", [actor.address])));
  },

  "return-to-court": async ({ index, by, round }, telling, world) => {
    const { seatStake } = await world.hall.chain.readContract({
      address: world.hall.deployment.court,
      abi: courtAbi,
      functionName: "parameters",
    });
    const actor = world.actor(jurorIn(telling, index, by, round).arbiter);
    note(telling, world.count(await actor.court("takeSeat", [], seatStake)));
  },
};

const note = (telling: Telling, { transactionHash }: TransactionReceipt): void => {
  telling.latest = transactionHash;
};

const placeOf = (caseId: Hex, round: number, seat: bigint, { address }: Actor) => ({
  caseId,
  round: BigInt(round),
  seat,
  arbiter: address,
});

const partiesOf = (telling: Telling) => {
  const { terms } = agreementOf(telling);
  return { client: terms.client, developer: terms.developer };
};

const personOrJuror = (by: Handle | Juror, index: number, telling: Telling, world: World): Actor =>
  world.actor(typeof by === "string" ? by : jurorIn(telling, index, by).arbiter);

/** The words first, then their digest on chain. */
function write(actor: Actor, kind: NoteContent["kind"], index: number, { title, text, links = [] }: Note, telling: Telling) {
  const { id } = agreementOf(telling);
  return actor.api.documents.store({ agreement: id, index, kind, title, text, links });
}

const laneOf = (telling: Telling, index: number, { hall: { chain, deployment } }: World) =>
  chain.readContract({
    address: deployment.escrow,
    abi: escrowAbi,
    functionName: "laneOf",
    args: [agreementOf(telling).id, BigInt(index)],
    blockTag: "pending",
  });

const caseNow = (caseId: Hex, { hall: { chain, deployment } }: World) =>
  chain.readContract({ address: deployment.court, abi: courtAbi, functionName: "caseOf", args: [caseId], blockTag: "pending" });

async function settlementNow(telling: Telling, index: number, share: number, until: Date, world: World): Promise<Settlement> {
  const { id, terms } = agreementOf(telling);
  const [state, clock, , released] = await laneOf(telling, index, world);
  return {
    agreement: id,
    index: BigInt(index),
    developerBps: BigInt(share),
    state,
    clock,
    remaining: (terms.milestones[index]?.amount ?? 0n) - released,
    deadline: BigInt(until.getTime() / 1000),
  };
}

/** The local token has an open faucet. */
async function preparePayment(client: Actor, address: Address, world: World): Promise<void> {
  const { escrow } = world.hall.deployment;
  if ((await client.balance(address)) > 0n || client.token === undefined) return;
  world.count(await client.token("mint", [client.address, amountOf("50000", world.coin("GUSD"))]));
  world.count(await client.token("approve", [escrow, 2n ** 256n - 1n]));
}

async function headerOf(seedBlock: bigint, { hall: { chain } }: World): Promise<Hex> {
  const block = await chain.request({ method: "eth_getBlockByNumber", params: [`0x${seedBlock.toString(16)}`, false] });
  return headerRlp(block as RpcBlock);
}

async function mirrored({ latest }: Telling, { hall: { api } }: World): Promise<void> {
  if (latest === undefined) return;
  for (let patience = 500; patience > 0; patience -= 1) {
    if ((await api.chain.transaction({ hash: latest })).seen) return;
    await sleep(20);
  }
  throw new Error("The mirror did not see a transaction within ten seconds. Is the indexer running?");
}
