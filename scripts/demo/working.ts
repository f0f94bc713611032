/** Work delivered, released by the client, and released by a stranger when the client is silent. */
import { insist } from "./insist.ts";
import { feeOf, pointsOf } from "./arithmetic.ts";
import { type Agreed, CLIENT, DEVELOPER, ESCROW, lane, NEIGHBOUR, type Stage } from "./stage.ts";
import { coins } from "./words.ts";

const deliveries = [
  {
    title: "A year of tides",
    text: "8,760 hours against the navy's table: largest difference 4.1 cm, in the August storm. The script that compares them is in the folder.",
  },
  {
    title: "The face",
    text: "Read aloud from 8.4 metres by three fishmongers, one of them without her glasses. The hand stops and says so when its clock is older than a minute.",
  },
  {
    title: "Thirty days",
    text: "Thirty days beside the old board. The two differed on four mornings; on all four the boats agreed with the clock.",
  },
] as const;

export async function deliver({ cast: { developer }, tell }: Stage, agreed: Agreed, index: 0 | 1 | 2): Promise<void> {
  const { id, terms } = agreed;
  const { title, text } = deliveries[index];
  const { digest } = await developer.api.documents.store({ agreement: id, index, kind: "delivery", title, text, links: [] });
  const receipt = await developer.escrow("submit", [terms, BigInt(index), digest]);
  lane(agreed, index).state = "Submitted";
  await tell(
    `${DEVELOPER} delivers milestone ${index + 1}`,
    [`"${title}": the words are kept by the API, their digest on chain.`],
    [{ what: `submit ${index + 1}`, by: DEVELOPER, receipt }],
  );
  const { plan } = await developer.api.agreements.get({ id });
  insist("The digest of the delivery in the mirror", plan[index]?.delivery, digest);
}

function closeReleased(agreed: Agreed, index: number, feeBps: bigint) {
  const released = lane(agreed, index);
  const fee = feeOf(released.amount, feeBps);
  Object.assign(released, { state: "Released", locked: 0n, toDeveloper: released.amount - fee, fee });
  return { amount: released.amount, fee };
}

export async function release(stage: Stage, agreed: Agreed, index: 0): Promise<void> {
  const { cast, feeBps, tell } = stage;
  const receipt = await cast.client.escrow("release", [agreed.terms, BigInt(index)]);
  const { amount, fee } = closeReleased(agreed, index, feeBps);
  await tell(
    `${CLIENT} releases milestone ${index + 1}`,
    [
      `${coins(amount)} leaves Escrow: ${coins(amount - fee)} to ${DEVELOPER},`,
      `${coins(fee)} (${feeBps / 100n} %) is the hall's fee.`,
    ],
    [{ what: "release", by: CLIENT, receipt }],
    { [DEVELOPER]: amount - fee, [ESCROW]: -(amount - fee) },
  );
  await standsWith(stage, { fees: [fee], won: 0 });
}

/** The client does not answer: when the review is over, anybody may release. */
export async function releaseByAnyone(stage: Stage, agreed: Agreed, index: 1): Promise<void> {
  const { cast, feeBps, tell, now, advance } = stage;
  const { plan } = await cast.client.api.agreements.get({ id: agreed.id });
  const from = Date.parse(plan[index]?.anyoneFrom ?? "");
  await advance((from - (await now())) / 1000 + 1);

  const receipt = await cast.neighbour.escrow("release", [agreed.terms, BigInt(index)]);
  const { amount, fee } = closeReleased(agreed, index, feeBps);
  await tell(
    `${CLIENT} is silent for three days; a neighbour releases`,
    ["The clock is moved past the review. Anybody may release now, and pays the gas."],
    [{ what: "release after review", by: NEIGHBOUR, receipt }],
    { [DEVELOPER]: amount - fee, [ESCROW]: -(amount - fee), [NEIGHBOUR]: 0n },
  );
  await standsWith(stage, { fees: [lane(agreed, 0).fee, fee], won: 0 });
}

/** Experience is earned by fees that were paid, fee by fee, and rounds down each time. */
export async function standsWith(
  { hall, cast, reputation, coinRate, before }: Stage,
  { fees, won }: { fees: bigint[]; won: number },
): Promise<void> {
  const { address } = cast.developer;
  const experience = fees.reduce((sum, fee) => sum + pointsOf(fee, coinRate), before.experience);
  const expected = [experience, before.won + won, before.lost].map(String);
  const standing = await hall.chain.readContract({ ...reputation, functionName: "standingOf", args: [address] });
  insist(`${DEVELOPER}'s standing on chain`, [standing.experience, standing.won, standing.lost].map(String), expected);
  const mirrored = await hall.api.reputation.standing({ address });
  insist(`${DEVELOPER}'s standing in the mirror`, [mirrored.experience, mirrored.won, mirrored.lost].map(String), expected);
}
