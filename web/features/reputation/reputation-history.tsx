"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReputationEvent } from "#core/features/reputation.ts";
import { useApi } from "#web/lib/api.tsx";
import { useExplorer } from "#web/lib/chain.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { Badge, type Tone } from "#web/ui/badge.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { Ago } from "#web/ui/time.tsx";
import { Timeline } from "#web/ui/timeline.tsx";
import { reputationEventsQuery } from "./queries.ts";

const tones: Record<ReputationEvent["kind"], Tone> = { experience: "brand", completed: "good", won: "good", lost: "bad" };

const sourceOf = (event: ReputationEvent): string | null =>
  event.caseId ? `/cases/${event.caseId}` : event.agreement ? `/agreements/${event.agreement}` : null;

/** The "why" behind a standing: each line is an event on chain that anybody can check. */
export const ReputationHistory = ({ who }: { who: string }) => {
  const t = useTranslations("reputation");
  const { data: profile } = useQuery(useApi().profiles.get.queryOptions({ input: { who } }));
  if (!profile) return null;
  return (
    <Card>
      <CardTitle>{t("why")}</CardTitle>
      <Events address={profile.address} />
    </Card>
  );
};

const Events = ({ address }: { address: string }) => {
  const t = useTranslations("reputation");
  const format = useFormatter();
  const explorer = useExplorer();
  const query = useInfiniteQuery(reputationEventsQuery(useApi(), address));
  return (
    <ShownPages query={query} label={t("loading")} empty={<p className="text-sm text-ink-soft">{t("none")}</p>}>
      {(events) => (
        <Timeline
          label={t("why")}
          entries={events.map((event) => {
            const source = sourceOf(event);
            return {
              key: `${event.txHash}.${event.kind}.${event.total ?? ""}`,
              tone: tones[event.kind],
              title: t(`kind.${event.kind}`, { gained: format.number(BigInt(event.gained)) }),
              when: <Ago at={event.at} />,
              detail: (
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  {source && (
                    <Link href={source} className="min-w-0 text-brand underline-offset-4 hover:underline">
                      {event.title ?? t("source")}
                    </Link>
                  )}
                  <Hash hash={event.txHash} href={explorer("tx", event.txHash)} />
                  {!event.final && <Badge>{t("notFinal")}</Badge>}
                </span>
              ),
            };
          })}
        />
      )}
    </ShownPages>
  );
};
