/** The third milestone goes to court: deposits, a lot, sealed votes, a median, money to the last wei. */
import { type Hex, parseEventLogs } from "viem";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import { headerRlp, type RpcBlock } from "#core/chain/header.ts";
import { caseId as caseIdOf } from "#core/chain/terms.ts";
import type { Actor } from "../lib/actor.ts";
import { costsOf, depositOf, medianOf, splitOf } from "./arithmetic.ts";
import { insist } from "./insist.ts";
import { drawAgain } from "./lot.ts";
import { type Agreed, arbiterName, CLIENT, COURT, DEVELOPER, ESCROW, lane, NEIGHBOUR, type Sent, type Stage } from "./stage.ts";
import { coins, shares } from "./words.ts";

const INDEX = 2;
/** By place on the panel; the last is too far from the median to be paid. */
export const votes = [7_000n, 6_217n, 4_500n] as const;

export type Juror = { seat: bigint; arbiter: Actor; name: string; vote: bigint };
export type Trial = { caseId: Hex; deposit: bigint; panel: Juror[] };

export async function takeSeats({ cast, parameters, tell, advance }: Stage): Promise<void> {
  const { seatStake, seatDelay } = parameters;
  const sent: Sent[] = [];
  for (const [place, arbiter] of cast.arbiters.entries()) {
    sent.push({
      what: "seat",
      isAgain: place > 0,
      by: arbiterName(place),
      receipt: await arbiter.court("takeSeat", [], seatStake),
    });
  }
  const total = seatStake * BigInt(sent.length);
  await tell(
    "Nine arbiters take seats in the court",
    [`Each stakes ${coins(seatStake)}, which is lost for lying or for silence.`],
    sent,
    { ...Object.fromEntries(sent.map(({ by }) => [by, -seatStake])), [COURT]: total },
  );
  await advance(Number(seatDelay) + 1);
}

const words = {
  claim: {
    title: "Four Sundays without a clock",
    text: "The market cuts its power on Sundays, and the clock went dark with it. Thirty days on the wall means that somebody could read it on thirty days.",
  },
  answer: {
    title: "The wall was dark, the clock was right",
    text: "It counted on through every Sunday and showed the right tide on Monday at five. Power on the wall is the market's; a battery was never in the plan.",
  },
};

export async function dispute(stage: Stage, agreed: Agreed): Promise<Trial> {
  const { hall, cast, parameters, tell } = stage;
  const { client, developer } = cast;
  const { id, terms } = agreed;
  const held = lane(agreed, INDEX);
  const deposit = depositOf(held.locked, parameters);
  const caseId = caseIdOf(id, BigInt(INDEX), hall.deployment);
  const keep = (actor: Actor, note: (typeof words)["claim"]) =>
    actor.api.documents.store({ agreement: id, index: INDEX, kind: "evidence", links: [], ...note });

  const claim = await keep(client, words.claim);
  const opened = await client.escrow("dispute", [terms, BigInt(INDEX), claim.uri, claim.digest], deposit);
  held.state = "Disputed";
  await tell(
    `${CLIENT} disputes milestone 3`,
    [`"${words.claim.title}." Its ${coins(held.locked)}`, `stays locked; the deposit is ${coins(deposit)}.`],
    [{ what: "dispute", by: CLIENT, receipt: opened }],
    { [CLIENT]: -deposit, [COURT]: deposit },
  );
  await periodIs(stage, caseId, "Answer");

  const answer = await keep(developer, words.answer);
  const answered = await developer.court("answer", [caseId, answer.uri, answer.digest], deposit);
  await tell(
    `${DEVELOPER} answers with the same deposit`,
    [`"${words.answer.title}." The block of the lot is fixed now,`, "and nobody knows yet what it will hold."],
    [{ what: "answer", by: DEVELOPER, receipt: answered }],
    { [DEVELOPER]: -deposit, [COURT]: deposit },
  );
  await periodIs(stage, caseId, "Evidence");
  return { caseId, deposit, panel: [] };
}

const partiesOf = ({ cast: { client, developer } }: Stage) => ({ client: client.address, developer: developer.address });

