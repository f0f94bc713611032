"use client";

import { useTranslations } from "next-intl";
import Form from "next/form";
import type { CasePeriod } from "#core/features/disputes.ts";
import { Field, Select } from "#web/ui/field.tsx";
import type { CaseFilter as Filter } from "./queries.ts";

export const CaseFilter = ({ filter, periods }: { filter: Filter; periods: readonly CasePeriod[] }) => {
  const t = useTranslations("disputes");
  return (
    <Form action="/court" className="max-w-xs">
      {filter.mine && <input type="hidden" name="mine" value={filter.mine} />}
      <Field label={t("filter.period")}>
        <Select
          key={filter.period}
          name="period"
          defaultValue={filter.period ?? ""}
          onChange={(event) => event.currentTarget.form?.requestSubmit()}
        >
          <option value="">{t("filter.anyPeriod")}</option>
          {periods.map((period) => (
            <option key={period} value={period}>
              {t(`period.${period}`)}
            </option>
          ))}
        </Select>
      </Field>
    </Form>
  );
};
