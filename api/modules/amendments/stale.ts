/** Why an open amendment is worth nothing as it is, and what would have to be signed instead. */
import { type AmendmentInput, faultOfPlan, type StaleReason } from "#core/features/amendments.ts";
import { unpackConfig } from "#core/chain/terms.ts";
import { toSeconds } from "#core/lib/time.ts";
import { Problem } from "#core/lib/problem.ts";
import type { ChainNode, Policy } from "../../lib/chain-node.ts";
import { type Loaded, termsOf } from "../agreements/index.ts";
import { deadlineFrom, reviewPeriodOf, standingOf } from "./draft.ts";
import type { AmendmentRow } from "./view.ts";

export type Binding = { word: bigint; moved: bigint; deadline: Date; stale: StaleReason | null };

const exact = (amount: { toFixed(): string }): bigint => BigInt(amount.toFixed());

type Pair = { row: AmendmentRow; old: Loaded; next: Loaded; plan: AmendmentInput["milestones"] };

/** What only the plan and the clock can say. */
function faultOf({ row, old, next, plan }: Pair, now: Date, policy: Policy): StaleReason | null {
  if (old.onChain === null || (old.onChain.next !== null && old.onChain.next !== row.nextId)) return "plan";
  const fault = faultOfPlan(
    { old: standingOf(old), reviewPeriod: reviewPeriodOf(old), now },
    { milestones: plan, funded: row.funded, reviewPeriod: unpackConfig(next.terms.config).reviewPeriod },
  );
  if (fault?.why === "due-passed") return "dates";
  if (fault !== null) return "plan";
  const { feeBps } = unpackConfig(next.terms.config);
  const isTaken = feeBps === policy.feeBps || (feeBps === policy.previousFeeBps && now < policy.previousUntil);
  return isTaken ? null : "fee";
}

/**
 * What a signature would bind now. The word is asked of the contract; without a node the last one stands, and the page
 * still comes: a signature over an old word is refused by the contract in any case.
 */
export async function bindingOf(chain: ChainNode, pair: Pair, now: Date): Promise<Binding> {
  const { row, old, next } = pair;
  const kept: Binding = { word: exact(row.word), moved: exact(row.moved), deadline: row.deadline, stale: null };
  if (row.openFor === null || next.onChain !== null) return kept;
  const isSigned = row.clientSignature !== null || row.developerSignature !== null;
  const isExpired = row.deadline <= now;
  const deadline = isExpired ? deadlineFrom(now) : row.deadline;

  try {
    const fault = faultOf(pair, now, await chain.policy());
    if (fault !== null) return { ...kept, stale: fault };
    const question = { old: termsOf(old), terms: termsOf(next), funded: row.funded, deadline: toSeconds(deadline) };
    const { word, moved } = await chain.amendment(question);
    const hasMoved = word !== kept.word || moved !== kept.moved;
    return { word, moved, deadline, stale: !isSigned ? null : hasMoved ? "moved" : isExpired ? "expired" : null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Escrow refuses these Terms as they are; no signature changes that.
    if (error.code === "rule-broken") return { ...kept, stale: "plan" };
    return { ...kept, deadline, stale: isSigned && isExpired ? "expired" : null };
  }
}
