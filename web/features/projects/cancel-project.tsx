"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Project } from "#core/features/projects.ts";
import { useApi } from "#web/lib/api.tsx";
import { useProblemText } from "#web/lib/problem.ts";
import { Button } from "#web/ui/button.tsx";
import { Confirm } from "#web/ui/confirm.tsx";
import { toast } from "#web/ui/toast.tsx";

export const CancelProject = ({ project }: { project: Project }) => {
  const t = useTranslations("projects.cancel");
  const api = useApi();
  const queries = useQueryClient();
  const problemText = useProblemText();
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation(
    api.projects.cancel.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        toast({ title: t("done") });
        await queries.invalidateQueries({ queryKey: api.projects.key() });
      },
    }),
  );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("open")}</Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title={t("title")}
        confirm={t("confirm")}
        cancel={t("keep")}
        danger
        busy={cancel.isPending}
        trouble={cancel.isError ? problemText(cancel.error) : undefined}
        onConfirm={() => cancel.mutate({ id: project.id })}
      >
        {t("text", { count: project.proposals })}
      </Confirm>
    </>
  );
};
