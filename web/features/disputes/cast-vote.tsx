"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Case, PanelMember } from "#core/features/disputes.ts";
import { useChain, useToken } from "#web/lib/chain.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { ShareInput } from "#web/ui/share-input.tsx";
import { useCourt } from "./use-court.ts";
import { useSalt } from "./use-salt.ts";
import { downloadVote, keepVote, sealerOf, type Vote } from "./vote.ts";

/** Two steps: a signature that makes the secret, then the transaction that puts the sealed vote on chain. */
export const CastVote = ({ dispute, member }: { dispute: Case; member: PanelMember }) => {
  const t = useTranslations("disputes.vote");
  const chain = useChain();
  const token = useToken(dispute.token);
  const call = useCourt();
  const { transact } = useTransactions();
  const askSalt = useSalt(dispute, member);
  const [isOpen, setOpen] = useState(false);
  const [developerBps, setDeveloperBps] = useState(5_000);
  if (!chain) return null;

  const cast = async () => {
    setOpen(false);
    const salt = await askSalt("commit");
    if (!salt) return;
    const vote: Vote = {
      kind: "guildhall-vote",
      chainId: chain.chainId,
      court: chain.court,
      caseId: dispute.caseId,
      round: member.round,
      seat: member.seat,
      arbiter: member.arbiter.address,
      developerBps,
      salt,
    };
    const sealed = (await sealerOf(dispute, member, chain))(vote);
    keepVote(vote);
    await transact({
      title: t("commitTitle"),
      summary: t("commitSummary"),
      facts: [
        { name: t("share"), value: t("percent", { percent: developerBps / 100 }) },
        { name: t("seat"), value: `#${member.seat}` },
      ],
      ifNobodyActs: t("commitNobody"),
      call: call("commit", [dispute.caseId, BigInt(member.seat), sealed]),
      success: (
        <>
          {t("commitDone")}{" "}
          <button
            type="button"
            onClick={() => downloadVote(vote)}
            className="font-semibold text-brand underline underline-offset-4"
          >
            {t("download")}
          </button>
        </>
      ),
    });
  };

  return (
    <>
      <Button variant="primary" icon={<Icon name="vote" />} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("title")}
        description={t("lead")}
        footer={
          <>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {t("cancel")}
            </Button>
            <Button variant="primary" onClick={() => void cast()}>
              {t("next")}
            </Button>
          </>
        }
      >
        <ShareInput
          label={t("share")}
          hint={t("shareHint")}
          developerBps={developerBps}
          onChange={setDeveloperBps}
          amount={BigInt(dispute.atStake)}
          token={token}
        />
        <ol className="mt-5 list-decimal space-y-1 ps-5 text-sm text-ink-soft">
          <li>{t("step1")}</li>
          <li>{t("step2")}</li>
          <li>{t("step3")}</li>
        </ol>
      </Dialog>
    </>
  );
};
