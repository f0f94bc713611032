"use client";

import { useTranslations } from "next-intl";
import Form from "next/form";
import type { AgreementState } from "#core/features/agreements.ts";
import { Field, Select } from "#web/ui/field.tsx";
import type { AgreementFilter as Filter } from "./queries.ts";

export const AgreementFilter = ({ filter, states }: { filter: Filter; states: readonly AgreementState[] }) => {
  const t = useTranslations("agreements");
  const submit = (event: { currentTarget: { form: HTMLFormElement | null } }) => event.currentTarget.form?.requestSubmit();
  return (
    <Form action="/agreements" className="grid max-w-xl grid-cols-2 gap-3">
      <Field label={t("filter.side")}>
        <Select name="side" defaultValue={filter.side ?? ""} onChange={submit}>
          <option value="">{t("filter.anySide")}</option>
          <option value="client">{t("filter.client")}</option>
          <option value="developer">{t("filter.developer")}</option>
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
    </Form>
  );
};
