"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
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

/** All money ever entrusted, as the stones of the house. */
export const LiveFacade = () => {
  const t = useTranslations("landing");
  const token = useToken(NATIVE);
  const { data } = useFigures();
  const total = data?.totals.find((each) => each.token === NATIVE);
  const released = BigInt(total?.released ?? 0);
  const refunded = BigInt(total?.refunded ?? 0);
  const locked = BigInt(total?.locked ?? 0);
  const amount = (wei: bigint) => (total ? <Money amount={wei} token={token} places={2} /> : <Skeleton className="h-4 w-20" />);
  return (
    <figure className="mx-auto w-full max-w-sm">
      <Facade
        label={t("facade")}
        shares={[
          { key: "released", count: released, className: "fill-good-fill" },
          { key: "refunded", count: refunded, className: "fill-edge" },
          { key: "locked", count: locked, className: "fill-held-fill" },
        ]}
      />
      <figcaption className="mt-4">
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
