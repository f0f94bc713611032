"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useApi } from "#web/lib/api.tsx";
import { useRoom } from "#web/lib/realtime.tsx";
import { useSession } from "#web/lib/session.tsx";
import { Shown } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { PageHeader } from "#web/ui/page-header.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";
import { Ago } from "#web/ui/time.tsx";
import { CancelProject } from "./cancel-project.tsx";
import { ProjectStateBadge } from "./project-state.tsx";
import { projectQuery } from "./queries.ts";

export const ProjectHeading = ({ id }: { id: string }) => {
  const t = useTranslations("projects");
  const api = useApi();
  const { me } = useSession();
  const query = useQuery(projectQuery(api, id));
  useRoom(`project:${id}`);
  const missing = { title: t("missing"), text: t("missingText"), action: <ButtonLink href="/projects">{t("all")}</ButtonLink> };

  return (
    <Shown query={query} label={t("loading")} missing={missing} loading={<Skeleton className="h-10 w-2/3" />}>
      {(project) => {
        const isMine = me?.address === project.client.address;
        return (
          <PageHeader
            trail={[{ href: "/projects", label: t("title") }]}
            title={<bdi>{project.title}</bdi>}
            status={<ProjectStateBadge state={project.state} />}
            lead={
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <PersonLink person={project.client} />
                <Ago at={project.createdAt} className="text-ink-faint" />
              </span>
            }
            actions={
              <>
                {project.agreement && <ButtonLink href={`/agreements/${project.agreement}`}>{t("toAgreement")}</ButtonLink>}
                {project.state === "open" && isMine && <CancelProject project={project} />}
                {project.state === "open" && !isMine && (
                  <ButtonLink variant="primary" icon={<Icon name="pen-line" />} href={`/projects/${project.id}/propose`}>
                    {t("propose")}
                  </ButtonLink>
                )}
              </>
            }
          />
        );
      }}
    </Shown>
  );
};
