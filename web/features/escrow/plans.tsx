"use client";

import { useTranslations } from "next-intl";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import type { Document } from "#core/features/documents.ts";
import { useToken } from "#web/lib/chain.tsx";
import { MAX_CHANGE_REQUESTS } from "#web/lib/moves.ts";
import type { TransactionPlan } from "#web/lib/transactions/plan.ts";
import { Address } from "#web/ui/address.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { Money } from "#web/ui/money.tsx";
import { Moment, Span } from "#web/ui/time.tsx";
import { escrowCall } from "./use-escrow.ts";

/** A bit for each milestone, as `disputeTogether` takes them. */
const lanesOf = (milestones: readonly MilestoneView[]): bigint =>
  milestones.reduce((lanes, { index }) => lanes | (1n << BigInt(index)), 0n);

/** What each move of a milestone says before it is signed. */
export const usePlans = (agreement: Agreement, milestone: MilestoneView) => {
  const t = useTranslations("escrow.plan");
  const token = useToken(agreement.token);
  const index = BigInt(milestone.index);
  const number = milestone.index + 1;

  const money = (amount: bigint | string) => <Money amount={amount} token={token} exact />;
  // The fee is taken from what the developer gets; the contract rounds it down on the sum released so far.
  const feeOf = (amount: bigint) => (amount * BigInt(agreement.feeBps)) / 10_000n;
  const about = { name: t("milestone"), value: t("milestoneValue", { number, title: milestone.title }) };
  const developer = {
    name: t("developer"),
    value: <Address address={agreement.developer.address} name={agreement.developer.name} />,
  };
  const client = { name: t("client"), value: <Address address={agreement.client.address} name={agreement.client.name} /> };
  const digest = (document: Document) => ({ name: t("digest"), value: <Hash hash={document.digest} />, help: t("digestHelp") });

  const payout = (amount: bigint) => [
    about,
    { name: t("released"), value: money(amount) },
    { name: t("fee", { percent: agreement.feeBps / 100 }), value: money(feeOf(amount)) },
    { name: t("developerGets"), value: money(amount - feeOf(amount)) },
    developer,
  ];

  return {
    requestsLeft: MAX_CHANGE_REQUESTS - milestone.changesRequested,

    release: (): TransactionPlan => ({
      title: t("release", { number }),
      summary: t("releaseSummary"),
      facts: payout(BigInt(milestone.locked)),
      ifNobodyActs:
        milestone.anyoneFrom && milestone.state === "Submitted"
          ? t.rich("releaseNobody", { date: () => <Moment at={milestone.anyoneFrom!} /> })
          : undefined,
      call: escrowCall(agreement, "release", [index]),
      success: t("releaseDone"),
    }),
    releasePart: (amount: bigint): TransactionPlan => ({
      title: t("releasePart", { number }),
      summary: t("releasePartSummary"),
      facts: [...payout(amount), { name: t("stays"), value: money(BigInt(milestone.locked) - amount) }],
      call: escrowCall(agreement, "releasePart", [index, amount]),
      success: t("releaseDone"),
    }),
    refund: (): TransactionPlan => ({
      title: t("refund", { number }),
      summary: t("refundSummary"),
      facts: [about, { name: t("clientGets"), value: money(milestone.locked) }, client],
      call: escrowCall(agreement, "refund", [index]),
      success: t("refundDone"),
    }),
    submit: (document: Document): TransactionPlan => ({
      title: t("submit", { number }),
      summary: t("submitSummary"),
      facts: [about, digest(document), client],
      ifNobodyActs: t.rich("submitNobody", { review: () => <Span seconds={agreement.reviewPeriod} /> }),
      call: escrowCall(agreement, "submit", [index, document.digest]),
      success: t("submitDone"),
    }),
    requestChanges: (document: Document): TransactionPlan => ({
      title: t("requestChanges", { number }),
      summary: t("requestChangesSummary"),
      facts: [about, digest(document), developer],
      ifNobodyActs: t.rich("requestChangesNobody", { review: () => <Span seconds={agreement.reviewPeriod} /> }),
      call: escrowCall(agreement, "requestChanges", [index, document.digest]),
      success: t("requestChangesDone"),
    }),
    /** One case over one milestone, or over several of them together. */
    dispute: (
      disputed: readonly MilestoneView[],
      document: Document,
      deposit: bigint,
      coin: { symbol: string; decimals: number },
      answerPeriod: number,
    ): TransactionPlan => {
      const [first] = disputed;
      const isOne = disputed.length === 1 && first !== undefined;
      const words = [document.uri, document.digest] as const;
      return {
        title: isOne ? t("dispute", { number: first.index + 1 }) : t("disputeTogether", { count: disputed.length }),
        summary: isOne ? t("disputeSummary") : t("disputeTogetherSummary"),
        facts: [
          ...disputed.map((each) => ({
            name: t("milestoneValue", { number: each.index + 1, title: each.title }),
            value: money(each.locked),
            help: t("lockedByDisputeHelp"),
          })),
          { name: t("deposit"), value: <Money amount={deposit} token={coin} exact />, help: t("depositHelp") },
          digest(document),
        ],
        ifNobodyActs: t.rich("disputeNobody", { count: disputed.length, period: () => <Span seconds={answerPeriod} /> }),
        call: isOne
          ? escrowCall(agreement, "dispute", [BigInt(first.index), ...words], deposit)
          : escrowCall(agreement, "disputeTogether", [lanesOf(disputed), ...words], deposit),
        success: t("disputeDone"),
      };
    },
    settle: (
      developerBps: number,
      deadline: bigint,
      clientSignature: `0x${string}`,
      developerSignature: `0x${string}`,
    ): TransactionPlan => {
      const total = BigInt(milestone.locked);
      const gross = (total * BigInt(developerBps)) / 10_000n;
      return {
        title: t("settle", { number }),
        summary: t("settleSummary"),
        facts: [
          about,
          {
            name: t("developerShare", { percent: developerBps / 100 }),
            value: money(gross),
            help: t("beforeFee", { percent: agreement.feeBps / 100 }),
          },
          { name: t("clientShare", { percent: 100 - developerBps / 100 }), value: money(total - gross) },
        ],
        call: escrowCall(agreement, "settle", [index, BigInt(developerBps), deadline, clientSignature, developerSignature]),
        success: t("settleDone"),
      };
    },
  };
};
