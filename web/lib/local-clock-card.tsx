"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { Button } from "#web/ui/button.tsx";
import { useChainNow } from "#web/ui/clock.tsx";
import { Moment } from "#web/ui/time.tsx";
import { LEAPS, MOST, useAdvance } from "./advance.ts";
import { useProblemText } from "./problem.ts";

/** Labelled as what it is: lets a deadline pass now. */
export const LocalClockCard = ({ until }: { until?: string | null }) => {
  const t = useTranslations("localClock");
  const now = useChainNow();
  const problemText = useProblemText();
  const advance = useAdvance();
  const left = until && now !== null ? Math.ceil((Date.parse(until) - now) / 1000) + 1 : 0;

  return (
    <section aria-labelledby="local-clock" className="rounded-lg border border-dashed border-edge/60 bg-surface p-5">
      <h2 id="local-clock" className="flex items-center gap-2 font-semibold">
        <Icon name="fast-forward" className="size-4 text-ink-faint" />
        {t("title")}
      </h2>
      <p className="mt-1 text-sm text-ink-soft">{t("text")}</p>
      {now !== null && (
        <p className="mt-2 text-sm">
          <span className="text-ink-soft">{t("now")} </span>
          <Moment at={new Date(now).toISOString()} className="font-medium" />
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {left > 1 && left <= MOST && (
          <Button size="sm" busy={advance.isPending} onClick={() => advance.mutate({ seconds: left })}>
            {t("past")}
          </Button>
        )}
        {LEAPS.map(({ key, seconds }) => (
          <Button
            key={key}
            size="sm"
            busy={advance.isPending && advance.variables.seconds === seconds}
            disabled={advance.isPending}
            onClick={() => advance.mutate({ seconds })}
          >
            {t(key)}
          </Button>
        ))}
      </div>
      {advance.isError && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {problemText(advance.error)}
        </p>
      )}
    </section>
  );
};
