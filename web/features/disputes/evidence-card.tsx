"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Case, EvidenceItem } from "#core/features/disputes.ts";
import { useApi } from "#web/lib/api.tsx";
import { useExplorer } from "#web/lib/chain.tsx";
import { NoteLinks } from "#web/lib/note-links.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { Moment } from "#web/ui/time.tsx";
import { caseQuery } from "./queries.ts";

export const EvidenceCard = ({ caseId }: { caseId: string }) => {
  const t = useTranslations("disputes.evidence");
  const { data: dispute } = useQuery(caseQuery(useApi(), caseId));
  if (!dispute) return null;
  return (
    <Card>
      <CardTitle>{t("title")}</CardTitle>
      {dispute.evidence.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("none")}</p>
      ) : (
        <ol className="-my-4 divide-y divide-line">
          {dispute.evidence.map((item) => (
            <li key={`${item.txHash}.${item.digest}`} className="py-4">
              <Item item={item} dispute={dispute} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
};

const Item = ({ item, dispute }: { item: EvidenceItem; dispute: Case }) => {
  const t = useTranslations("disputes.evidence");
  const explorer = useExplorer();
  const isClient = item.by.address === dispute.client.address;
  return (
    <article className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="inline-flex min-w-0 flex-wrap items-center gap-2">
          <PersonLink person={item.by} />
          <Badge>{isClient ? t("client") : t("developer")}</Badge>
        </span>
        <Moment at={item.at} className="text-xs text-ink-faint" />
      </div>
      {item.title !== null && item.text !== null ? (
        <>
          <h3 dir="auto" className="font-semibold">
            {item.title}
          </h3>
          <div className="text-sm">
            <PlainText>{item.text}</PlainText>
            <NoteLinks links={item.links} />
          </div>
        </>
      ) : (
        <p className="text-sm text-ink-soft">{t("hidden")}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-faint">
        <span>
          {t("digest")} <Hash hash={item.digest} />
        </span>
        <span>
          {t("transaction")} <Hash hash={item.txHash} href={explorer("tx", item.txHash)} />
        </span>
      </p>
    </article>
  );
};
