"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Form from "next/form";
import { Button } from "#web/ui/button.tsx";
import { Field, Input } from "#web/ui/field.tsx";
import type { PeopleFilter as Filter } from "./queries.ts";

export const PeopleFilter = ({ filter }: { filter: Filter }) => {
  const t = useTranslations("profiles.filter");
  return (
    <Form action="/people" role="search" className="grid grid-cols-[1fr_auto] items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
      <Field label={t("search")} className="max-sm:col-span-2">
        <Input name="search" type="search" maxLength={100} defaultValue={filter.search ?? ""} placeholder={t("searchExample")} />
      </Field>
      <Field label={t("skill")}>
        <Input
          name="skill"
          maxLength={30}
          autoCapitalize="none"
          defaultValue={filter.skill ?? ""}
          placeholder={t("skillExample")}
        />
      </Field>
      <Button type="submit" icon={<Icon name="search" />}>
        {t("find")}
      </Button>
    </Form>
  );
};
