"use client";

import { useTranslations } from "next-intl";
import { RequireSession } from "#web/lib/session.tsx";
import { ProjectForm } from "./project-form.tsx";

export const NewProject = () => {
  const t = useTranslations("projects.form");
  return <RequireSession why={t("why")}>{(me) => <ProjectForm viewer={me.address} />}</RequireSession>;
};
