"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Case } from "#core/features/disputes.ts";
import { useApi } from "#web/lib/api.tsx";
import { useSession } from "#web/lib/session.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { later } from "#web/ui/later.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { Deadline } from "#web/ui/time.tsx";
import { useIsDrawLost } from "./draw-window.ts";
import { type CaseMove, caseMoves, periodNow, seatOf } from "./duties.ts";
import { caseQuery } from "./queries.ts";
import { useShare } from "./use-share.ts";

// Each for the few whose turn it is.
const AnswerCase = later(async () => (await import("./answer.tsx")).AnswerCase);
const CastVote = later(async () => (await import("./cast-vote.tsx")).CastVote);
const Collect = later(async () => (await import("./collect.tsx")).Collect);
const DrawPanel = later(async () => (await import("./draw.tsx")).DrawPanel);
const Pass = later(async () => (await import("./pass.tsx")).Pass);
const RevealVote = later(async () => (await import("./reveal-vote.tsx")).RevealVote);

/** What a case waits for, and what the reader may do about it. `execute` and `advance` are Escrow's and come from the page. */
export const CaseTurn = ({ caseId, execute, advance }: { caseId: string; execute: ReactNode; advance: ReactNode }) => {
  const { me } = useSession();
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  const now = useChainNowAt(dispute?.until, dispute?.appealBy, dispute?.appeal?.until);
  if (!dispute || now === null) return null;
  const viewer = me?.address ?? null;
  // Of this moment: a ruling becomes final while one looks.
  const period = periodNow(dispute, now);
  const until = period === dispute.period ? dispute.until : null;
  return (
    <Told
      dispute={{ ...dispute, period, until }}
      viewer={viewer}
      moves={caseMoves(dispute, viewer, now)}
      execute={execute}
      advance={advance}
    />
  );
};

// Those that a person must not miss, because silence costs them something.
const duties: ReadonlySet<CaseMove> = new Set(["answer", "commit", "reveal"]);

type Told = { dispute: Case; viewer: string | null; moves: CaseMove[]; execute: ReactNode; advance: ReactNode };

const Told = ({ dispute, viewer, moves, execute, advance }: Told) => {
  const t = useTranslations("disputes.turn");
  const share = useShare(dispute, viewer);
  const duty = share ? "claim" : moves.find((move) => duties.has(move));
  const isOver = dispute.period === "Executed";
  const isParty = viewer === dispute.client.address || viewer === dispute.developer.address;
  const isDrawLost = useIsDrawLost(dispute);
  const member = seatOf(dispute, viewer);
  // "Answer.answer": the respondent's turn; "Answer.pass": the time has run out; "Answer.wait": somebody else's.
  // Who has no side may pay for one all the same, but is not asked to.
  const asked = moves.find((move) => move !== "evidence" && (move !== "appeal" || isParty));
  const main = duty ?? asked ?? (member?.hasCommitted ? "voted" : "wait");
  const key = `${dispute.period}.${main}`;
  const said = t.has(`${key}.title` as "Answer.wait.title") ? key : `${dispute.period}.wait`;
  const values = {
    percent: (dispute.developerBps ?? 5_000) / 100,
    respondent: dispute.respondent.name ?? dispute.respondent.address,
  };

  return (
    <Notice
      look={isOver && !duty ? "over" : duty ? "mine" : "waiting"}
      icon={isOver && !duty ? <Icon name="badge-check" /> : duty ? <Icon name="bell-ring" /> : <Icon name="hourglass" />}
      title={t(`${said}.title` as "Answer.wait.title", values)}
      text={t(`${said}.text` as "Answer.wait.text", values)}
    >
      {dispute.until && <Deadline at={dispute.until} passed={t("passed")} className="w-full text-sm" />}
      {moves.includes("answer") && <AnswerCase dispute={dispute} kind="answer" />}
      {moves.includes("answer") && advance}
      {moves.includes("draw") && (isDrawLost ? <Pass dispute={dispute} /> : <DrawPanel dispute={dispute} />)}
      {moves.includes("commit") && member && <CastVote dispute={dispute} member={member} />}
      {moves.includes("reveal") && member && <RevealVote dispute={dispute} member={member} />}
      {moves.includes("pass") && <Pass dispute={dispute} />}
      {moves.includes("execute") && execute}
      {(moves.includes("appeal") || moves.includes("match")) && <ButtonLink href="#appeal">{t("toAppeal")}</ButtonLink>}
      {share && <Collect dispute={dispute} share={share} />}
      {moves.includes("evidence") && isParty && <AnswerCase dispute={dispute} kind="evidence" />}
    </Notice>
  );
};
