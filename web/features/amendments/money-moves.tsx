"use client";

import { useTranslations } from "next-intl";
import type { AmendmentMoney } from "#core/features/amendments.ts";
import { Amount } from "#web/lib/amount.tsx";
import { Fact, Facts } from "#web/ui/card.tsx";

/** Where the locked money goes, to the last unit: what moves, what the client adds, what comes back. */
export const MoneyMoves = ({ money, token, funded }: { money: AmendmentMoney; token: string; funded: number }) => {
  const t = useTranslations("amendments.money");
  const amount = (of: string, className?: string) => <Amount of={of} token={token} exact className={className} />;
  return (
    <div>
      <h3 className="font-semibold">{t("heading")}</h3>
      <Facts>
        <Fact name={t("moved")} help={t("movedHelp")}>
          {amount(money.moved)}
        </Fact>
        <Fact name={t("needed", { count: funded })}>{amount(money.needed)}</Fact>
        {money.added !== "0" && (
          <Fact name={t("added")} help={t("addedHelp")}>
            {amount(money.added, "text-held")}
          </Fact>
        )}
        {money.returned !== "0" && <Fact name={t("returned")}>{amount(money.returned, "text-good")}</Fact>}
        {money.added === "0" && money.returned === "0" && <Fact name={t("even")}>{amount("0")}</Fact>}
      </Facts>
    </div>
  );
};
