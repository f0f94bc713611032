/** Rows into what a page shows; every rule of it is core's. */
import { unpackConfig } from "#core/chain/terms.ts";
import {
  type Agreement,
  type AgreementSummary,
  type AgreementVersion,
  agreementState,
  anyoneFrom,
  awaitedOf,
  isClosed,
  type MilestoneView,
  type Movement,
  runningClock,
  type TermsView,
} from "#core/features/agreements.ts";
import type { Person } from "#core/features/profiles.ts";
import { Address, AgreementId, CaseId, Digest, ProjectId, ProposalId, Signature } from "#core/lib/ids.ts";
import { toWei } from "#core/lib/money.ts";
import type { Loaded, Plan } from "./load.ts";

export type Seen = { viewer: string | null; now: Date; name: (address: string) => Person };

const hasSignature = ({ drawn }: Loaded, side: "client" | "developer"): boolean =>
  Boolean(side === "client" ? drawn?.clientSignature : drawn?.developerSignature);

export const stateOf = (loaded: Loaded) =>
  agreementState(
    { client: hasSignature(loaded, "client"), developer: hasSignature(loaded, "developer") },
    loaded.onChain && { ...loaded.onChain, milestones: loaded.plan },
  );

export function toSummary(loaded: Loaded, { viewer, now, name }: Seen): AgreementSummary {
  const { terms, plan, cases, amendment } = loaded;
  const state = stateOf(loaded);
  const side = viewer === terms.client ? "client" : viewer === terms.developer ? "developer" : null;
  const waiting = plan.filter((each) => each.state === "Unfunded" || each.state === "Funded").map(({ due }) => due.getTime());
  const sum = (amounts: bigint[]) => toWei(amounts.reduce((a, b) => a + b, 0n));

  return {
    id: AgreementId.parse(loaded.id),
    title: loaded.title,
    state,
    project: loaded.drawn && ProjectId.parse(loaded.drawn.projectId),
    client: name(terms.client),
    developer: name(terms.developer),
    token: Address.parse(terms.token),
    total: sum(plan.map(({ amount }) => amount)),
    locked: sum(plan.map(({ locked }) => locked)),
    milestones: plan.length,
    closed: plan.filter((each) => isClosed(each.state)).length,
    disputed: plan.filter((each) => each.state === "Disputed").length,
    nextDue: waiting.length > 0 ? new Date(Math.min(...waiting)).toISOString() : null,
    awaiting: awaitedOf({
      state,
      side,
      hasSigned: side !== null && hasSignature(loaded, side),
      milestones: plan,
      reviewPeriod: unpackConfig(terms.config).reviewPeriod,
      cases: cases.map((each) => ({ isRespondent: each.respondent === viewer, period: each.period, answerBy: each.answerBy })),
      amendment,
      now,
    }),
    createdAt: loaded.createdAt.toISOString(),
  };
}

type Past = { history: Movement[]; line: AgreementVersion[] };

export function toAgreement(loaded: Loaded, { history, line }: Past, seen: Seen): Agreement {
  const { drawn, terms, plan } = loaded;
  const { feeBps, reviewPeriod, allowsAdvance, signBy } = unpackConfig(terms.config);
  return {
    ...toSummary(loaded, seen),
    proposal: drawn && ProposalId.parse(drawn.proposalId),
    terms: toTermsView(loaded),
    chainId: loaded.chainId,
    escrow: Address.parse(loaded.escrow),
    feeBps,
    reviewPeriod,
    allowsAdvance,
    signBy: new Date(Math.min(signBy * 1000, 8.64e15)).toISOString(),
    clientSignature: drawn?.clientSignature ? Signature.parse(drawn.clientSignature) : null,
    developerSignature: drawn?.developerSignature ? Signature.parse(drawn.developerSignature) : null,
    wordsWithheld: false,
    plan: plan.map((each) => toMilestone(each, reviewPeriod)),
    history,
    line,
  };
}

export const toTermsView = ({ terms, plan }: Loaded): TermsView => ({
  client: Address.parse(terms.client),
  developer: Address.parse(terms.developer),
  token: Address.parse(terms.token),
  court: Address.parse(terms.court),
  config: terms.config.toString(),
  previous: Digest.parse(terms.previous),
  brief: Digest.parse(terms.brief),
  milestones: plan.map(({ amount, due }) => ({ amount: toWei(amount), due: Math.floor(due.getTime() / 1000).toString() })),
});

const toMilestone = (each: Plan, reviewPeriod: number): MilestoneView => ({
  index: each.index,
  title: each.title,
  deliverable: each.deliverable,
  amount: toWei(each.amount),
  due: each.due.toISOString(),
  state: each.state,
  clock: runningClock(each)?.toISOString() ?? null,
  anyoneFrom: anyoneFrom(each, reviewPeriod)?.toISOString() ?? null,
  changesRequested: each.changesRequested,
  locked: toWei(each.locked),
  toDeveloper: toWei(each.toDeveloper),
  toClient: toWei(each.toClient),
  fee: toWei(each.fee),
  caseId: each.caseId === null ? null : CaseId.parse(each.caseId),
  delivery: each.delivery,
  changeRequest: each.changeRequest,
});
