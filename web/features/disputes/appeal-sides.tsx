"use client";

import { useTranslations } from "next-intl";
import type { AppealOffer, Case, Side } from "#core/features/disputes.ts";
import { Amount } from "#web/lib/amount.tsx";
import { NATIVE, useChain } from "#web/lib/chain.tsx";
import { useSession } from "#web/lib/session.tsx";
import { type Outcome, outcomesFor, withoutPaying } from "./bill.ts";
import { sideOf, sidesFor } from "./duties.ts";
import { PayForRound } from "./pay-for-round.tsx";

type Props = { dispute: Case; offer: AppealOffer; isShort: boolean };

/** For one's own side, or either where one has none: what every end would mean in money, and the way to pay for the round. */
export const AppealSides = ({ dispute, offer, isShort }: Props) => {
  const t = useTranslations("disputes.appeal");
  const viewer = useSession().me?.address ?? null;
  const own = sideOf(dispute, viewer);
  const sides = sidesFor(dispute, viewer);
  if (sides.length === 0) return own && <p className="mt-4 text-sm text-ink-soft">{t(`${offer.kind}.notYours`)}</p>;
  return sides.map((side) => (
    <ForSide key={side} dispute={dispute} offer={offer} side={side} isOwn={side === own} isShort={isShort} />
  ));
};

const ForSide = ({ dispute, offer, side, isOwn, isShort }: Props & { side: Side; isOwn: boolean }) => {
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
