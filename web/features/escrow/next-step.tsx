"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import { useApi } from "#web/lib/api.tsx";
import { type Move, movesOf, type NextStep as Step, nextStepOf, type Side, sideOf } from "#web/lib/moves.ts";
import { useSession } from "#web/lib/session.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { later } from "#web/ui/later.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { Deadline } from "#web/ui/time.tsx";
import { ExecuteRuling } from "./execute.tsx";
import { escrowCall } from "./use-escrow.ts";

const FundButtons = later(async () => (await import("./fund.tsx")).FundButtons);
const MilestoneActions = later(async () => (await import("./milestone-actions.tsx")).MilestoneActions);

/** Signing the Terms is told by features/agreements, what took an agreement's place by features/amendments. */
type Kind = Exclude<Step["kind"], "redraw" | "sign" | "awaitSignature" | "amended">;
const isTold = (kind: Step["kind"]): kind is Kind =>
  kind !== "redraw" && kind !== "sign" && kind !== "awaitSignature" && kind !== "amended";

const mine: ReadonlySet<Step["kind"]> = new Set(["fund", "fundNext", "accept", "submit", "review", "releaseDue", "refundDue"]);

/** The one thing that an agreement waits for, as large as it matters. */
export const NextStep = ({ id }: { id: string }) => {
  const { me } = useSession();
  const { data: agreement } = useQuery(useApi().agreements.get.queryOptions({ input: { id } }));
  const now = useChainNowAt(agreement?.signBy, ...(agreement?.plan ?? []).map(({ anyoneFrom }) => anyoneFrom));
  if (!agreement || now === null) return null;
  const side = sideOf(agreement, me?.address ?? null);
  const step = nextStepOf(agreement, side, now);
  if (!isTold(step.kind)) return null;
  return (
    <Told agreement={agreement} side={side} kind={step.kind} milestone={"milestone" in step ? step.milestone : null} now={now} />
  );
};

const icons = { mine: <Icon name="bell-ring" />, waiting: <Icon name="hourglass" />, over: <Icon name="badge-check" /> };

// The moves that answer this step; the milestone's own row has the others.
const answers: Partial<Record<Step["kind"], readonly Move[]>> = {
  submit: ["submit"],
  review: ["release", "requestChanges"],
  releaseDue: ["releaseByAnyone", "release"],
  refundDue: ["refundByAnyone", "refund"],
};

const untilOf = (milestone: MilestoneView): string => milestone.anyoneFrom ?? milestone.due;

type Told = { agreement: Agreement; side: Side; kind: Kind; milestone: MilestoneView | null; now: number };

const Told = ({ agreement, side, kind, milestone, now }: Told) => {
  const t = useTranslations("escrow.next");
  const wanted = answers[kind] ?? [];
  const isMine = mine.has(kind) && side !== "other";
  const look = kind === "closed" || kind === "cancelled" ? "over" : isMine ? "mine" : "waiting";
  const values = { number: milestone ? milestone.index + 1 : 0, title: milestone?.title ?? "" };
  // What a stranger is told in other words than the two whom it concerns.
  const hasOthersWords = kind === "refundDue" || kind === "releaseDue" || kind === "court" || kind === "watch";

  return (
    <Notice
      look={look}
      icon={icons[look]}
      title={t(`${kind}.title`, values)}
      text={side === "other" && hasOthersWords ? t(`${kind}.other`, values) : t(`${kind}.text`, values)}
    >
      {milestone && kind !== "court" && <Deadline at={untilOf(milestone)} passed={t("passed")} className="w-full text-sm" />}
      {(kind === "fund" || kind === "fundNext") && <FundButtons agreement={agreement} withSignature />}
      {kind === "accept" && <Accept agreement={agreement} />}
      {kind === "awaitAcceptance" && side === "client" && <CancelOffer agreement={agreement} />}
      {milestone && wanted.length > 0 && (
        <MilestoneActions
          isMain
          agreement={agreement}
          milestone={milestone}
          moves={movesOf(agreement, milestone, side, now).filter((move) => wanted.includes(move))}
        />
      )}
      {milestone?.caseId && kind === "court" && (
        <>
          <ButtonLink href={`/cases/${milestone.caseId}`}>{t("toCase")}</ButtonLink>
          <ExecuteRuling caseId={milestone.caseId} />
        </>
      )}
    </Notice>
  );
};

const Accept = ({ agreement }: { agreement: Agreement }) => {
  const t = useTranslations("escrow.accept");
  const { transact } = useTransactions();
  return (
    <Button
      variant="primary"
      onClick={() =>
        void transact({
          title: t("title"),
          summary: t("summary"),
          ifNobodyActs: t("ifNobodyActs"),
          call: escrowCall(agreement, "accept"),
          success: t("success"),
        })
      }
    >
      {t("open")}
    </Button>
  );
};

const CancelOffer = ({ agreement }: { agreement: Agreement }) => {
  const t = useTranslations("escrow.cancel");
  const { transact } = useTransactions();
  return (
    <Button
      onClick={() =>
        void transact({ title: t("title"), summary: t("summary"), call: escrowCall(agreement, "cancel"), success: t("success") })
      }
    >
      {t("open")}
    </Button>
  );
};
