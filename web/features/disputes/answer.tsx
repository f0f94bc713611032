"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { laneOf } from "#core/features/court-rules.ts";
import type { Case } from "#core/features/disputes.ts";
import type { Document } from "#core/features/documents.ts";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { forgetNote } from "#web/lib/note.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { Money } from "#web/ui/money.tsx";
import { part } from "#web/ui/part.ts";
import { Span } from "#web/ui/time.tsx";
import { partiesOf, useCourt } from "./use-court.ts";

const NoteDialog = part(async () => (await import("#web/lib/note-dialog.tsx")).default);

/** An answer is evidence with a deposit; silence loses the milestone. Evidence alone costs nothing but the network. */
export const AnswerCase = ({ dispute, kind }: { dispute: Case; kind: "answer" | "evidence" }) => {
  const t = useTranslations(`disputes.${kind === "answer" ? "answer" : "addEvidence"}`);
  const chain = useChain();
  const coin = useToken(NATIVE);
  const call = useCourt();
  const { transact } = useTransactions();
  const [isWriting, setWriting] = useState(false);
  const deposit = BigInt(dispute.deposit);

  const send = async (document: Document) => {
    setWriting(false);
    const digest = { name: t("digest"), value: <Hash hash={document.digest} />, help: t("digestHelp") };
    const mined = await transact({
      title: t("title"),
      summary: t("summary"),
      facts:
        kind === "answer"
          ? [{ name: t("deposit"), value: <Money amount={deposit} token={coin} exact />, help: t("depositHelp") }, digest]
          : [digest],
      ifNobodyActs:
        kind === "answer" && chain
          ? t.rich("ifNobodyActs", { period: () => <Span seconds={laneOf(chain.courtParameters, dispute).evidence} /> })
          : undefined,
      call:
        kind === "answer"
          ? call("answer", [dispute.caseId, document.uri, document.digest], deposit)
          : call("submitEvidence", [dispute.caseId, partiesOf(dispute), document.uri, document.digest]),
      success: t("success"),
    });
    if (mined) forgetNote(dispute.agreement, dispute.index, "evidence");
  };

  return (
    <>
      <Button
        variant={kind === "answer" ? "primary" : "secondary"}
        icon={kind === "answer" ? <Icon name="message-square-reply" /> : <Icon name="file-plus-corner" />}
        onClick={() => setWriting(true)}
      >
        {kind === "answer" ? t.rich("open", { deposit: () => <Money amount={deposit} token={coin} /> }) : t("open")}
      </Button>
      {isWriting && (
        <Suspense>
          <NoteDialog
            agreement={dispute.agreement}
            index={dispute.index}
            kind="evidence"
            open
            onOpenChange={setWriting}
            title={t("title")}
            lead={t("lead")}
            next={t("next")}
            onStored={(document) => void send(document)}
          />
        </Suspense>
      )}
    </>
  );
};
