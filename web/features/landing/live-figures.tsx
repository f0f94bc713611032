"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE, useToken } from "#web/lib/chain.tsx";
import { useProblemText } from "#web/lib/problem.ts";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Stat } from "#web/ui/card.tsx";
import { cx } from "#web/ui/cx.ts";
import { Money } from "#web/ui/money.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";
import { Facade } from "./facade.tsx";

const useFigures = () => {
  const api = useApi();
  return useQuery(api.escrow.figures.queryOptions());
};

const Legend = ({ swatch, name, children }: { swatch: string; name: ReactNode; children: ReactNode }) => (
  <div className="flex items-center justify-between gap-4 py-1.5">
    <dt className="flex items-center gap-2.5 text-sm text-ink-soft">
      <span aria-hidden className={cx("h-2.5 w-4 rounded-[2px]", swatch)} />
      {name}
    </dt>
    <dd className="font-semibold">{children}</dd>
  </div>
);

/** Which token the stones are of, when there is a choice: amounts of different tokens cannot be added. */
const TokenChoice = ({
  tokens,
  value,
  onChange,
}: {
  tokens: readonly string[];
  value: string;
  onChange: (token: string) => void;
}) => {
  const t = useTranslations("landing");
  return (
    <fieldset className="mb-2 flex justify-center gap-1 rounded-md">
      <legend className="sr-only">{t("token")}</legend>
      {tokens.map((token) => (
        <TokenOption key={token} token={token} isChosen={token === value} onChoose={() => onChange(token)} />
      ))}
    </fieldset>
  );
};

const TokenOption = ({ token, isChosen, onChoose }: { token: string; isChosen: boolean; onChoose: () => void }) => {
  const { symbol } = useToken(token);
  return (
    <label className="touch-target inline-flex min-h-8 cursor-pointer items-center justify-center rounded-md px-3 text-sm font-semibold text-ink-soft transition-colors hover:text-ink has-checked:bg-brand-soft has-checked:text-brand has-focus-visible:outline-2 has-focus-visible:outline-brand">
      <input type="radio" name="token" checked={isChosen} onChange={onChoose} className="sr-only" />
      {symbol}
    </label>
  );
};

/** All money ever entrusted, as the stones of the house. */
export const LiveFacade = () => {
  const t = useTranslations("landing");
  const { data } = useFigures();
  const [chosen, choose] = useState<string>(NATIVE);
  const funded = data?.totals.filter((each) => each.funded !== "0") ?? [];
  const total = funded.find((each) => each.token === chosen) ?? funded[0];
  const token = useToken(total?.token ?? NATIVE);
  const released = BigInt(total?.released ?? 0);
  const refunded = BigInt(total?.refunded ?? 0);
  const locked = BigInt(total?.locked ?? 0);
  const amount = (units: bigint) =>
    data ? <Money amount={units} token={token} places={2} /> : <Skeleton className="h-4 w-20" />;
  return (
    <figure className="mx-auto w-full max-w-sm">
      <Facade
        label={t("facade", { token: token.symbol })}
        shares={[
          { key: "released", count: released, className: "fill-good-fill" },
          { key: "refunded", count: refunded, className: "fill-edge" },
          { key: "locked", count: locked, className: "fill-held-fill" },
        ]}
      />
      <figcaption className="mt-4">
        {funded.length > 1 && total && (
          <TokenChoice tokens={funded.map((each) => each.token)} value={total.token} onChange={choose} />
        )}
        <dl className="divide-y divide-line">
          <Legend swatch="bg-held-fill" name={t("held")}>
            {amount(locked)}
          </Legend>
          <Legend swatch="bg-good-fill" name={t("paid")}>
            {amount(released)}
          </Legend>
          <Legend swatch="bg-edge" name={t("returned")}>
            {amount(refunded)}
          </Legend>
        </dl>
      </figcaption>
    </figure>
  );
};

export const LiveFigures = () => {
  const t = useTranslations("landing");
  const format = useFormatter();
  const problemText = useProblemText();
  const { data, error, refetch, isFetching } = useFigures();
  if (error && !data)
    return (
      <Callout
        tone="bad"
        role="alert"
        action={
          <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
            {t("retry")}
          </Button>
        }
      >
        {problemText(error)}
      </Callout>
    );
  const figure = (count: number | undefined) => (count === undefined ? <Skeleton className="h-8 w-14" /> : format.number(count));
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-6 md:grid-cols-5">
      <Stat label={t("openProjects")}>{figure(data?.openProjects)}</Stat>
      <Stat label={t("agreements")}>{figure(data?.agreements)}</Stat>
      <Stat label={t("people")}>{figure(data?.people)}</Stat>
      <Stat label={t("seats")}>{figure(data?.seats)}</Stat>
      <Stat label={t("casesRuled")}>{figure(data?.casesRuled)}</Stat>
    </div>
  );
};
