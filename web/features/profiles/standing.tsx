import { useFormatter, useTranslations } from "next-intl";
import type { Standing } from "#core/features/profiles.ts";
import { Help } from "#web/ui/help.tsx";

/** The four numbers that the chain keeps of a person. */
export const StandingFigures = ({ standing }: { standing: Standing }) => {
  const t = useTranslations("profiles.standing");
  const format = useFormatter();
  const figures = [
    { key: "experience", value: format.number(BigInt(standing.experience)) },
    { key: "completed", value: format.number(standing.completed) },
    { key: "won", value: format.number(standing.won) },
    { key: "lost", value: format.number(standing.lost) },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
      {figures.map(({ key, value }) => (
        <div key={key} className="min-w-0">
          <dt className="text-sm text-ink-soft">
            {t(key)}
            {key === "experience" && <Help word={t("experience")}>{t("experienceHelp")}</Help>}
          </dt>
          <dd className="tabular mt-0.5 font-display text-2xl font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** The same in a line, for a list. */
export const StandingLine = ({ standing }: { standing: Standing }) => {
  const t = useTranslations("profiles.standing");
  const format = useFormatter();
  if (standing.experience === "0" && standing.completed === 0 && standing.won + standing.lost === 0)
    return <span className="text-ink-faint">{t("none")}</span>;
  return (
    <span className="tabular">
      {t("line", {
        experience: format.number(BigInt(standing.experience)),
        completed: standing.completed,
        won: standing.won,
        lost: standing.lost,
      })}
    </span>
  );
};
