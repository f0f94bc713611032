"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Case } from "#core/features/disputes.ts";
import { useChain } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import type { Call } from "#web/lib/transactions/plan.ts";
import { Button } from "#web/ui/button.tsx";
import { BlockNumber } from "#web/ui/hash.tsx";
import { partiesOf } from "./use-court.ts";

/** Draws the panel, by anyone: the header of a block that was named before it existed decides, and is proved to the court. */
export const DrawPanel = ({ dispute }: { dispute: Case }) => {
  const t = useTranslations("disputes.draw");
  const chain = useChain();
  const reader = useReader();
  const { transact } = useTransactions();

  const prepare = async (): Promise<Call> => {
    if (!chain) throw new Error("The court's address is not known yet.");
    const [{ courtAbi }, { headerRlp }, node] = await Promise.all([
      import("#core/chain/abi.ts"),
      import("#core/chain/header.ts"),
      reader(),
    ]);
    // The court says which block counts as of now: a missed one is followed by the next of a fixed series.
    const { seedBlock } = (await node.read({
      abi: courtAbi,
      address: chain.court,
      functionName: "caseOf",
      args: [dispute.caseId],
    })) as { seedBlock: bigint };
    const block = (await node.request("eth_getBlockByNumber", [`0x${seedBlock.toString(16)}`, false])) as
      | Parameters<typeof headerRlp>[0]
      | null;
    // Without the block there is nothing to prove yet; the court itself then says so, by its own name for it.
    const args = [dispute.caseId, partiesOf(dispute), block ? headerRlp(block) : "0x"];
    return { abi: courtAbi, address: chain.court, functionName: "draw", args };
  };

  const draw = () =>
    transact({
      title: t("title"),
      summary: t("summary"),
      facts: dispute.seedBlock
        ? [{ name: t("seed"), value: <BlockNumber block={dispute.seedBlock} />, help: t("seedHelp") }]
        : [],
      call: prepare,
      success: t("success"),
    });
  return (
    <Button variant="primary" icon={<Icon name="dices" />} onClick={() => void draw()}>
      {t("open")}
    </Button>
  );
};
