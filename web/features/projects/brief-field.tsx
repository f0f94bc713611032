"use client";

import { useTranslations } from "next-intl";
import { Field, Textarea } from "#web/ui/field.tsx";
import { later } from "#web/ui/later.tsx";
import { Skeleton } from "#web/ui/skeleton.tsx";
import { TabPanels } from "#web/ui/tab-panels.tsx";

// The markdown reader is loaded when somebody looks at the preview.
const Prose = later(async () => (await import("#web/ui/markdown.tsx")).Prose, <Skeleton className="h-24 w-full" />);

export const BriefField = ({ value, error, onChange }: { value: string; error?: string; onChange: (brief: string) => void }) => {
  const t = useTranslations("projects.form");
  return (
    <TabPanels
      label={t("brief")}
      tabs={[
        {
          value: "write",
          label: t("write"),
          content: (
            <Field label={t("brief")} hint={t("briefHint")} error={error} required aside={`${value.length}/20000`}>
              <Textarea
                rows={10}
                maxLength={20_000}
                value={value}
                placeholder={t("briefExample")}
                onChange={(event) => onChange(event.target.value)}
              />
            </Field>
          ),
        },
        {
          value: "preview",
          label: t("preview"),
          content: (
            <div className="min-h-40 rounded-md border border-line p-4">
              {value.trim() ? <Prose>{value}</Prose> : <p className="text-ink-faint">{t("previewEmpty")}</p>}
            </div>
          ),
        },
      ]}
    />
  );
};
