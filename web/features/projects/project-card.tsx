"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { memo } from "react";
import type { Project } from "#core/features/projects.ts";
import { Amount } from "#web/lib/amount.tsx";
import { excerpt } from "#web/lib/excerpt.ts";
import { Badge } from "#web/ui/badge.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { Ago, Moment } from "#web/ui/time.tsx";
import { ProjectStateBadge } from "./project-state.tsx";

/** Drawn again only for another project: a list grows by twenty at a time. */
export const ProjectCard = memo(({ project }: { project: Project }) => {
  const t = useTranslations("projects");
  return (
    <article className="relative min-w-0 rounded-lg border border-line bg-surface p-5 shadow-sm transition-colors hover:border-edge/60">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <h2 className="min-w-0 flex-1 basis-64 font-display text-lg font-semibold">
          <Link
            href={`/projects/${project.id}`}
            className="rounded-sm after:absolute after:inset-0 after:rounded-lg hover:text-brand"
          >
            <bdi>{project.title}</bdi>
          </Link>
        </h2>
        <p className="shrink-0 font-semibold">
          <span className="sr-only">{t("budget")} </span>
          <Amount of={project.budget} token={project.token} />
        </p>
      </div>
      <p dir="auto" className="mt-1.5 line-clamp-2 text-sm text-ink-soft">
        {excerpt(project.brief, 240)}
      </p>
      <ul aria-label={t("skills")} className="mt-3 flex flex-wrap gap-1.5">
        <li>
          <Badge tone="brand">{t(`field.${project.field}`)}</Badge>
        </li>
        {project.skills.map((skill) => (
          <li key={skill}>
            <Badge>{skill}</Badge>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm text-ink-soft">
        {project.state !== "open" && <ProjectStateBadge state={project.state} />}
        <span className="relative z-10 min-w-0">
          <PersonLink person={project.client} />
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Icon name="file-text" className="size-4 text-ink-faint" />
          {t("proposalCount", { count: project.proposals })}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Icon name="calendar-clock" className="size-4 text-ink-faint" />
          {t.rich("wantedBy", { date: () => <Moment at={project.deadline} form="date" /> })}
        </span>
        <Ago at={project.createdAt} className="text-ink-faint sm:ms-auto" />
      </div>
    </article>
  );
});
