import { useTranslations } from "next-intl";
import type { AgreementState } from "#core/features/agreements.ts";
import { Badge, type Tone } from "#web/ui/badge.tsx";

const tones: Record<AgreementState, Tone> = {
  drafted: "plain",
  signing: "note",
  signed: "note",
  offered: "held",
  active: "held",
  closed: "good",
  cancelled: "plain",
  amended: "plain",
};

export const AgreementStateBadge = ({ state }: { state: AgreementState }) => {
  const t = useTranslations("agreements.state");
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
};
