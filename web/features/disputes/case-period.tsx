import { useTranslations } from "next-intl";
import type { CasePeriod } from "#core/features/disputes.ts";
import { Badge, type Tone } from "#web/ui/badge.tsx";

const tones: Record<CasePeriod, Tone> = {
  Answer: "bad",
  Evidence: "note",
  Commit: "held",
  Reveal: "held",
  Appeal: "note",
  Ruled: "brand",
  Executed: "good",
};

export const CasePeriodBadge = ({ period }: { period: CasePeriod }) => {
  const t = useTranslations("disputes.period");
  return <Badge tone={tones[period]}>{t(period)}</Badge>;
};
