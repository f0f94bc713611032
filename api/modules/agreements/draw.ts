/** Draws Terms up: an accepted proposal's words become a document, its money and dates become Terms. */
import type { Hex } from "viem";
import { agreementId, NO_PREVIOUS, packConfig, randomNonce, type Terms } from "#core/chain/terms.ts";
import { type BriefContent, canonical, digestOf } from "#core/features/documents.ts";
import { PlannedMilestone } from "#core/features/proposals.ts";
import { Address, AgreementId, ProjectId, ProposalId } from "#core/lib/ids.ts";
import { toSeconds } from "#core/lib/time.ts";
import type { Prisma } from "#db";
import type { Settings } from "../../config.ts";

/** How long both sides have to sign before the Terms are drawn up again. */
export const SIGN_PERIOD = 14 * 86_400;

type ProjectWords = { id: string; title: string; brief: string; client: string };
type ProposalWords = {
  id: string;
  developer: string;
  letter: string;
  token: string;
  reviewPeriod: number;
  allowsAdvance: boolean;
  milestones: Prisma.JsonValue;
};

const briefOf = (project: ProjectWords, proposal: ProposalWords): BriefContent => ({
  kind: "brief",
  project: ProjectId.parse(project.id),
  proposal: ProposalId.parse(proposal.id),
  client: Address.parse(project.client),
  developer: Address.parse(proposal.developer),
  title: project.title,
  brief: project.brief,
  letter: proposal.letter,
  token: Address.parse(proposal.token),
  reviewPeriod: proposal.reviewPeriod,
  milestones: PlannedMilestone.array()
    .parse(proposal.milestones)
    .map(({ title, deliverable, amount, due }) => ({ title, deliverable, amount, due })),
});

type Occasion = { feeBps: number; now: Date; settings: Settings };

/** What stays the same when an agreement is drawn up again. */
export type Substance = {
  projectId: string;
  proposalId: string;
  title: string;
  client: Hex;
  developer: Hex;
  token: Hex;
  reviewPeriod: number;
  allowsAdvance: boolean;
  brief: Hex;
  /** With the words, so that an agreement's plan is read where the agreement is. */
  milestones: readonly { amount: bigint; due: number; title: string; deliverable: string }[];
  /** Of an amendment: the agreement that it goes on from, before the same court. */
  previous?: Hex;
  court?: Hex;
};

export type AgreementRow = Prisma.AgreementUncheckedCreateInput & { id: AgreementId };

export function drawTerms(substance: Substance, { feeBps, now, settings }: Occasion): AgreementRow {
  const { chainId, deployment } = settings;
  const { projectId, proposalId, title, reviewPeriod, allowsAdvance, milestones, ...rest } = substance;
  const signBy = Number(toSeconds(now)) + SIGN_PERIOD;
  const terms: Terms = {
    ...rest,
    court: Address.parse(rest.court ?? deployment.court),
    config: packConfig({ feeBps, reviewPeriod, signBy, nonce: randomNonce(), allowsAdvance }),
    previous: rest.previous ?? NO_PREVIOUS,
    milestones: milestones.map(({ amount, due }) => ({ amount, due })),
  };

  return {
    ...terms,
    id: AgreementId.parse(agreementId(terms, { chainId, escrow: deployment.escrow })),
    projectId,
    proposalId,
    title,
    chainId,
    escrow: Address.parse(deployment.escrow),
    config: terms.config.toString(),
    milestones: milestones.map(({ amount, due, ...words }) => ({ ...words, amount: amount.toString(), due: due.toString() })),
    signBy: new Date(signBy * 1000),
    createdAt: now,
  };
}

export type Drawn = { agreement: AgreementRow; document: Prisma.DocumentUncheckedCreateInput };

export function drawUp(project: ProjectWords, proposal: ProposalWords, occasion: Occasion): Drawn {
  const content = briefOf(project, proposal);
  const { client, developer, token, reviewPeriod, title } = content;
  const digest = digestOf(content);
  const milestones = content.milestones.map(({ amount, due, ...words }) => ({
    ...words,
    amount: BigInt(amount),
    due: Number(toSeconds(new Date(due))),
  }));
  const substance = {
    projectId: project.id,
    proposalId: proposal.id,
    title,
    client,
    developer,
    token,
    reviewPeriod,
    allowsAdvance: proposal.allowsAdvance,
    brief: digest,
    milestones,
  };

  return {
    agreement: drawTerms(substance, occasion),
    document: { digest, kind: "brief", author: client, content: canonical(content), createdAt: occasion.now },
  };
}
