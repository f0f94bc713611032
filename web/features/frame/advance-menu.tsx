"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { LEAPS, useAdvance } from "#web/lib/advance.ts";
import { useProblemText } from "#web/lib/problem.ts";
import { Menu, MenuHeading, MenuItem } from "#web/ui/menu.tsx";
import { toast } from "#web/ui/toast.tsx";

/** Moves the local chain's clock from any page. */
export const AdvanceMenu = () => {
  const t = useTranslations("localClock");
  const problemText = useProblemText();
  const { mutate, isPending } = useAdvance();
  const advance = (seconds: number) =>
    mutate({ seconds }, { onError: (error) => toast({ tone: "bad", title: problemText(error) }) });
  return (
    <Menu
      trigger={
        <button
          type="button"
          disabled={isPending}
          className="touch-target inline-flex min-h-7 items-center justify-center gap-1.5 rounded-md px-2 font-semibold text-held hover:bg-held/10 disabled:opacity-60"
        >
          <Icon name="fast-forward" className="size-4" />
          {t("advance")}
        </button>
      }
    >
      <MenuHeading>
        <span className="block max-w-60 text-xs text-ink-soft">{t("text")}</span>
      </MenuHeading>
      {LEAPS.map(({ key, seconds }) => (
        <MenuItem key={key} onSelect={() => advance(seconds)}>
          {t(key)}
        </MenuItem>
      ))}
    </Menu>
  );
};
