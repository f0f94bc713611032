/** An amendment's plan as Terms and as words: what both sides will sign, and the document behind its digest. */
import { unpackConfig } from "#core/chain/terms.ts";
import type { AmendmentInput, Standing } from "#core/features/amendments.ts";
import {
  type AmendedBriefContent,
  AmendedBriefContent as Brief,
  BriefContent,
  canonical,
  digestOf,
} from "#core/features/documents.ts";
import { Address, AgreementId } from "#core/lib/ids.ts";
import { toSeconds } from "#core/lib/time.ts";
import type { Prisma } from "#db";
import type { Settings } from "../../config.ts";
import { type AgreementRow, drawTerms, type Loaded, SIGN_PERIOD } from "../agreements/index.ts";

const DAY = 86_400_000;

/** The same for everybody who asks on one day, so that two who sign at once sign the same. */
export const deadlineFrom = (now: Date): Date => new Date(Math.ceil(now.getTime() / DAY) * DAY + SIGN_PERIOD * 1000);

const wholeSeconds = (at: string): string => new Date(Math.floor(Date.parse(at) / 1000) * 1000).toISOString();

/** The contract's dates are whole seconds, and what both sign is what both saw. */
export const inSeconds = (input: AmendmentInput): AmendmentInput => ({
  ...input,
  milestones: input.milestones.map((each) => ({ ...each, due: wholeSeconds(each.due) })),
});

export const standingOf = ({ plan }: Loaded): Standing[] =>
  plan.map(({ index, title, deliverable, amount, locked, due, state }) => ({
    index,
    title,
    deliverable,
    amount,
    locked,
    due,
    state,
  }));

type Occasion = { feeBps: number; now: Date; settings: Settings };
export type Draft = { agreement: AgreementRow; document: Prisma.DocumentUncheckedCreateInput };

/** @param brief The content of the old agreement's brief: project and letter stay as both saw them. */
export function draft(old: Loaded, brief: string, input: AmendmentInput, { feeBps, now, settings }: Occasion, by: string): Draft {
  if (old.drawn === null) throw new Error("An agreement without a draft has no words to go on from.");
  const content: AmendedBriefContent = {
    ...BriefContent.parse(JSON.parse(brief)),
    previous: AgreementId.parse(old.id),
    reason: input.reason,
    reviewPeriod: input.reviewPeriod,
    milestones: input.milestones.map(({ title, deliverable, amount, due, from }) => ({
      title,
      deliverable,
      amount,
      due,
      ...(from === null ? {} : { from }),
    })),
  };
  const digest = digestOf(content);
  const { projectId, proposalId, title } = old.drawn;
  const agreement = drawTerms(
    {
      projectId,
      proposalId,
      title,
      client: Address.parse(old.terms.client),
      developer: Address.parse(old.terms.developer),
      token: Address.parse(old.terms.token),
      court: Address.parse(old.terms.court),
      reviewPeriod: input.reviewPeriod,
      allowsAdvance: unpackConfig(old.terms.config).allowsAdvance,
      brief: digest,
      previous: AgreementId.parse(old.id),
      milestones: input.milestones.map(({ title: name, deliverable, amount, due }) => ({
        title: name,
        deliverable,
        amount: BigInt(amount),
        due: Number(toSeconds(new Date(due))),
      })),
    },
    { feeBps, now, settings },
  );
  return {
    agreement,
    document: { digest, kind: "brief", author: Address.parse(by), content: canonical(content), createdAt: now },
  };
}

/** The plan that a drafted amendment brings, with where each milestone comes from. */
export const planIn = (content: string) => {
  const { milestones, reviewPeriod } = Brief.parse(JSON.parse(content));
  return { reviewPeriod, milestones: milestones.map(({ from, ...each }) => ({ ...each, from: from ?? null })) };
};

export const reviewPeriodOf = ({ terms }: Loaded): number => unpackConfig(terms.config).reviewPeriod;
