"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { Deadline } from "#web/ui/time.tsx";
import { projectQuery } from "./queries.ts";

export const ProjectFacts = ({ id }: { id: string }) => {
  const t = useTranslations("projects");
  const { data: project } = useQuery(projectQuery(useApi(), id));
  if (!project) return null;
  return (
    <Card>
      <CardTitle>{t("facts")}</CardTitle>
      <Facts>
        <Fact name={t("budget")} help={t("budgetHelp")}>
          <Amount of={project.budget} token={project.token} exact />
        </Fact>
        <Fact name={t("deadline")}>
          <Deadline at={project.deadline} className="justify-end" />
        </Fact>
        <Fact name={t("fieldName")}>{t(`field.${project.field}`)}</Fact>
        <Fact name={t("client")}>
          <PersonLink person={project.client} />
        </Fact>
        <Fact name={t("proposals")}>{project.proposals}</Fact>
      </Facts>
      {project.skills.length > 0 && (
        <>
          <h3 className="mt-4 mb-2 text-sm text-ink-soft">{t("skills")}</h3>
          <ul className="flex flex-wrap gap-1.5">
            {project.skills.map((skill) => (
              <li key={skill}>
                <Badge>{skill}</Badge>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
};
