"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Form from "next/form";
import type { Field as WorkField, ProjectState } from "#core/features/projects.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, Input, Select } from "#web/ui/field.tsx";
import type { ProjectFilter as Filter } from "./queries.ts";

/** A plain form whose answers are in the page's address: it can be linked, and works before any script has come. */
export const ProjectFilter = ({
  filter,
  fields,
  states,
}: {
  filter: Filter;
  fields: readonly WorkField[];
  states: readonly ProjectState[];
}) => {
  const t = useTranslations("projects");
  const submit = (event: { currentTarget: { form: HTMLFormElement | null } }) => event.currentTarget.form?.requestSubmit();

  return (
    <Form action="/projects" role="search" className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[2fr_1fr_1fr_1fr_auto]">
      {filter.client && <input type="hidden" name="client" value={filter.client} />}
      <Field label={t("filter.search")} className="col-span-2 lg:col-span-1">
        <Input
          name="search"
          type="search"
          maxLength={100}
          defaultValue={filter.search ?? ""}
          placeholder={t("filter.searchExample")}
        />
      </Field>
      <Field label={t("filter.field")}>
        <Select name="field" defaultValue={filter.field ?? ""} onChange={submit}>
          <option value="">{t("filter.anyField")}</option>
          {fields.map((field) => (
            <option key={field} value={field}>
              {t(`field.${field}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("filter.state")}>
        <Select name="state" defaultValue={filter.state ?? ""} onChange={submit}>
          <option value="">{t("filter.anyState")}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("filter.skill")}>
        <Input
          name="skill"
          maxLength={30}
          autoCapitalize="none"
          defaultValue={filter.skill ?? ""}
          placeholder={t("filter.skillExample")}
        />
      </Field>
      <Button type="submit" icon={<Icon name="search" />}>
        {t("filter.find")}
      </Button>
    </Form>
  );
};
