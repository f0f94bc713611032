"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useApi } from "#web/lib/api.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/states.tsx";
import { ProjectCard } from "./project-card.tsx";
import { type ProjectFilter, projectsQuery } from "./queries.ts";

export const ProjectList = ({ filter }: { filter: ProjectFilter }) => {
  const t = useTranslations("projects");
  const api = useApi();
  const query = useInfiniteQuery(projectsQuery(api, filter));
  const isFiltered = Object.values(filter).some(Boolean);

  return (
    <ShownPages
      query={query}
      label={t("loading")}
      empty={
        <EmptyState
          icon={<Icon name="folder-search" />}
          title={isFiltered ? t("noneFound") : t("none")}
          action={
            isFiltered ? (
              <ButtonLink href="/projects">{t("clearFilter")}</ButtonLink>
            ) : (
              <ButtonLink href="/projects/new">{t("post")}</ButtonLink>
            )
          }
        >
          {isFiltered ? t("noneFoundText") : t("noneText")}
        </EmptyState>
      }
    >
      {(projects) => (
        <ul className="space-y-3">
          {projects.map((project) => (
            <li key={project.id}>
              <ProjectCard project={project} />
            </li>
          ))}
        </ul>
      )}
    </ShownPages>
  );
};
