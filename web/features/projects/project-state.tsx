import { useTranslations } from "next-intl";
import type { ProjectState } from "#core/features/projects.ts";
import { Badge, type Tone } from "#web/ui/badge.tsx";

const tones: Record<ProjectState, Tone> = { open: "good", contracted: "held", completed: "brand", cancelled: "plain" };

export const ProjectStateBadge = ({ state }: { state: ProjectState }) => {
  const t = useTranslations("projects.state");
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
};
