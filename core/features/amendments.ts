import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, AgreementId, AmendmentId, Digest, Signature } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";
import { words } from "../lib/text.ts";
import { Instant } from "../lib/time.ts";
import { type MilestoneState, Movement, TermsView } from "./agreements.ts";
import { Person } from "./profiles.ts";
import { MAX_MILESTONES, MAX_REVIEW, MIN_REVIEW, PlannedMilestone } from "./proposals.ts";

/**
 * `proposed` nobody signed · `signed` one or both did · `executed` the money moved · `withdrawn` by whoever proposed it ·
 * `declined` by the other side · `stale` the agreement, the time or the fee moved on, so nothing signed here is worth anything.
 */
export const AmendmentState = z.enum(["proposed", "signed", "executed", "withdrawn", "declined", "stale"]);
export type AmendmentState = z.infer<typeof AmendmentState>;

/** `from` is the milestone of the old plan that this one continues, null for a new one. */
const Origin = z
  .number()
  .int()
  .min(0)
  .max(MAX_MILESTONES - 1)
  .nullable();
export const AmendedMilestone = PlannedMilestone.extend({ from: Origin });
export type AmendedMilestone = z.infer<typeof AmendedMilestone>;

export const AmendmentInput = z.object({
  id: AmendmentId,
  agreement: AgreementId,
  reason: words(2_000, 10),
  /** Seconds that the client has to answer a submission under the new plan. */
  reviewPeriod: z.number().int().min(MIN_REVIEW).max(MAX_REVIEW),
  /** How many milestones of the new plan, from the first, hold money once it is executed. */
  funded: z.number().int().min(1).max(MAX_MILESTONES),
  milestones: z.array(AmendedMilestone).min(1).max(MAX_MILESTONES),
});
export type AmendmentInput = z.infer<typeof AmendmentInput>;

const Place = z.number().int();
const Step = z.object({ title: z.string(), deliverable: z.string(), amount: Wei, due: Instant });
export type Step = z.infer<typeof Step>;

/** `stays` under the old agreement, before its court. `amount` before is what the milestone still holds, if it holds any. */
export const PlanChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("added"), to: Place, after: Step }),
  z.object({ kind: z.literal("removed"), from: Place, before: Step, wasDelivered: z.boolean() }),
  z.object({ kind: z.literal("stays"), from: Place, before: Step }),
  z.object({
    kind: z.literal("continued"),
    from: Place,
    to: Place,
    before: Step,
    after: Step,
    changed: z.array(z.enum(["title", "deliverable", "amount", "due", "place"])),
    wasDelivered: z.boolean(),
  }),
]);
export type PlanChange = z.infer<typeof PlanChange>;

/** Of `moved` the new plan takes `needed`: what is missing the client adds, what is left over goes back to the client. */
export const AmendmentMoney = z.object({ moved: Wei, needed: Wei, added: Wei, returned: Wei });
export type AmendmentMoney = z.infer<typeof AmendmentMoney>;

/**
 * `moved` something happened under the agreement · `expired` the time to sign ran out · `fee` the platform's fee changed ·
 * `plan` a milestone that it continues is over · `dates` a date of the new plan has passed. The first two can be signed
 * again as they are, the others only proposed anew.
 */
export const StaleReason = z.enum(["moved", "expired", "fee", "plan", "dates"]);
export type StaleReason = z.infer<typeof StaleReason>;
export const canSignAgain = (reason: StaleReason): boolean => reason === "moved" || reason === "expired";

