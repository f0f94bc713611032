"use client";

import { useTranslations } from "next-intl";
import type { Hex } from "viem";
import type { Case, PanelMember } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";

const randomSalt = (): Hex =>
  `0x${Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;

/**
 * The secret that seals a vote: the hash of a signature that only this wallet makes, and makes again. A wallet that is
 * a contract cannot sign the same thing twice alike, so its secret is random and lives in this browser and the file.
 */
export const useSalt = (dispute: Case, member: PanelMember) => {
  const t = useTranslations("disputes.salt");
  const chain = useChain();
  const reader = useReader();
  const { sign } = useTransactions();

  return async (reason: "commit" | "reveal"): Promise<Hex | null> => {
    if (!chain) return null;
    const arbiter = member.arbiter.address;
    if (reason === "commit") {
      const node = await reader();
      const code = await node.codeAt(arbiter).catch(() => undefined);
      if (code && code !== "0x") return randomSalt();
    }
    const { saltOf, saltTypedData } = await import("#core/chain/terms.ts");
    const place = { caseId: dispute.caseId, round: BigInt(member.round), seat: BigInt(member.seat), arbiter };
    const signature = await sign({
      title: t(`${reason}.title`),
      summary: t(`${reason}.summary`),
      facts: [
        { name: t("case"), value: dispute.title ?? dispute.caseId.slice(0, 12) },
        { name: t("seat"), value: `#${member.seat}` },
        { name: t("hides"), value: t("hidesValue") },
      ],
      typedData: saltTypedData(place, { chainId: chain.chainId, court: chain.court }),
      // It is handed to nobody: whoever has it can open the vote.
      success: t(`${reason}.success`),
    });
    return signature && saltOf(signature);
  };
};
