"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { periodAt } from "#core/features/court-rules.ts";
import type { Case } from "#core/features/disputes.ts";
import type { Me } from "#core/features/session.ts";
import { useApi } from "#web/lib/api.tsx";
import { useToken } from "#web/lib/chain.tsx";
import { useSession } from "#web/lib/session.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Address } from "#web/ui/address.tsx";
import { Button } from "#web/ui/button.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Money } from "#web/ui/money.tsx";
import { escrowCall } from "./use-escrow.ts";

/** The Terms, which the call needs, are shown to the parties, the drawn arbiters and admins; nobody else need ask for them. */
const mayRead = (dispute: Case, me: Me | null | undefined): boolean =>
  Boolean(me) &&
  (me?.role === "admin" ||
    [dispute.client, dispute.developer, ...dispute.panel.map(({ arbiter }) => arbiter)].some(
      ({ address }) => address === me?.address,
    ));

/** Pays a ruled milestone out, by anyone: Escrow pulls the ruling from the court and divides what is locked. */
export const ExecuteRuling = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("escrow.execute");
  const api = useApi();
  const { me } = useSession();
  const { transact } = useTransactions();
  const { data: dispute } = useQuery(api.disputes.get.queryOptions({ input: { caseId } }));
  const now = useChainNowAt(dispute?.appealBy);
  const { data: agreement } = useQuery({
    ...api.agreements.get.queryOptions({ input: { id: dispute?.agreement ?? "" } }),
    enabled: dispute !== undefined && mayRead(dispute, me),
  });
  const token = useToken(dispute?.token ?? "0x0000000000000000000000000000000000000000");
  // By the clock of this moment: a ruling becomes final while one looks.
  const period =
    dispute && now !== null
      ? periodAt(
          { period: dispute.period, appealBy: dispute.appealBy === null ? null : new Date(dispute.appealBy) },
          new Date(now),
        )
      : dispute?.period;
  if (!dispute || !agreement || period !== "Ruled" || dispute.developerBps === null) return null;

  // All that is still disputed in the case is paid at once.
  const open = agreement.plan.filter(({ caseId: of, state }) => of === caseId && state === "Disputed");
  const [first] = open;
  if (!first) return null;
  const total = open.reduce((sum, { locked }) => sum + BigInt(locked), 0n);
  const gross = (total * BigInt(dispute.developerBps)) / 10_000n;
  const percent = dispute.developerBps / 100;
  const execute = () =>
    transact({
      title: t("title", { count: open.length, number: first.index + 1 }),
      summary: t("summary"),
      facts: [
        {
          name: t("toDeveloper", { percent }),
          value: <Money amount={gross} token={token} exact />,
          help: t("beforeFee", { percent: agreement.feeBps / 100 }),
        },
        { name: t("toClient", { percent: 100 - percent }), value: <Money amount={total - gross} token={token} exact /> },
        { name: t("developer"), value: <Address address={agreement.developer.address} name={agreement.developer.name} /> },
        { name: t("client"), value: <Address address={agreement.client.address} name={agreement.client.name} /> },
      ],
      call: escrowCall(agreement, "execute", [BigInt(first.index)]),
      success: t("success"),
    });
  return (
    <Button variant="primary" size="sm" icon={<Icon name="scale" />} onClick={() => void execute()}>
      {t("open")}
    </Button>
  );
};