export const Amendment = z.object({
  id: AmendmentId,
  agreement: AgreementId,
  /** The agreement that it becomes. */
  next: AgreementId,
  by: Person,
  reason: z.string(),
  token: Address,
  state: AmendmentState,
  stale: z.object({ reason: StaleReason, since: z.array(Movement) }).nullable(),
  /** The new Terms as both sign them; `next` is their digest. */
  terms: TermsView,
  chainId: z.number().int(),
  escrow: Address,
  feeBps: z.number().int(),
  reviewPeriod: z.number().int(),
  previousReviewPeriod: z.number().int(),
  funded: z.number().int(),
  changes: z.array(PlanChange),
  money: AmendmentMoney,
  /** What a signature binds now: the old agreement's word on chain, what it would give, and until when it is good. */
  word: z.string().regex(/^[0-9]{1,78}$/),
  moved: Wei,
  deadline: Instant,
  hasSigned: z.object({ client: z.boolean(), developer: z.boolean() }),
  /** To the two parties alone, and only while it can still happen: whoever has both may send them. */
  clientSignature: Signature.nullable(),
  developerSignature: Signature.nullable(),
  brief: Digest,
  createdAt: Instant,
  decidedAt: Instant.nullable(),
});
export type Amendment = z.infer<typeof Amendment>;

/** A milestone of the old plan, as the rules need it. */
export type Standing = {
  index: number;
  title: string;
  deliverable: string;
  amount: bigint;
  locked: bigint;
  due: Date;
  state: MilestoneState;
};

/** What a new plan takes the place of: all that is neither over nor before the court. */
export const isReplaceable = (state: MilestoneState): boolean =>
  state === "Unfunded" || state === "Funded" || state === "Submitted";
const isHeld = (state: MilestoneState): boolean => state === "Funded" || state === "Submitted";

const stepOf = ({ title, deliverable, amount, locked, due, state }: Standing): Step => ({
  title,
  deliverable,
  amount: Wei.parse((isHeld(state) || state === "Disputed" ? locked : amount).toString()),
  due: due.toISOString(),
});

type Planned = { title: string; deliverable: string; amount: string; due: string; from: number | null };

/** What becomes of each milestone, in the order of the new plan; then what is gone, then what stays. */
export function changesBetween(old: readonly Standing[], plan: readonly Planned[]): PlanChange[] {
  const open = old.filter(({ state }) => isReplaceable(state));
  const wasDelivered = ({ state }: Standing) => state === "Submitted";
  // Places are compared among what goes on, so that one new milestone in front does not move all others.
  const goesOn = plan.flatMap(({ from }) => (from === null ? [] : [from]));
  const before = open.map(({ index }) => index).filter((index) => goesOn.includes(index));

  const ahead = plan.map((each, to): PlanChange => {
    const after = Step.parse({ ...each, due: new Date(each.due).toISOString() });
    const origin = open.find(({ index }) => index === each.from);
    if (!origin) return { kind: "added", to, after };
    const was = stepOf(origin);
    const words = (["title", "deliverable", "amount", "due"] as const).filter((name) => was[name] !== after[name]);
    const isElsewhere = before.indexOf(origin.index) !== goesOn.indexOf(origin.index);
    const changed = [...words, ...(isElsewhere ? (["place"] as const) : [])];
    return { kind: "continued", from: origin.index, to, before: was, after, changed, wasDelivered: wasDelivered(origin) };
  });
  const gone = open
    .filter(({ index }) => !goesOn.includes(index))
    .map(
      (each): PlanChange => ({
        kind: "removed",
        from: each.index,
        before: stepOf(each),
        wasDelivered: wasDelivered(each),
      }),
    );
  const stays = old
    .filter(({ state }) => state === "Disputed")
    .map((each): PlanChange => ({ kind: "stays", from: each.index, before: stepOf(each) }));
  return [...ahead, ...gone, ...stays];
}

/** Escrow's arithmetic: what undisputed milestones still hold moves, and the first `funded` of the new plan are filled. */
export function amendmentMoney(
  old: readonly Pick<Standing, "state" | "locked">[],
  plan: readonly { amount: string }[],
  funded: number,
): AmendmentMoney {
  const moved = old.filter(({ state }) => isHeld(state)).reduce((sum, { locked }) => sum + locked, 0n);
  const needed = plan.slice(0, funded).reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const wei = (amount: bigint) => Wei.parse((amount > 0n ? amount : 0n).toString());
  return { moved: wei(moved), needed: wei(needed), added: wei(needed - moved), returned: wei(moved - needed) };
}