export async function draw(stage: Stage, trial: Trial): Promise<void> {
  const { hall, cast, court, parameters, tell, advance, now } = stage;
  const { chain } = hall;
  const { evidenceBy, seedBlock } = await cast.client.api.disputes.get({ caseId: trial.caseId });
  await advance((Date.parse(evidenceBy ?? "") - (await now())) / 1000 + 1);
  // Nothing else happens on this chain, and the lot needs the seed block to be past.
  while ((await chain.getBlockNumber()) <= BigInt(seedBlock ?? 0)) await advance(1);

  const raw = await chain.request({
    method: "eth_getBlockByNumber",
    params: [`0x${BigInt(seedBlock ?? 0).toString(16)}`, false],
  });
  const seed = raw as RpcBlock;
  const receipt = await cast.neighbour.court("draw", [trial.caseId, partiesOf(stage), headerRlp(seed)]);
  const [drawn] = parseEventLogs({ abi: courtAbi, eventName: "Drawn", logs: receipt.logs });

  const again = drawAgain({
    prevRandao: (seed.mixHash ?? "0x") as Hex,
    caseId: trial.caseId,
    seats: cast.arbiters.map(({ address }) => address),
    parties: [cast.client.address, cast.developer.address],
    panel: votes.length,
  });
  const { panel } = await chain.readContract({ ...court, functionName: "caseOf", args: [trial.caseId] });
  insist(
    "The panel that the lot gives",
    panel.map(({ arbiter }) => arbiter),
    again.map(({ arbiter }) => arbiter),
  );
  insist(
    "The seats that the lot gives",
    drawn?.args.seats,
    again.map(({ seat }) => seat),
  );
  trial.panel = again.map(({ seat, arbiter: address }, place) => {
    const index = cast.arbiters.findIndex((arbiter) => arbiter.address === address);
    const arbiter = cast.arbiters[index];
    if (arbiter === undefined) throw new Error(`Nobody of the cast lives at ${address}.`);
    return { seat, arbiter, name: arbiterName(index), vote: votes[place] ?? 0n };
  });

  await tell(
    "The evidence is in; a neighbour draws three arbiters",
    [
      `Block ${BigInt(seedBlock ?? 0)} decides: ${trial.panel.map(({ name }) => name).join(", ")}. Drawn again here from`,
      `its randomness alone, with the same result. Bounty: ${coins(parameters.drawBounty)}, later.`,
    ],
    [{ what: "draw", by: NEIGHBOUR, receipt }],
  );
  await periodIs(stage, trial.caseId, "Commit");
  const credit = await chain.readContract({ ...court, functionName: "creditOf", args: [cast.neighbour.address] });
  insist("The neighbour's bounty", credit, parameters.drawBounty);
}

const placeOf = ({ caseId }: Trial, { seat, arbiter }: Juror) => ({ caseId, round: 1n, seat, arbiter: arbiter.address });

export async function vote(stage: Stage, trial: Trial): Promise<void> {
  const { hall, court, tell } = stage;
  const sent: Sent[] = [];
  for (const juror of trial.panel) {
    const { arbiter, seat, name, vote: share } = juror;
    const sealed = await arbiter.committing(placeOf(trial, juror), share);
    const salt = await arbiter.saltFor(placeOf(trial, juror));
    const args = [trial.caseId, 1n, seat, arbiter.address, share, salt] as const;
    insist(
      "The commitment, computed by the contract",
      await hall.chain.readContract({ ...court, functionName: "commitmentOf", args }),
      sealed,
    );
    sent.push({
      what: "commit",
      isAgain: sent.length > 0,
      by: name,
      receipt: await arbiter.court("commit", [trial.caseId, seat, sealed]),
    });
  }
  await tell("The three commit their votes, sealed", ["Nobody can read a vote or copy it: only its hash is on chain."], sent);
  const before = await hall.api.disputes.get({ caseId: trial.caseId });
  insist(
    "Votes that the mirror shows before the reveal",
    before.panel.map((each) => [each.hasCommitted, each.vote]),
    trial.panel.map(() => [true, null]),
  );
}

export async function reveal(stage: Stage, trial: Trial): Promise<void> {
  const { hall, tell } = stage;
  const sent: Sent[] = [];
  for (const juror of trial.panel) {
    const { arbiter, seat, name, vote: share } = juror;
    // The salt is signed again: nothing had to be remembered.
    const salt = await arbiter.saltFor(placeOf(trial, juror));
    const receipt = await arbiter.court("reveal", [trial.caseId, seat, share, salt]);
    sent.push({ what: "reveal", isAgain: sent.length > 0, by: name, receipt });
  }
  const ruling = medianOf(trial.panel.map(({ vote: share }) => share));
  const all = sent.flatMap(({ receipt }) => receipt.logs);
  const [ruled] = parseEventLogs({ abi: courtAbi, eventName: "RoundRuled", logs: all });
  insist("The ruling, in basis points for the developer", ruled?.args.developerBps, ruling);
  await tell(
    "They reveal, and the median is the ruling",
    [`For ${DEVELOPER}: ${trial.panel.map(({ vote: share }) => shares(share)).join(", ")}. The median is ${shares(ruling)}.`],
    sent,
  );
  await periodIs(stage, trial.caseId, "Appeal");
  const { developerBps, panel } = await hall.api.disputes.get({ caseId: trial.caseId });
  insist("The ruling in the mirror", developerBps, ruling);
  for (const { seat, name, vote: share } of trial.panel) {
    insist(`${name}'s vote in the mirror`, panel.find((member) => member.seat === seat.toString())?.vote, share);
  }
}

