"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Project } from "#core/features/projects.ts";
import { useApi } from "#web/lib/api.tsx";
import { RequireSession } from "#web/lib/session.tsx";
import { Shown, ShownPages } from "#web/lib/shown.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { ProposalForm } from "./proposal-form.tsx";
import { proposalsQuery } from "./queries.ts";

export const Propose = ({ project: id }: { project: string }) => {
  const t = useTranslations("proposals");
  const query = useQuery(useApi().projects.get.queryOptions({ input: { id } }));
  return (
    <RequireSession why={t("why")}>
      {(me) => (
        <Shown query={query} label={t("loading")}>
          {(project) => <Allowed project={project} viewer={me.address} />}
        </Shown>
      )}
    </RequireSession>
  );
};

/** Says why not where one cannot propose: closed, one's own, or already proposed. */
const Allowed = ({ project, viewer }: { project: Project; viewer: string }) => {
  const t = useTranslations("proposals");
  const query = useInfiniteQuery(proposalsQuery(useApi(), project.id));
  const back = (
    <ButtonLink size="sm" href={`/projects/${project.id}`}>
      {t("back")}
    </ButtonLink>
  );
  const form = <ProposalForm project={project} viewer={viewer} />;

  if (project.state !== "open") return <Callout action={back}>{t("notOpen")}</Callout>;
  if (project.client.address === viewer) return <Callout action={back}>{t("ownProject")}</Callout>;
  return (
    <ShownPages query={query} label={t("loading")} empty={form}>
      {(mine) =>
        mine.some(({ state, developer }) => state === "submitted" && developer.address === viewer) ? (
          <Callout action={back}>{t("already")}</Callout>
        ) : (
          form
        )
      }
    </ShownPages>
  );
};
