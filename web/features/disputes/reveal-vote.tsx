"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Case, PanelMember } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, Input } from "#web/ui/field.tsx";
import { findShare } from "./find-share.ts";
import { useCourt } from "./use-court.ts";
import { useSalt } from "./use-salt.ts";
import { keptVote, sealerOf, voteFromFile } from "./vote.ts";

type Opened = { developerBps: number; salt: `0x${string}` };

/**
 * Shows the sealed vote. From this browser's copy if it has one; else the wallet makes the secret again and the share is
 * found by trying, or the file brings both. Nothing is sent that does not match the commitment on chain.
 */
export const RevealVote = ({ dispute, member }: { dispute: Case; member: PanelMember }) => {
  const t = useTranslations("disputes.reveal");
  const chain = useChain();
  const call = useCourt();
  const { transact } = useTransactions();
  const askSalt = useSalt(dispute, member);
  const [isAsking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<"wallet" | "file" | null>(null);
  const committed = member.commitment;
  if (!chain || !committed) return null;

  const { chainId, court } = chain;
  const matcher = async () => {
    const seal = await sealerOf(dispute, member, chain);
    return (vote: Opened) => seal(vote) === committed;
  };
  const reveal = ({ developerBps, salt }: Opened) => {
    setAsking(false);
    setTrouble(null);
    return transact({
      title: t("title"),
      summary: t("summary"),
      facts: [
        { name: t("share"), value: t("percent", { percent: developerBps / 100 }) },
        { name: t("seat"), value: `#${member.seat}` },
      ],
      ifNobodyActs: t("ifNobodyActs"),
      call: call("reveal", [dispute.caseId, BigInt(member.seat), BigInt(developerBps), salt]),
      success: t("success"),
    });
  };

  const start = async () => {
    const matches = await matcher();
    const kept = keptVote({ chainId, court, caseId: dispute.caseId, round: member.round, seat: member.seat });
    if (kept && matches(kept)) await reveal(kept);
    else setAsking(true);
  };
  const fromWallet = async () => {
    setAsking(false);
    const salt = await askSalt("reveal");
    if (!salt) return setAsking(true);
    const matches = await matcher();
    const developerBps = findShare((bps) => matches({ developerBps: bps, salt }));
    if (developerBps !== null) return reveal({ developerBps, salt });
    setTrouble("wallet");
    setAsking(true);
  };
  const fromFile = async (file: File | undefined) => {
    const vote = file ? await voteFromFile(file) : null;
    const matches = await matcher();
    if (vote && matches(vote)) return reveal(vote);
    setTrouble("file");
  };

  return (
    <>
      <Button variant="primary" icon={<Icon name="eye" />} onClick={() => void start()}>
        {t("open")}
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("lost")}
        description={t("lostText")}
        footer={
          <>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              {t("cancel")}
            </Button>
            <Button variant="primary" icon={<Icon name="wallet" />} onClick={() => void fromWallet()}>
              {t("fromWallet")}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          {trouble && (
            <Callout tone="bad" role="alert">
              {t(`trouble.${trouble}`)}
            </Callout>
          )}
          <Field label={t("file")} hint={t("fileHint")}>
            <Input type="file" accept="application/json,.json" onChange={(event) => void fromFile(event.target.files?.[0])} />
          </Field>
          <p className="flex items-start gap-2 text-sm text-ink-soft">
            <Icon name="file-up" className="mt-0.5 size-4 shrink-0" />
            {t("fileNote")}
          </p>
        </div>
      </Dialog>
    </>
  );
};
