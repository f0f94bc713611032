"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Hex } from "viem";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Stepper } from "#web/ui/stepper.tsx";
import { EndingNote, mayRetry } from "./ending-note.tsx";
import type { SignaturePlan } from "./plan.ts";
import { DoneNote, ReviewBlock, SignedWords } from "./review.tsx";
import { useSignatureRun } from "./use-run.ts";

/** The one dialog for signatures of typed data. */
export default function SignatureDialog({ plan, onClose }: { plan: SignaturePlan; onClose: (signature: Hex | null) => void }) {
  const t = useTranslations("transaction");
  const [kept, setKept] = useState<Hex | null>(null);
  const { progress, sign } = useSignatureRun(plan, setKept);
  const ending = progress.at === "ended" ? progress.ending : null;
  const isReviewing = progress.at === "ready" || ending !== null;
  const isAsking = progress.at === "signing" || progress.at === "keeping";

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(kept)}
      dismissible={!isAsking}
      title={plan.title}
      footer={
        kept ? (
          <Button variant="primary" onClick={() => onClose(kept)}>
            {t("done")}
          </Button>
        ) : (
          <>
            <Button variant="quiet" onClick={() => onClose(null)}>
              {t("cancel")}
            </Button>
            {(!ending || mayRetry(ending)) && (
              <Button variant="primary" busy={isAsking} onClick={() => void sign()}>
                {ending ? t("retry") : t("sign")}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="space-y-5">
        {isReviewing ? (
          <>
            <ReviewBlock review={plan} />
            {typeof plan.typedData !== "function" && <SignedWords typedData={plan.typedData} />}
          </>
        ) : (
          <Stepper
            label={t("steps")}
            steps={[
              {
                key: "sign",
                label: t("stepSignature"),
                state: progress.at === "signing" ? "now" : "done",
                busy: true,
                note: progress.at === "signing" ? t("nowSign") : null,
              },
              ...(plan.keep
                ? [
                    {
                      key: "keep",
                      label: t("stepKept"),
                      state: kept ? ("done" as const) : progress.at === "keeping" ? ("now" as const) : ("next" as const),
                      busy: true,
                      note: progress.at === "keeping" ? t("nowKept") : null,
                    },
                  ]
                : []),
            ]}
          />
        )}
        {ending && <EndingNote ending={ending} onRetry={() => void sign()} />}
        {kept && <DoneNote title={t("signatureSuccess")}>{plan.success}</DoneNote>}
      </div>
    </Dialog>
  );
}
