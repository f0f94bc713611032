"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Movement } from "#core/features/agreements.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { useExplorer } from "#web/lib/chain.tsx";
import { Badge, type Tone } from "#web/ui/badge.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { BlockNumber, Hash } from "#web/ui/hash.tsx";
import { Moment } from "#web/ui/time.tsx";
import { Timeline } from "#web/ui/timeline.tsx";

const tones: Record<Movement["kind"], Tone> = {
  created: "brand",
  funded: "held",
  accepted: "brand",
  cancelled: "plain",
  amended: "brand",
  submitted: "note",
  "changes-requested": "note",
  released: "good",
  refunded: "plain",
  settled: "brand",
  disputed: "bad",
  advanced: "note",
  executed: "brand",
};

/** Every event of the agreement on chain, the newest first, with where to check it. */
export const History = ({ id }: { id: string }) => {
  const t = useTranslations("escrow.history");
  const explorer = useExplorer();
  const { data: agreement } = useQuery(useApi().agreements.get.queryOptions({ input: { id } }));
  if (!agreement) return null;
  const newestFirst = agreement.history.toSorted((a, b) => Number(BigInt(b.block) - BigInt(a.block)));
  return (
    <Card>
      <CardTitle>{t("title")}</CardTitle>
      {newestFirst.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("none")}</p>
      ) : (
        <Timeline
          label={t("title")}
          entries={newestFirst.map((movement) => ({
            key: `${movement.txHash}.${movement.kind}.${movement.index}`,
            tone: tones[movement.kind],
            title:
              movement.index === null
                ? t(`kind.${movement.kind}`)
                : t("withMilestone", { what: t(`kind.${movement.kind}`), number: movement.index + 1 }),
            when: <Moment at={movement.at} />,
            detail: (
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                {movement.amount !== "0" && (
                  <Amount of={movement.amount} token={agreement.token} className="font-medium text-ink" />
                )}
                {movement.fee !== "0" && (
                  <span className="text-xs">
                    {t.rich("fee", { fee: () => <Amount of={movement.fee} token={agreement.token} /> })}
                  </span>
                )}
                <Hash hash={movement.txHash} href={explorer("tx", movement.txHash)} />
                <BlockNumber block={movement.block} href={explorer("block", movement.block)} />
                {movement.final ? <Badge tone="good">{t("final")}</Badge> : <Badge>{t("notFinal")}</Badge>}
              </span>
            ),
          }))}
        />
      )}
    </Card>
  );
};