/** Why a plan cannot amend the other, at the place where it is said; null when it can. */
export type PlanFault = { at: string; why: "unknown-origin" | "twice" | "too-many-funded" | "due-passed" | "nothing-changes" };

export function faultOfPlan(
  { old, reviewPeriod, now }: { old: readonly Standing[]; reviewPeriod: number; now: Date },
  next: Pick<AmendmentInput, "milestones" | "funded" | "reviewPeriod">,
): PlanFault | null {
  const seen = new Set<number>();
  for (const [at, { from, due }] of next.milestones.entries()) {
    if (from !== null && !old.some(({ index, state }) => index === from && isReplaceable(state)))
      return { at: `milestones.${at}.from`, why: "unknown-origin" };
    if (from !== null && seen.has(from)) return { at: `milestones.${at}.from`, why: "twice" };
    if (from !== null) seen.add(from);
    if (new Date(due) <= now) return { at: `milestones.${at}.due`, why: "due-passed" };
  }
  if (next.funded > next.milestones.length) return { at: "funded", why: "too-many-funded" };
  const changes = changesBetween(old, next.milestones);
  const isSame =
    next.reviewPeriod === reviewPeriod &&
    next.funded === old.filter(({ state }) => isHeld(state)).length &&
    changes.every((each) => each.kind === "stays" || (each.kind === "continued" && each.changed.length === 0));
  return isSame ? { at: "milestones", why: "nothing-changes" } : null;
}

type Signed = { client: boolean; developer: boolean };

export const amendmentState = ({
  decided,
  isExecuted,
  stale,
  signed,
}: {
  decided: "open" | "withdrawn" | "declined";
  isExecuted: boolean;
  stale: StaleReason | null;
  signed: Signed;
}): AmendmentState => {
  // The chain's word is the last: what was declined here and executed there is executed.
  if (isExecuted) return "executed";
  if (decided !== "open") return decided;
  if (stale !== null) return "stale";
  return signed.client || signed.developer ? "signed" : "proposed";
};

const ofOne = z.object({ id: AmendmentId });

export const amendments = {
  list: oc
    .route({
      method: "GET",
      path: "/v1/agreements/{agreement}/amendments",
      summary: "What was proposed to change in an agreement, the newest first",
      tags: ["amendments"],
    })
    .input(z.object({ agreement: AgreementId }))
    .output(z.array(Amendment)),
  get: oc
    .route({ method: "GET", path: "/v1/amendments/{id}", summary: "One amendment with what it changes", tags: ["amendments"] })
    .input(ofOne)
    .output(Amendment),
  propose: oc
    .route({
      method: "POST",
      path: "/v1/agreements/{agreement}/amendments",
      summary: "Propose another plan for the work and the money that are left",
      tags: ["amendments"],
      successStatus: 201,
    })
    .input(AmendmentInput)
    .output(Amendment),
  sign: oc
    .route({
      method: "POST",
      path: "/v1/amendments/{id}/signature",
      summary: "Keep my EIP-712 signature of an amendment of the agreement as it stands now",
      tags: ["amendments"],
    })
    .input(ofOne.extend({ signature: Signature, deadline: Instant }))
    .output(Amendment),
  decline: oc
    .route({
      method: "POST",
      path: "/v1/amendments/{id}/decline",
      summary: "Decline what the other side proposed",
      tags: ["amendments"],
    })
    .input(ofOne)
    .output(Amendment),
  withdraw: oc
    .route({ method: "POST", path: "/v1/amendments/{id}/withdraw", summary: "Withdraw what I proposed", tags: ["amendments"] })
    .input(ofOne)
    .output(Amendment),
};
