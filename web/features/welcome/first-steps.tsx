"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { SignInButton } from "#web/lib/session.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { cx } from "#web/ui/cx.ts";
import { Help } from "#web/ui/help.tsx";
import { type Done, useProgress } from "./progress.ts";

/** What each part is made of, in the order in which it is done, and where. */
const parts = {
  client: [
    { step: "named", href: "/profile/edit" },
    { step: "posted", href: "/projects/new" },
    { step: "agreed", href: "/agreements" },
    { step: "locked", href: "/agreements" },
    { step: "released", href: "/agreements" },
  ],
  developer: [
    { step: "skilled", href: "/profile/edit" },
    { step: "proposed", href: "/projects" },
    { step: "signed", href: "/agreements" },
    { step: "paid", href: "/agreements" },
  ],
  arbiter: [
    { step: "named", href: "/profile/edit" },
    { step: "seated", href: "/court" },
    { step: "drawn", href: "/court?mine=arbiter" },
    { step: "voted", href: "/court?mine=arbiter" },
  ],
} as const satisfies Record<string, readonly { step: keyof Done; href: string }[]>;

const words = ["escrow", "commit", "reveal", "median"] as const;

/** What a client, a developer and an arbiter do first, with what is done ticked off. */
export const FirstSteps = () => {
  const t = useTranslations("welcome");
  const session = useTranslations("session");
  const progress = useProgress();
  const done = typeof progress === "object" ? progress : null;
  return (
    <>
      {progress === "guest" && (
        <Callout title={t("guest")} action={<SignInButton>{session("signInLong")}</SignInButton>}>
          {t("guestNote")}
        </Callout>
      )}
      <div className="grid gap-5 lg:grid-cols-3">
        {Object.entries(parts).map(([part, steps]) => (
          <Part key={part} part={part as keyof typeof parts} steps={steps} done={done} />
        ))}
      </div>
      <section aria-labelledby="words">
        <h2 id="words" className="mb-3 font-display text-lg font-semibold">
          {t("words")}
        </h2>
        <dl className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
          {words.map((word) => (
            <div key={word}>
              <dt className="font-semibold">{t(`${word}.word`)}</dt>
              <dd className="text-ink-soft">{t(`${word}.meaning`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
};

type PartProps = {
  part: keyof typeof parts;
  steps: readonly { step: keyof Done; href: string }[];
  done: Done | null;
};

const Part = ({ part, steps, done }: PartProps) => {
  const t = useTranslations("welcome");
  const count = done ? steps.filter(({ step }) => done[step]).length : 0;
  return (
    <Card>
      <CardTitle aside={done && <span className="text-sm text-ink-soft">{t("count", { count, all: steps.length })}</span>}>
        {t(`${part}.title`)}
        {part === "arbiter" && <Help word={t("drawnWord")}>{t("drawnMeaning")}</Help>}
      </CardTitle>
      <p className="mb-4 text-sm text-ink-soft">{t(`${part}.lead`)}</p>
      <ol className="space-y-1">
        {steps.map(({ step, href }, at) => {
          const isDone = done?.[step] ?? false;
          return (
            <li key={step}>
              <Link href={href} className="group -mx-2 flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-sunken">
                <span
                  aria-hidden
                  className={cx(
                    "tabular grid size-6 shrink-0 place-items-center rounded-full text-xs font-bold [&>svg]:size-4",
                    isDone ? "bg-good-soft text-good" : "bg-sunken text-ink-soft ring-1 ring-line ring-inset",
                  )}
                >
                  {isDone ? <Icon name="check" /> : at + 1}
                </span>
                <span className={cx("text-sm", isDone ? "text-ink-faint" : "font-medium group-hover:underline")}>
                  {t(`steps.${step}`)}
                  {isDone && <span className="sr-only"> ({t("done")})</span>}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </Card>
  );
};
