"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Case } from "#core/features/disputes.ts";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, Input, Select } from "#web/ui/field.tsx";
import { Money } from "#web/ui/money.tsx";
import { bpsFrom } from "#web/ui/share-input.tsx";
import { sittingPanel } from "./duties.ts";
import { useCourt } from "./use-court.ts";
import { Salt, sealerOf, voteFromFile } from "./vote.ts";

const BPS = 10_000n;

type Props = { dispute: Case; open: boolean; onOpenChange: (open: boolean) => void };

/** Asks for the vote that somebody was shown. */
export const ExposeDialog = ({ dispute, open, onOpenChange }: Props) => {
  const t = useTranslations("disputes.expose");
  const chain = useChain();
  const coin = useToken(NATIVE);
  const call = useCourt();
  const { transact } = useTransactions();
  const [seat, setSeat] = useState("");
  const [percent, setPercent] = useState("");
  const [salt, setSalt] = useState("");
  const [isWrong, setWrong] = useState(false);
  const sealed = sittingPanel(dispute).filter(({ hasCommitted, vote }) => hasCommitted && vote === null);
  if (!chain || sealed.length === 0) return null;
  const { seatStake, silenceBps } = chain.courtParameters;
  const reward = (BigInt(seatStake) * BigInt(silenceBps)) / BPS;

  const fromFile = async (file: File | undefined) => {
    const vote = file ? await voteFromFile(file) : null;
    setWrong(vote === null || vote.caseId !== dispute.caseId);
    if (!vote) return;
    setSeat(vote.seat);
    setPercent(String(vote.developerBps / 100));
    setSalt(vote.salt);
  };
  const expose = async () => {
    const member = sealed.find((each) => each.seat === seat) ?? sealed[0];
    const developerBps = bpsFrom(percent);
    const secret = Salt.safeParse(salt.trim().toLowerCase());
    if (!member || developerBps === null || !secret.success) return setWrong(true);
    const seal = await sealerOf(dispute, member, chain);
    const isIt = seal({ developerBps, salt: secret.data }) === member.commitment;
    setWrong(!isIt);
    if (!isIt) return;
    onOpenChange(false);
    await transact({
      title: t("title"),
      summary: t("summary"),
      facts: [
        { name: t("seat"), value: `#${member.seat}` },
        { name: t("vote"), value: t("percent", { percent: developerBps / 100 }) },
        { name: t("reward"), value: <Money amount={reward} token={coin} exact /> },
      ],
      call: call("expose", [dispute.caseId, BigInt(member.seat), BigInt(developerBps), secret.data]),
      success: t("success"),
    });
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("lead")}
      footer={
        <>
          <Button variant="quiet" onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button variant="primary" onClick={() => void expose()}>
            {t("next")}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {isWrong && (
          <Callout tone="bad" role="alert">
            {t("wrong")}
          </Callout>
        )}
        <Field label={t("file")} hint={t("fileHint")}>
          <Input type="file" accept="application/json,.json" onChange={(event) => void fromFile(event.target.files?.[0])} />
        </Field>
        <Field label={t("seat")}>
          <Select value={seat || sealed[0]?.seat} onChange={(event) => setSeat(event.target.value)}>
            {sealed.map((member) => (
              <option key={member.seat} value={member.seat}>
                {t("seatOf", { seat: member.seat, name: member.arbiter.name ?? member.arbiter.address })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("vote")} hint={t("voteHint")}>
          <Input inputMode="decimal" unit="%" value={percent} onChange={(event) => setPercent(event.target.value)} />
        </Field>
        <Field label={t("salt")} hint={t("saltHint")}>
          <Input value={salt} spellCheck={false} onChange={(event) => setSalt(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
};
