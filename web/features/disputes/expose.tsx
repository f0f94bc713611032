"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Case } from "#core/features/disputes.ts";
import { Button } from "#web/ui/button.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { later } from "#web/ui/later.tsx";
import { sittingPanel } from "./duties.ts";

const ExposeDialog = later(async () => (await import("./expose-dialog.tsx")).ExposeDialog);

/** A vote that somebody was shown is a vote for sale: whoever has it may show it to the court, and is paid for that. */
export const ExposeVote = ({ dispute }: { dispute: Case }) => {
  const t = useTranslations("disputes.expose");
  // Null before the first press. Closed again it stays, with what was typed.
  const [open, setOpen] = useState<boolean | null>(null);
  if (!sittingPanel(dispute).some(({ hasCommitted, vote }) => hasCommitted && vote === null)) return null;
  return (
    <>
      <Button size="sm" variant="quiet" icon={<Icon name="eye-off" />} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {open !== null && <ExposeDialog dispute={dispute} open={open} onOpenChange={setOpen} />}
    </>
  );
};
