"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { AppealOffer, Case } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { NATIVE } from "#web/lib/chain.tsx";
import { forMembers } from "#web/lib/for-members.tsx";
import { useSession } from "#web/lib/session.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { Help } from "#web/ui/help.tsx";
import { Deadline } from "#web/ui/time.tsx";

// What each end would bring is reckoned for who may pay, which needs an account.
const AppealSides = forMembers(async () => (await import("./appeal-sides.tsx")).AppealSides);

export const Offer = ({ dispute, offer }: { dispute: Case; offer: AppealOffer }) => {
  const t = useTranslations("disputes.appeal");
  const { me } = useSession();
  const isShort = offer.owners < offer.ownersNeeded;

  return (
    <Card className="border-held/50" id="appeal">
      <CardTitle>
        <span className="inline-flex items-center gap-2">
          <Icon name="scale" className="size-5 text-held" />
          {t(`${offer.kind}.title`)}
        </span>
        <Help word={t("word")}>{t("help")}</Help>
      </CardTitle>
      <p className="text-sm text-ink-soft">{t(`${offer.kind}.text`, { count: offer.panel })}</p>
      <Facts className="mt-3 border-t border-line">
        <Fact name={t("standing")}>{t("percent", { percent: (dispute.developerBps ?? 5_000) / 100 })}</Fact>
        <Fact name={t("panel")} help={t("panelHelp")}>
          {t("arbiters", { count: offer.panel })}
        </Fact>
        <Fact name={t("price")} help={t("priceHelp")}>
          <Amount of={offer.price} token={NATIVE} exact />
        </Fact>
        <Fact name={t("until")}>
          <Deadline at={offer.until} compact />
        </Fact>
      </Facts>
      {isShort && <Callout tone="held">{t("tooFew", { owners: offer.owners, needed: offer.ownersNeeded })}</Callout>}
      {!me && !isShort && <p className="mt-4 text-sm text-ink-soft">{t("guest")}</p>}
      <AppealSides dispute={dispute} offer={offer} isShort={isShort} />
    </Card>
  );
};
