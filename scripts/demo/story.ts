/** The whole story of Guildhall, each number of it checked three times: by the rules, on the chain, in the mirror. */
import type { Hex } from "viem";
import { z } from "zod";
import type { Hall } from "../lib/hall.ts";
import { agree, fund, signIn } from "./agreeing.ts";
import { pointsOf } from "./arithmetic.ts";
import { insist } from "./insist.ts";
import { claimAll, dispute, draw, execute, reveal, takeSeats, vote, wait } from "./judging.ts";
import type { Balance } from "./purses.ts";
import { type Agreed, DEVELOPER, ESCROW, lane, NEIGHBOUR, openStage, type Stage, type Step, TREASURY } from "./stage.ts";
import { coins, grouped } from "./words.ts";
import { deliver, release, releaseByAnyone, standsWith } from "./working.ts";

export type { Step } from "./stage.ts";

export type StoryOptions = {
  hall: Hall;
  /** `release` is as far as one gets without moving the clock. */
  until?: "release" | "end";
  /** Told after each step was checked. */
  onStep?: (step: Step) => void | Promise<void>;
  /** How long the mirror may take to see a step, in milliseconds: an indexer that was restarted has to catch up. */
  patience?: number;
};

export type Outcome = { agreement: Hex; caseId?: Hex; transactions: Step["transactions"]; balances: Balance[] };

export async function runStory({ hall, until = "end", onStep = () => {}, patience = 60_000 }: StoryOptions): Promise<Outcome> {
  const stage = await openStage({ hall, isAlone: until === "end", onStep, patience });
  await signIn(stage);
  if (until === "end") await takeSeats(stage);

  const agreed = await agree(stage);
  await fund(stage, agreed);
  await deliver(stage, agreed, 0);
  await release(stage, agreed, 0);
  if (until === "release") return outcomeOf(stage, agreed);

  await deliver(stage, agreed, 1);
  await releaseByAnyone(stage, agreed, 1);

  await deliver(stage, agreed, 2);
  const trial = await dispute(stage, agreed);
  await draw(stage, trial);
  await vote(stage, trial);
  await reveal(stage, trial);
  await wait(stage, trial);
  await execute(stage, agreed, trial);
  await claimAll(stage, trial);
  await collectFees(stage, agreed);
  await showStanding(stage, agreed);
  return { ...outcomeOf(stage, agreed), caseId: trial.caseId };
}

const outcomeOf = ({ gas, purses }: Stage, { id }: Agreed): Outcome => ({
  agreement: id,
  transactions: gas,
  balances: purses.total(),
});

async function collectFees({ cast, coin, tell }: Stage, agreed: Agreed): Promise<void> {
  const fees = agreed.lanes.reduce((sum, { fee }) => sum + fee, 0n);
  const receipt = await cast.neighbour.escrow("collectFees", [coin]);
  await tell(
    "The fees go to the treasury, and Escrow is empty",
    [`${coins(fees)}: one percent of what was released and of ${DEVELOPER}'s share.`],
    [{ what: "collect fees", by: NEIGHBOUR, receipt }],
    { [TREASURY]: fees, [ESCROW]: -fees },
  );
}

const Portrait = z.object({
  name: z.string(),
  attributes: z.array(z.object({ trait_type: z.string(), value: z.union([z.string(), z.number()]) })),
});

async function showStanding(stage: Stage, agreed: Agreed): Promise<void> {
  const { hall, cast, reputation, coinRate, tell } = stage;
  const fees = [lane(agreed, 0).fee, lane(agreed, 1).fee];
  await standsWith(stage, { fees, won: 1 });
  const { address } = cast.developer;
  const tokenId = BigInt(address);
  insist(
    "Who owns the token",
    await hall.chain.readContract({ ...reputation, functionName: "ownerOf", args: [tokenId] }),
    address,
  );
  insist(
    "Whether the token can move",
    await hall.chain.readContract({ ...reputation, functionName: "locked", args: [tokenId] }),
    true,
  );

  const uri = await hall.chain.readContract({ ...reputation, functionName: "tokenURI", args: [tokenId] });
  const portrait = Portrait.parse(JSON.parse(Buffer.from(uri.split(",", 2)[1] ?? "", "base64").toString()));
  const trait = (name: string) => portrait.attributes.find(({ trait_type }) => trait_type.toLowerCase() === name)?.value;
  const experience = fees.reduce((sum, fee) => sum + pointsOf(fee, coinRate), 0n);
  insist(
    "What the token shows",
    ["experience", "won", "lost"].map((name) => String(trait(name))),
    [experience.toString(), "1", "0"],
  );
  await tell(`${DEVELOPER}'s token shows what he did`, [
    `"${portrait.name}", bound to his address for good: ${grouped(experience)} points of experience for fees that were paid, ${trait("won")} dispute won, ${trait("lost")} lost.`,
  ]);
}
