import { useTranslations } from "next-intl";
import type { AmendmentState as State } from "#core/features/amendments.ts";
import { Badge, type Tone } from "#web/ui/badge.tsx";

const tones: Record<State, Tone> = {
  proposed: "note",
  signed: "held",
  executed: "good",
  withdrawn: "plain",
  declined: "plain",
  stale: "bad",
};

export const AmendmentState = ({ state }: { state: State }) => {
  const t = useTranslations("amendments.state");
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
};
