/** What each test account is for, once the lot has said who sits where. */
import { courtAbi } from "#core/chain/abi.ts";
import type { TestAccount } from "#core/features/chain.ts";
import { Address } from "#core/lib/ids.ts";
import { people } from "./people.ts";
import type { Handle } from "./story.ts";
import type { CaseSoFar, Telling, World } from "./world.ts";

/** The court's periods in Solidity's order. */
const COMMIT = 3;
const REVEAL = 4;
const RULED = 6;

export async function testAccountsOf(tellings: readonly Telling[], world: World): Promise<TestAccount[]> {
  const files = tellings.flatMap(({ cases, story }) => [...cases.values()].map((file) => ({ file, title: story.title })));
  const duties = new Map<Handle, Set<string>>();
  const add = (handle: Handle, duty: string) => duties.set(handle, (duties.get(handle) ?? new Set()).add(duty));
  for (const { file } of files) for (const [handle, duty] of await dutiesIn(file, world)) add(handle, duty);
  for (const { handle } of people) if (await hasCredit(handle, world)) add(handle, "credit to withdraw from the court");

  return people.map(({ handle, name, role, purpose }) => {
    const drawn = [...(duties.get(handle) ?? [])];
    // An arbiter is there for what the lot brought; anybody else has work of their own, which comes first.
    const purposes = role === "arbiter" && drawn.length > 0 ? drawn : [purpose, ...drawn];
    return { address: Address.parse(world.actor(handle).address), name, purpose: purposes.join("; ") };
  });
}

async function dutiesIn({ caseId, panels }: CaseSoFar, world: World): Promise<[Handle, string][]> {
  const { chain, deployment } = world.hall;
  const court = { address: deployment.court, abi: courtAbi } as const;
  const { period } = await chain.readContract({ ...court, functionName: "caseOf", args: [caseId] });

  const found: [Handle, string][] = [];
  for (const [before, panel] of panels.entries()) {
    const jurors = await chain.readContract({ ...court, functionName: "panelOf", args: [caseId, BigInt(before + 1)] });
    const isSitting = before === panels.length - 1;
    for (const [place, { arbiter, vote }] of panel.entries()) {
      const juror = jurors[place];
      if (juror === undefined) continue;
      if (isSitting && period === COMMIT)
        found.push([
          arbiter,
          vote === undefined
            ? "drawn arbiter who still has to commit a vote"
            : "drawn arbiter who has committed and waits for the others",
        ]);
      if (isSitting && period === REVEAL)
        found.push([
          arbiter,
          juror.hasVoted
            ? "drawn arbiter who has revealed and waits for the ruling"
            : "drawn arbiter who still has to reveal a vote",
        ]);
      if (period === RULED && juror.isSlashed) found.push([arbiter, "arbiter who once did not reveal and was slashed"]);
      if (period === RULED && !juror.isSlashed && (await isOwed(caseId, arbiter, world)))
        found.push([arbiter, "arbiter with a reward to collect"]);
    }
  }
  return found;
}

const isOwed = async (
  caseId: CaseSoFar["caseId"],
  handle: Handle,
  { hall: { chain, deployment }, actor }: World,
): Promise<boolean> =>
  (await chain.readContract({
    address: deployment.court,
    abi: courtAbi,
    functionName: "claimable",
    args: [caseId, actor(handle).address],
  })) > 0n;

const hasCredit = async (handle: Handle, { hall: { chain, deployment }, actor }: World): Promise<boolean> =>
  (await chain.readContract({
    address: deployment.court,
    abi: courtAbi,
    functionName: "creditOf",
    args: [actor(handle).address],
  })) > 0n;
