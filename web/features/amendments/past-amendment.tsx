"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import type { Agreement } from "#core/features/agreements.ts";
import type { Amendment } from "#core/features/amendments.ts";
import { AmendmentWords } from "./words.tsx";

/** What was proposed and is decided, as it stood then. */
export const PastAmendment = ({ agreement, amendment }: { agreement: Agreement; amendment: Amendment }) => {
  const t = useTranslations("amendments");
  return (
    <div className="pt-2 pb-3">
      <AmendmentWords agreement={agreement} amendment={amendment} />
      {amendment.state === "executed" && (
        <Link
          href={`/agreements/${amendment.next}`}
          className="touch-target mt-3 inline-block font-semibold text-brand underline underline-offset-4"
        >
          {t("versions.toNewest")}
        </Link>
      )}
    </div>
  );
};
