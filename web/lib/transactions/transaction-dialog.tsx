"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { type Step, Stepper, type StepState } from "#web/ui/stepper.tsx";
import { EndingNote, mayRetry } from "./ending-note.tsx";
import type { Mined, Progress, TransactionPlan, Way } from "./plan.ts";
import { DoneNote, ReviewBlock, TransactionHash } from "./review.tsx";
import { useTransactionRun } from "./use-run.ts";

const order = ["allowing", "signing", "sent", "confirmed", "seen"] as const;
type Stage = (typeof order)[number];

const stageOf = (progress: Progress): Stage | null => order.find((stage) => stage === progress.at) ?? null;
const isDone = (progress: Progress) => progress.at === "confirmed" || progress.at === "seen";

const useSteps = (progress: Progress, reached: Stage | null, way: Way): Step[] => {
  const t = useTranslations("transaction");
  const format = useFormatter();
  const stages = way === "permit" || way === "approve" ? order : order.slice(1);
  const failedAt = progress.at === "ended" ? reached : null;
  // A stage is named by what it brought about; "sent" waits for the block that makes it "confirmed".
  const now = { allowing: 0, signing: 1, sent: 3, confirmed: 4, seen: 5 }[reached ?? "signing"];
  const words: Record<Stage, { label: string; note: string }> = {
    allowing:
      way === "permit" ? { label: t("stepPermit"), note: t("nowPermit") } : { label: t("stepAllow"), note: t("nowAllow") },
    signing: { label: t("stepSign"), note: t("nowSign") },
    sent: { label: t("stepSent"), note: t("nowSent") },
    confirmed: { label: t("stepConfirmed"), note: t("nowSent") },
    seen: { label: t("stepSeen"), note: t("nowSeen") },
  };
  return stages.map((stage) => {
    const at = order.indexOf(stage);
    const state: StepState = at < now ? "done" : at > now ? "next" : failedAt ? "failed" : "now";
    const block =
      stage === "confirmed" && (progress.at === "confirmed" || progress.at === "seen")
        ? t("inBlock", { block: format.number(progress.block) })
        : null;
    return {
      key: stage,
      label: words[stage].label,
      state,
      busy: state === "now",
      note: state === "now" ? words[stage].note : block,
    };
  });
};

/** The one dialog for transactions: what will happen, then how far it got, then how it ended. */
export default function TransactionDialog({ plan, onClose }: { plan: TransactionPlan; onClose: (mined: Mined | null) => void }) {
  const t = useTranslations("transaction");
  const [mined, setMined] = useState<Mined | null>(null);
  const [reached, setReached] = useState<Stage | null>(null);
  const { progress, prepare, send, keepWaiting, enter, leave } = useTransactionRun(plan, setMined);
  const [way, setWay] = useState<Way>("allowed");
  const steps = useSteps(progress, reached, way);
  const begin = useRef(prepare);

  useEffect(() => {
    enter();
    void begin.current();
    return leave;
  }, [enter, leave]);
  useEffect(() => {
    const stage = stageOf(progress);
    if (stage) setReached(stage);
    if ("way" in progress) setWay(progress.way);
  }, [progress]);

  const ending = progress.at === "ended" ? progress.ending : null;
  const isReviewing = progress.at === "checking" || progress.at === "ready" || (ending !== null && reached === null);
  const isAsking = progress.at === "allowing" || progress.at === "signing";
  const again = () => {
    setReached(null);
    void prepare();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(mined)}
      dismissible={!isAsking}
      title={plan.title}
      footer={
        isDone(progress) ? (
          <Button variant="primary" onClick={() => onClose(mined)}>
            {t("done")}
          </Button>
        ) : (
          <>
            {/* Never locked: a wallet's window may have been closed without an answer. */}
            <Button variant="quiet" onClick={() => onClose(mined)}>
              {isReviewing ? t("cancel") : t("close")}
            </Button>
            {ending?.kind === "dropped" && ending.hash && (
              <Button variant="primary" onClick={() => void keepWaiting(ending.hash!)}>
                {t("keepWaiting")}
              </Button>
            )}
            {ending && mayRetry(ending) && (
              <Button variant="primary" onClick={again}>
                {t("retry")}
              </Button>
            )}
            {!ending && (
              <Button variant="primary" busy={progress.at !== "ready"} onClick={() => void send()}>
                {progress.at === "checking" ? t("estimating") : t("confirm")}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="space-y-5">
        {isReviewing ? (
          <ReviewBlock
            review={plan}
            way={way}
            call={progress.at === "ready" ? progress.call : null}
            cost={progress.at === "ready" ? progress.cost : ending ? undefined : null}
            isEstimating={progress.at === "checking"}
          />
        ) : (
          <Stepper label={t("steps")} steps={steps} />
        )}
        {ending && <EndingNote ending={ending} onRetry={again} />}
        {isDone(progress) && (
          <DoneNote title={t("success")}>
            {progress.at === "confirmed" && progress.isLate ? t("seenLate") : plan.success}
          </DoneNote>
        )}
        {"hash" in progress && progress.hash && <TransactionHash hash={progress.hash} />}
      </div>
    </Dialog>
  );
}
