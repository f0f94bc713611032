import { useTranslations } from "next-intl";
import { Badge } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { medianOf } from "./duties.ts";

/** Every vote on a line from nothing to all, and below it the votes in their order: one sees which is in the middle. */
export const VoteLine = ({ votes, ruling }: { votes: readonly number[]; ruling: number }) => {
  const t = useTranslations("disputes.ruling");
  const { sorted, middle } = medianOf(votes);
  const points = [...new Set(sorted)].map((vote) => ({
    vote,
    count: sorted.filter((each) => each === vote).length,
    decides: middle.some((at) => sorted[at] === vote),
  }));
  const at = (bps: number) => ({ insetInlineStart: `${bps / 100}%` });

  return (
    <figure className="mt-5">
      <div aria-hidden className="relative mx-3 h-7">
        <span className="absolute inset-x-0 top-3 h-1 rounded-full bg-line" />
        <span className="absolute top-0 h-7 w-0.5 -translate-x-1/2 bg-brand rtl:translate-x-1/2" style={at(ruling)} />
        {points.map(({ vote, decides }) => (
          <span
            key={vote}
            style={at(vote)}
            className={cx(
              "absolute top-1 size-5 -translate-x-1/2 rounded-md border-2 rtl:translate-x-1/2",
              decides ? "border-brand bg-brand" : "border-edge bg-surface",
            )}
          />
        ))}
      </div>
      <div className="mt-1 flex justify-between text-xs text-ink-faint">
        <span>{t("allToClient")}</span>
        <span>{t("allToDeveloper")}</span>
      </div>
      <figcaption className="mt-3">
        <span className="sr-only">{t("votes")}</span>
        <ol className="flex flex-wrap gap-2">
          {points.map(({ vote, count, decides }) => (
            <li key={vote}>
              <Badge tone={decides ? "brand" : "plain"}>
                {count > 1 ? t("voteTimes", { percent: vote / 100, count }) : t("vote", { percent: vote / 100 })}
              </Badge>
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  );
};
