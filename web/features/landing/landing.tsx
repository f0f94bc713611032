import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "#web/ui/button.tsx";
import { LiveFacade, LiveFigures } from "./live-figures.tsx";

const Section = ({ children, id }: { children: ReactNode; id?: string }) => (
  <section id={id} className="mx-auto w-full max-w-6xl px-4 py-14 sm:px-6 sm:py-20">
    {children}
  </section>
);

const steps = ["agree", "lock", "deliver", "judge", "stand"] as const;
const promises = ["custody", "silence", "arbiters", "checkable"] as const;
const roles = [
  { key: "client", href: "/projects/new" },
  { key: "developer", href: "/projects" },
  { key: "arbiter", href: "/court" },
] as const;

/** What this is, told from the first glance to the first press. */
export const Landing = () => {
  const t = useTranslations("landing");
  return (
    <>
      <div className="masonry border-b border-line">
        <div className="mx-auto grid w-full max-w-6xl items-center gap-x-16 gap-y-12 px-4 py-14 sm:px-6 md:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] md:py-20">
          <div>
            <h1 className="font-display text-4xl font-semibold tracking-tight text-balance sm:text-5xl">{t("title")}</h1>
            <p className="mt-5 max-w-xl text-lg text-ink-soft">{t("lead")}</p>
            <div className="mt-8 flex flex-wrap gap-3">
              <ButtonLink href="/projects/new" variant="primary" size="lg">
                {t("post")}
              </ButtonLink>
              <ButtonLink href="/projects" size="lg">
                {t("find")}
              </ButtonLink>
            </div>
            <p className="mt-5 text-sm text-ink-faint">{t("looking")}</p>
          </div>
          <LiveFacade />
        </div>
      </div>

      <div className="border-b border-line bg-surface">
        <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-6">
          <h2 className="sr-only">{t("figures")}</h2>
          <LiveFigures />
        </div>
      </div>

      <Section id="how">
        <h2 className="font-display text-3xl font-semibold tracking-tight">{t("how")}</h2>
        <ol className="mt-10 grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-5">
          {steps.map((step, at) => (
            <li key={step} className="border-t-2 border-brand pt-4">
              <span aria-hidden className="tabular font-display text-sm font-semibold text-brand">
                {at + 1}
              </span>
              <h3 className="mt-1 font-display text-lg font-semibold">{t(`steps.${step}.title`)}</h3>
              <p className="mt-1.5 text-sm text-ink-soft">{t(`steps.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </Section>

      <div className="border-y border-line bg-surface">
        <Section>
          <h2 className="max-w-2xl font-display text-3xl font-semibold tracking-tight">{t("trust")}</h2>
          <dl className="mt-10 grid gap-x-12 gap-y-9 sm:grid-cols-2">
            {promises.map((promise) => (
              <div key={promise}>
                <dt className="font-display text-lg font-semibold">{t(`promises.${promise}.title`)}</dt>
                <dd className="mt-1.5 text-ink-soft">{t(`promises.${promise}.text`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </div>

      <Section>
        <h2 className="font-display text-3xl font-semibold tracking-tight">{t("begin")}</h2>
        <ul className="mt-10 grid gap-4 md:grid-cols-3">
          {roles.map(({ key, href }) => (
            <li key={key} className="flex flex-col rounded-lg border border-line bg-surface p-6 shadow-sm">
              <h3 className="font-display text-lg font-semibold">{t(`roles.${key}.title`)}</h3>
              <p className="mt-1.5 mb-6 flex-1 text-ink-soft">{t(`roles.${key}.text`)}</p>
              <ButtonLink href={href} className="self-start">
                {t(`roles.${key}.action`)}
              </ButtonLink>
            </li>
          ))}
        </ul>
        <p className="mt-8">
          <ButtonLink href="/welcome" variant="quiet">
            {t("firstSteps")}
          </ButtonLink>
        </p>
      </Section>
    </>
  );
};
