"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { laneOf } from "#core/features/court-rules.ts";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { useSession } from "#web/lib/session.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Money } from "#web/ui/money.tsx";
import { Span } from "#web/ui/time.tsx";
import { answeringFrom } from "./answering-from.ts";
import { escrowCall } from "./use-escrow.ts";

/** The deposit out of the disputed milestone, for a developer who cannot or will not bring it, where both signed that. */
export const Advance = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("escrow.advance");
  const api = useApi();
  const { me } = useSession();
  const chain = useChain();
  const coin = useToken(NATIVE);
  const { transact } = useTransactions();
  const { data: dispute } = useQuery(api.disputes.get.queryOptions({ input: { caseId } }));
  const now = useChainNowAt(dispute?.until);
  const isMine = dispute !== undefined && me?.address === dispute.developer.address;
  const { data: agreement } = useQuery({
    ...api.agreements.get.queryOptions({ input: { id: dispute?.agreement ?? "" } }),
    enabled: isMine,
  });
  if (!isMine || !agreement || now === null) return null;
  const milestone = answeringFrom(agreement, dispute, now);
  if (!milestone) return null;

  const deposit = BigInt(dispute.deposit);
  const money = (amount: bigint) => <Money amount={amount} token={coin} exact />;
  const answer = () =>
    transact({
      title: t("title"),
      summary: t("summary"),
      facts: [
        { name: t("milestone", { number: milestone.index + 1, title: milestone.title }), value: money(BigInt(milestone.locked)) },
        { name: t("deposit"), value: money(deposit), help: t("depositHelp") },
        { name: t("stays"), value: money(BigInt(milestone.locked) - deposit) },
      ],
      ifNobodyActs: chain
        ? t.rich("ifNobodyActs", { period: () => <Span seconds={laneOf(chain.courtParameters, dispute).evidence} /> })
        : undefined,
      call: escrowCall(agreement, "answerFromLocked", [BigInt(milestone.index), deposit]),
      success: t("success"),
    });
  return (
    <Button icon={<Icon name="landmark" />} onClick={() => void answer()}>
      {t("open")}
    </Button>
  );
};