export async function execute(stage: Stage, agreed: Agreed, trial: Trial): Promise<void> {
  const { hall, cast, feeBps, tell } = stage;
  const held = lane(agreed, INDEX);
  const { toDeveloper, toClient, fee } = splitOf(held.locked, medianOf(trial.panel.map((each) => each.vote)), feeBps);
  insist("The parts of the split, added up", toDeveloper + toClient + fee, held.locked);

  const receipt = await cast.neighbour.escrow("execute", [agreed.terms, BigInt(INDEX)]);
  const [executed] = parseEventLogs({ abi: escrowAbi, eventName: "Executed", logs: receipt.logs });
  insist(
    "What Escrow says it paid",
    [executed?.args.toDeveloper, executed?.args.toClient, executed?.args.fee],
    [toDeveloper, toClient, fee],
  );
  Object.assign(held, { state: "Ruled", locked: 0n, toDeveloper, toClient, fee });
  await tell(
    "The ruling is executed to the last wei",
    [
      `${coins(held.amount)} was locked:`,
      `  ${coins(toDeveloper)} to ${DEVELOPER}`,
      `  ${coins(fee)} fee out of that share`,
      `  ${coins(toClient)} back to ${CLIENT}`,
    ],
    [{ what: "execute", by: NEIGHBOUR, receipt }],
    { [DEVELOPER]: toDeveloper, [CLIENT]: toClient, [ESCROW]: -(toDeveloper + toClient) },
  );
  await periodIs(stage, trial.caseId, "Executed");
  const mirrored = await hall.api.disputes.get({ caseId: trial.caseId });
  insist(
    "What the mirror says was paid",
    [mirrored.toDeveloper, mirrored.toClient],
    [toDeveloper.toString(), toClient.toString()],
  );
}

/** Nobody appeals: the clock alone makes the ruling final. */
export async function wait(stage: Stage, trial: Trial): Promise<void> {
  const { hall, cast, court, tell, advance, now } = stage;
  const { appealBy } = await hall.api.disputes.get({ caseId: trial.caseId });
  const until = Date.parse(appealBy ?? "");
  const finality = () => hall.chain.readContract({ ...court, functionName: "ruling", args: [trial.caseId] });
  insist("Whether the ruling is final already", (await finality())[0], false);
  await advance((until - (await now())) / 1000 + 2);
  insist("Whether it is final by the clock alone", (await finality())[0], true);
  const receipt = await cast.neighbour.court("pass", [trial.caseId, partiesOf(stage)]);
  await tell(
    "Nobody appeals, and the ruling is final",
    ["Who lost could have paid for a panel of seven. The time for it has passed."],
    [{ what: "pass", by: NEIGHBOUR, receipt }],
  );
  await periodIs(stage, trial.caseId, "Ruled");
}

/** Deposits and a lost seat in, as much out: the sum is zero. */
export async function claimAll(stage: Stage, trial: Trial): Promise<void> {
  const { cast, parameters, hall, court, tell } = stage;
  const { deposit, panel, caseId } = trial;
  const costs = costsOf({ deposit, votes: panel.map((each) => each.vote), court: parameters });
  const claims: { who: string; actor: Actor; amount: bigint }[] = [
    ...panel.map(({ name, arbiter }, place) => ({ who: name, actor: arbiter, amount: costs.rewards[place] ?? 0n })),
    { who: CLIENT, actor: cast.client, amount: costs.toClient },
    { who: DEVELOPER, actor: cast.developer, amount: costs.toDeveloper },
    { who: NEIGHBOUR, actor: cast.neighbour, amount: parameters.drawBounty },
  ];
  const lost = BigInt(costs.far.length) * parameters.seatStake;
  insist(
    "All that the court pays out of the case, and of the seats that were lost",
    claims.reduce((sum, { amount }) => sum + amount, 0n),
    2n * deposit + lost,
  );

  const sent: Sent[] = [
    { what: "reward", by: NEIGHBOUR, receipt: await cast.neighbour.court("reward", [[caseId]]) },
    { what: "reclaim", by: NEIGHBOUR, receipt: await cast.neighbour.court("reclaim", [caseId, partiesOf(stage)]) },
  ];
  for (const { who, actor, amount } of claims) {
    const credit = await hall.chain.readContract({ ...court, functionName: "creditOf", args: [actor.address] });
    insist(`What the court owes ${who}`, credit, amount);
    if (amount === 0n) continue;
    const isAgain = sent.some(({ what }) => what === "withdraw");
    sent.push({ what: "withdraw", isAgain, by: who, receipt: await actor.court("withdraw", [actor.address]) });
  }
  await tell(
    "Deposits and rewards are paid out, and a careless vote is paid for",
    [
      `Two deposits of ${coins(deposit)} came in. Arbiters within ${shares(1_500n)} of the median share the panel's`,
      `price, and what the third seat loses for a vote far from it: ${coins(costs.penalty)}. The rest of its stake returns.`,
    ],
    sent,
    { ...Object.fromEntries(claims.map(({ who, amount }) => [who, amount])), [COURT]: -2n * deposit - lost },
  );
}

async function periodIs({ hall, until }: Stage, caseId: Hex, period: string): Promise<void> {
  await until(`The case coming to ${period}`, async () => (await hall.api.disputes.get({ caseId })).period === period);
}
