"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Agreement } from "#core/features/agreements.ts";
import { useApi } from "#web/lib/api.tsx";
import { useExplorer, useToken } from "#web/lib/chain.tsx";
import { NoteView } from "#web/lib/note-view.tsx";
import { useSeen } from "#web/lib/seen.ts";
import { domainOf, termsOf } from "#web/lib/terms.ts";
import { Badge } from "#web/ui/badge.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { Help } from "#web/ui/help.tsx";
import { Moment, Span } from "#web/ui/time.tsx";
import { agreementQuery } from "./queries.ts";

/** The Terms in words, and the one hash that both sign and the chain keeps. */
export const TermsCard = ({ id }: { id: string }) => {
  const t = useTranslations("agreements.terms");
  const explorer = useExplorer();
  const { data: agreement } = useQuery(agreementQuery(useApi(), id));
  const token = useToken(agreement?.token ?? "0x0000000000000000000000000000000000000000");
  if (!agreement) return null;
  const isFirm = agreement.state === "active" || agreement.state === "closed" || agreement.state === "amended";
  return (
    <Card>
      <CardTitle>{t("title")}</CardTitle>
      <p className="text-sm text-ink-soft">
        {t("hash")}
        <Help word={t("hash")}>{t("hashHelp")}</Help>
      </p>
      <div className="mt-1.5 rounded-md bg-sunken p-3">
        <Hash hash={agreement.id} full />
      </div>
      <Checked agreement={agreement} />
      <Facts className="mt-3">
        <Fact name={t("token")}>{token.symbol}</Fact>
        <Fact name={t("review")} help={t("reviewHelp")}>
          <Span seconds={agreement.reviewPeriod} />
        </Fact>
        <Fact name={t("fee")} help={t("feeHelp")}>
          {t("percent", { percent: agreement.feeBps / 100 })}
        </Fact>
        <Fact name={t("court")} help={t("courtHelp")}>
          <Hash hash={agreement.terms.court} href={explorer("address", agreement.terms.court)} />
        </Fact>
        {agreement.allowsAdvance && (
          <Fact name={t("advance")} help={t("advanceHelp")}>
            {t("advanceYes")}
          </Fact>
        )}
        {!isFirm && (
          <Fact name={t("signBy")} help={t("signByHelp")}>
            <Moment at={agreement.signBy} />
          </Fact>
        )}
        <Fact name={t("client")}>
          <Signature signature={agreement.clientSignature} isOnChain={isFirm || agreement.state === "offered"} />
        </Fact>
        <Fact name={t("developer")}>
          <Signature signature={agreement.developerSignature} isOnChain={isFirm} />
        </Fact>
      </Facts>
      <div className="mt-3">
        <BriefDigest agreement={agreement} />
      </div>
    </Card>
  );
};

/** This browser hashes the Terms itself, so that nobody has to believe our server. */
const Checked = ({ agreement }: { agreement: Agreement }) => {
  const t = useTranslations("agreements.terms");
  const [ref, isSeen] = useSeen<HTMLParagraphElement>();
  const { data: isRight } = useQuery({
    queryKey: ["terms-checked", agreement.id, agreement.terms],
    enabled: isSeen,
    queryFn: async () => {
      const { agreementId } = await import("#core/chain/terms.ts");
      return agreementId(termsOf(agreement.terms), domainOf(agreement)) === agreement.id;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isRight === undefined) return <p ref={ref} className="mt-2 min-h-5 text-xs" />;
  if (isRight)
    return (
      <p className="mt-2 flex min-h-5 items-center gap-1.5 text-xs text-good">
        <Icon name="badge-check" className="size-4" />
        {t("checked")}
      </p>
    );
  return (
    <div className="mt-2">
      <Callout tone="bad" role="alert" title={t("wrong")}>
        {t("wrongText")}
      </Callout>
    </div>
  );
};

const Signature = ({ signature, isOnChain }: { signature: string | null; isOnChain: boolean }) => {
  const t = useTranslations("agreements.terms");
  if (signature)
    return (
      <Badge tone="good" icon={<Icon name="badge-check" />}>
        {t("signed")}
      </Badge>
    );
  // Whoever funded, accepted or delivered is bound by that transaction.
  if (isOnChain)
    return (
      <Badge tone="good" icon={<Icon name="badge-check" />}>
        {t("boundOnChain")}
      </Badge>
    );
  return <Badge icon={<Icon name="circle-dashed" />}>{t("notSigned")}</Badge>;
};

const BriefDigest = ({ agreement }: { agreement: Agreement }) => {
  const t = useTranslations("agreements.terms");
  return (
    <div className="space-y-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 text-ink-soft">
        <Icon name="shield-exclamation-point" className="size-4 shrink-0 text-ink-faint" />
        {t("brief")} <Hash hash={agreement.terms.brief} />
      </p>
      {!agreement.wordsWithheld && <NoteView digest={agreement.terms.brief} label={t("readBrief")} />}
    </div>
  );
};
