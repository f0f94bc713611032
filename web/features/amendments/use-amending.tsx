"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Agreement } from "#core/features/agreements.ts";
import type { Amendment } from "#core/features/amendments.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE, useToken } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { domainOf, termsOf } from "#web/lib/terms.ts";
import type { SignaturePlan, TransactionPlan } from "#web/lib/transactions/plan.ts";
import { Hash } from "#web/ui/hash.tsx";
import { Moment } from "#web/ui/time.tsx";
import { amendmentsQuery } from "./queries.ts";

const seconds = (at: string): bigint => BigInt(Math.floor(Date.parse(at) / 1000));

/** What is signed and sent for one amendment, and what each says before. */
export const useAmending = (agreement: Agreement, amendment: Amendment, side: "client" | "developer") => {
  const t = useTranslations("amendments");
  const api = useApi();
  const queries = useQueryClient();
  const reader = useReader();
  const token = useToken(amendment.token);
  const { money, funded } = amendment;
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: amendmentsQuery(api, agreement.id).queryKey }),
      queries.invalidateQueries({ queryKey: api.agreements.get.key({ input: { id: agreement.id } }) }),
    ]);

  const amount = (of: string) => <Amount of={of} token={amendment.token} exact />;
  const facts = [
    { name: t("money.moved"), value: amount(money.moved) },
    { name: t("money.needed", { count: funded }), value: amount(money.needed) },
    ...(money.added === "0" ? [] : [{ name: t("money.added"), value: amount(money.added) }]),
    ...(money.returned === "0" ? [] : [{ name: t("money.returned"), value: amount(money.returned) }]),
    { name: t("sign.hash"), value: <Hash hash={amendment.next} full />, help: t("sign.hashHelp") },
  ];

  /** Nothing here is believed: ids and digest are worked out in this browser and compared with the contract's own. */
  const typedData = async () => {
    const [{ agreementId, amendmentTypedData }, { escrowAbi }, { hashTypedData }, node] = await Promise.all([
      import("#core/chain/terms.ts"),
      import("#core/chain/abi.ts"),
      import("viem"),
      reader(),
    ]);
    const domain = domainOf(amendment);
    const [old, terms] = [termsOf(agreement.terms), termsOf(amendment.terms)];
    if (agreementId(old, domain) !== agreement.id || agreementId(terms, domain) !== amendment.next)
      throw new Error("The terms do not hash to the agreements' ids.");
    const deadline = seconds(amendment.deadline);
    const answer = await node.read({
      abi: escrowAbi,
      address: amendment.escrow,
      functionName: "amendmentOf",
      args: [old, terms, BigInt(funded), deadline],
    });
    const [word, moved, needed, digest] = answer as readonly [bigint, bigint, bigint, `0x${string}`];
    if (moved !== BigInt(money.moved) || needed !== BigInt(money.needed)) {
      await refresh();
      throw new Error("The money is not what the page shows.");
    }
    const typed = amendmentTypedData(
      { agreement: agreement.id, next: amendment.next, word, moved, funded: BigInt(funded), deadline },
      domain,
    );
    if (hashTypedData(typed) !== digest) throw new Error("The contract would check another digest.");
    return typed;
  };

  const signPlan = (): SignaturePlan => ({
    title: t("sign.title"),
    summary: t("sign.summary"),
    facts: [...facts, { name: t("sign.until"), value: <Moment at={amendment.deadline} /> }],
    ifNobodyActs: t("sign.ifNobodyActs"),
    typedData,
    keep: async (signature) => {
      await api.amendments.sign.call({ id: amendment.id, signature, deadline: amendment.deadline });
      await refresh();
    },
    success: t("sign.success"),
  });

  const executePlan = (): TransactionPlan => {
    const added = BigInt(money.added);
    const isNative = amendment.token === NATIVE;
    const brings = side === "client" && added > 0n;
    return {
      title: t("execute.title"),
      summary: brings ? t("execute.summaryAdded") : t("execute.summary"),
      facts,
      call: async () => {
        const { escrowAbi } = await import("#core/chain/abi.ts");
        return {
          abi: escrowAbi,
          address: amendment.escrow,
          functionName: "amend",
          args: [
            termsOf(agreement.terms),
            termsOf(amendment.terms),
            BigInt(funded),
            seconds(amendment.deadline),
            // Whoever sends it needs no signature of their own.
            side === "client" ? "0x" : (amendment.clientSignature ?? "0x"),
            side === "developer" ? "0x" : (amendment.developerSignature ?? "0x"),
          ],
          ...(brings && isNative ? { value: added } : {}),
        };
      },
      ...(brings && !isNative
        ? {
            allowance: {
              token: amendment.token,
              symbol: token.symbol,
              decimals: token.decimals,
              spender: amendment.escrow,
              amount: added,
            },
          }
        : {}),
      success: t("execute.success"),
    };
  };

  return { signPlan, executePlan, refresh };
};
