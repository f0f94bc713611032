/** From a project to locked money. */
import { recoverTypedDataAddress } from "viem";
import { agreementId, termsTypedData } from "#core/chain/terms.ts";
import { mintId } from "#core/lib/ids.ts";
import type { Actor } from "../lib/actor.ts";
import { termsFrom } from "../lib/terms.ts";
import { insist } from "./insist.ts";
import { prose } from "../seed/prose.ts";
import { type Agreed, CLIENT, DEVELOPER, ESCROW, type Stage } from "./stage.ts";
import { coins } from "./words.ts";

const DAY = 86_400_000;

/** An odd amount, so that a unit lost anywhere shows. */
const milestones = [
  {
    title: "The tide, computed",
    deliverable: "Heights for Valparaíso within 5 cm of the navy's table for a year.",
    amount: 800_000_000_000_000_000n,
    days: 10,
  },
  {
    title: "The clock on the wall",
    deliverable: "A clock face that a fishmonger reads from eight metres.",
    amount: 600_000_000_000_000_000n,
    days: 20,
  },
  {
    title: "A month on the market",
    deliverable: "Thirty days on the wall beside the old board, with a note of each difference.",
    amount: 1_000_000_000_000_000_003n,
    days: 40,
  },
];

async function introduce(actor: Actor, handle: string, name: string, headline: string): Promise<void> {
  await actor.signIn();
  const rest = { bio: "", location: "", timeZone: "", skills: [], links: [], availableHours: 0 };
  await actor.api.profiles.update({ handle, name, headline, ...rest });
}

export async function signIn({ cast: { client, developer }, tell }: Stage): Promise<void> {
  await introduce(client, "demo-ines", "Inés Carrasco", "Runs the fish market of Valparaíso");
  await introduce(developer, "demo-kofi", "Kofi Mensah", "Clocks, tides and other honest displays");
  await tell("Two people sign in with Ethereum", [
    `${CLIENT}, a client, and ${DEVELOPER}, a developer, each sign a message. It costs nothing.`,
  ]);
}

export async function agree(stage: Stage): Promise<Agreed> {
  const { cast, coin, tell, now } = stage;
  const { client, developer } = cast;
  const today = await now();
  const total = milestones.reduce((sum, { amount }) => sum + amount, 0n);
  const project = await client.api.projects.post({
    id: mintId(),
    title: "A tide clock for the fish market",
    brief: prose`
      The boats of Valparaíso come in with the tide and the market opens when they do. We want one clock on the wall that
      says when: next high water, how high, and how sure. Read from eight metres, by people with wet hands.`,
    field: "web",
    skills: ["timeseries", "typescript"],
    token: coin,
    budget: total.toString(),
    deadline: new Date(today + 60 * DAY).toISOString(),
  });
  await tell(`${CLIENT} posts a project`, [`"${project.title}", with ${coins(total)} in mind.`]);

  const proposal = await developer.api.proposals.submit({
    id: mintId(),
    project: project.id,
    letter: prose`
      Tides are the most punctual thing I know, so the clock can be honest to the minute. I would check a year against the
      navy's table first, draw the face second, and let it hang beside the old board for a month.`,
    token: coin,
    reviewPeriod: 3 * 86_400,
    milestones: milestones.map(({ title, deliverable, amount, days }) => ({
      title,
      deliverable,
      amount: amount.toString(),
      due: new Date(today + days * DAY).toISOString(),
    })),
  });
  await tell(
    `${DEVELOPER} proposes three milestones`,
    milestones.map(({ title, amount }) => `${title}: ${coins(amount)}`),
  );

  return sign(stage, proposal.id);
}

async function sign({ hall, cast, escrow, feeBps, tell, begin }: Stage, proposal: string): Promise<Agreed> {
  const { client, developer } = cast;
  const { agreement: id } = await client.api.proposals.accept({ id: proposal });
  const { terms: view, state, feeBps: shown } = await client.api.agreements.get({ id });
  const terms = termsFrom(view);
  insist("The agreement's state before anybody signed", state, "drafted");
  insist("The fee in the terms, in basis points", shown, feeBps);
  insist("The hash that we work out from the terms", agreementId(terms, hall.deployment), id);
  insist(
    "The hash that Escrow works out from the terms",
    await hall.chain.readContract({ ...escrow, functionName: "idOf", args: [terms] }),
    id,
  );

  for (const actor of [client, developer]) {
    const signature = await actor.signTerms(terms);
    await actor.api.agreements.sign({ id, signature });
  }
  const both = await client.api.agreements.get({ id });
  insist("The agreement's state after both signed", both.state, "signed");
  const signatures = { [client.address]: both.clientSignature, [developer.address]: both.developerSignature };
  for (const [address, signature] of Object.entries(signatures)) {
    insist(
      "Who signed the hash",
      await recoverTypedDataAddress({ ...termsTypedData(terms, hall.deployment), signature: signature ?? "0x" }),
      address,
    );
  }

  const lanes = terms.milestones.map(({ amount }) => ({
    amount,
    state: "Unfunded" as const,
    locked: 0n,
    toDeveloper: 0n,
    toClient: 0n,
    fee: 0n,
  }));
  const agreed: Agreed = { id, terms, lanes };
  begin(agreed);
  await tell("Both sign one hash", [
    `${id.slice(0, 34)}`,
    `${id.slice(34)}`,
    "is the agreement: computed here, by the API and by Escrow, and the same.",
  ]);
  return agreed;
}

export async function fund({ cast: { client }, tell }: Stage, agreed: Agreed): Promise<void> {
  const { id, terms, lanes } = agreed;
  const total = terms.milestones.reduce((sum, { amount }) => sum + amount, 0n);
  const { developerSignature } = await client.api.agreements.get({ id });
  const receipt = await client.escrow("fundSigned", [terms, BigInt(lanes.length), developerSignature ?? "0x"], total);
  agreed.lanes = lanes.map((each) => ({ ...each, state: "Funded", locked: each.amount }));
  await tell(
    `${CLIENT} funds all three milestones`,
    [`${coins(total)} is locked, and ${DEVELOPER}'s signature comes along, so both are bound.`],
    [{ what: "fund, signed", by: CLIENT, receipt }],
    { [CLIENT]: -total, [ESCROW]: total },
  );
  const { state, locked } = await client.api.agreements.get({ id });
  insist("The agreement's state after funding", state, "active");
  insist("What the mirror says is locked", locked, total);
}
