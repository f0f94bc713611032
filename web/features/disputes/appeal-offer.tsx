"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { AppealOffer, Case, Side } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { NATIVE, useChain } from "#web/lib/chain.tsx";
import { useSession } from "#web/lib/session.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { Help } from "#web/ui/help.tsx";
import { later } from "#web/ui/later.tsx";
import { Deadline } from "#web/ui/time.tsx";
import { type Outcome, outcomesFor, withoutPaying } from "./bill.ts";
import { sideOf, sidesFor } from "./duties.ts";

const PayForRound = later(async () => (await import("./pay-for-round.tsx")).PayForRound);

export const Offer = ({ dispute, offer }: { dispute: Case; offer: AppealOffer }) => {
  const t = useTranslations("disputes.appeal");
  const { me } = useSession();
  const own = sideOf(dispute, me?.address ?? null);
  const sides = sidesFor(dispute, me?.address ?? null);
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
      {own !== null && sides.length === 0 && <p className="mt-4 text-sm text-ink-soft">{t(`${offer.kind}.notYours`)}</p>}
      {sides.map((side) => (
        <ForSide key={side} dispute={dispute} offer={offer} side={side} isOwn={side === own} isShort={isShort} />
      ))}
    </Card>
  );
};

type ForSideProps = { dispute: Case; offer: AppealOffer; side: Side; isOwn: boolean; isShort: boolean };

const ForSide = ({ dispute, offer, side, isOwn, isShort }: ForSideProps) => {
  const t = useTranslations("disputes.appeal");
  const chain = useChain();
  if (!chain) return null;
  const bounty = BigInt(chain.courtParameters.drawBounty);
  const { paid, outcomes } = outcomesFor(dispute, side, bounty);
  const idle = withoutPaying(dispute, side, bounty);
  return (
    <section className="mt-5 border-t border-line pt-4" aria-label={t(`for.${side}`)}>
      <h3 className="text-sm font-semibold">{isOwn ? t("forYou") : t(`for.${side}`)}</h3>
      <table className="mt-2 w-full text-sm">
        <thead>
          <tr className="text-start text-xs text-ink-faint [&>th]:py-1.5 [&>th]:font-medium">
            <th className="text-start">{t("ifRuled")}</th>
            <th className="text-end">{t("fromEscrow")}</th>
            <th className="text-end">{t("fromCourt")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          <Row outcome={idle} token={dispute.token} label={t(`${offer.kind}.idle`)} />
          {outcomes.map((outcome) => (
            <Row
              key={outcome.developerBps}
              outcome={outcome}
              token={dispute.token}
              label={t(outcome.developerBps === dispute.developerBps ? "same" : "changed", {
                percent: outcome.developerBps / 100,
              })}
            />
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-xs text-ink-faint">
        {t.rich("paid", { amount: () => <Amount of={paid} token={NATIVE} /> })} {t("estimate")}
      </p>
      {!isShort && (
        <div className="mt-4">
          <PayForRound dispute={dispute} offer={offer} side={side} isOwn={isOwn} />
        </div>
      )}
    </section>
  );
};

const Row = ({ outcome, token, label }: { outcome: Outcome; token: string; label: string }) => (
  <tr className="align-top [&>td]:py-2">
    <td className="pe-3">{label}</td>
    <td className="ps-2 text-end whitespace-nowrap">
      <Amount of={outcome.fromEscrow} token={token} />
    </td>
    <td className="ps-3 text-end whitespace-nowrap">
      <Amount of={outcome.fromCourt} token={NATIVE} />
    </td>
  </tr>
);
