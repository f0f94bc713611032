import { useTranslations } from "next-intl";
import type { ProposalState } from "#core/features/proposals.ts";
import { Badge, type Tone } from "#web/ui/badge.tsx";

const tones: Record<ProposalState, Tone> = { submitted: "note", accepted: "good", declined: "plain", withdrawn: "plain" };

export const ProposalStateBadge = ({ state }: { state: ProposalState }) => {
  const t = useTranslations("proposals.state");
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
};
