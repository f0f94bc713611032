"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Credit } from "#core/features/escrow.ts";
import { useApi } from "#web/lib/api.tsx";
import { useChain, useToken } from "#web/lib/chain.tsx";
import { useSession } from "#web/lib/session.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Address } from "#web/ui/address.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Money } from "#web/ui/money.tsx";
import { creditsQuery } from "./queries.ts";

/** Who is owed nothing sees nothing. */
export const CreditList = () => {
  const t = useTranslations("escrow.credits");
  const { me } = useSession();
  const { data } = useQuery({ ...creditsQuery(useApi()), enabled: Boolean(me) });
  if (!me || !data || data.length === 0) return null;
  return (
    <Callout tone="held" title={t("title")}>
      <p>{t("text")}</p>
      <ul className="mt-3 space-y-2">
        {data.map((credit) => (
          <li key={`${credit.source}.${credit.token}`}>
            <CreditRow credit={credit} account={me.address} />
          </li>
        ))}
      </ul>
    </Callout>
  );
};

const CreditRow = ({ credit, account }: { credit: Credit; account: `0x${string}` }) => {
  const t = useTranslations("escrow.credits");
  const token = useToken(credit.token);
  const chain = useChain();
  const { transact } = useTransactions();
  const withdraw = () =>
    transact({
      title: t("withdraw"),
      summary: t("summary"),
      facts: [
        { name: t("amount"), value: <Money amount={credit.amount} token={token} exact /> },
        { name: t("to"), value: <Address address={account} full /> },
      ],
      ifNobodyActs: t("ifNobodyActs"),
      call: async () => {
        const { escrowAbi, courtAbi } = await import("#core/chain/abi.ts");
        if (!chain) throw new Error("The chain's addresses are not known yet.");
        return credit.source === "escrow"
          ? { abi: escrowAbi, address: chain.escrow, functionName: "withdraw", args: [credit.token, account] }
          : { abi: courtAbi, address: chain.court, functionName: "withdraw", args: [account] };
      },
      success: t("success"),
    });
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-surface px-3.5 py-2.5">
      <span>
        <Money amount={credit.amount} token={token} className="font-semibold text-ink" />{" "}
        <span className="text-ink-faint">{credit.source === "escrow" ? t("fromEscrow") : t("fromCourt")}</span>
      </span>
      <Button size="sm" variant="primary" disabled={!chain} onClick={() => void withdraw()}>
        {t("withdraw")}
      </Button>
    </div>
  );
};
