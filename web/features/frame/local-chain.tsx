"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useApi } from "#web/lib/api.tsx";
import { useChain } from "#web/lib/chain.tsx";
import { useProblemText } from "#web/lib/problem.ts";
import { Menu, MenuHeading, MenuItem } from "#web/ui/menu.tsx";
import { toast } from "#web/ui/toast.tsx";

const HOUR = 3_600;
const steps = [
  { key: "hour", seconds: HOUR },
  { key: "day", seconds: 24 * HOUR },
  { key: "week", seconds: 7 * 24 * HOUR },
] as const;

/** Says on the local chain, and there alone, that the money is play money; and moves its clock when asked. */
export const LocalChainStrip = () => {
  const t = useTranslations("frame");
  const api = useApi();
  const chain = useChain();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const advance = useMutation(
    api.chain.advance.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries();
        toast({ tone: "good", title: t("advanced") });
      },
      onError: (error) => toast({ tone: "bad", title: problemText(error) }),
    }),
  );
  if (!chain?.isLocal) return null;
  return (
    <aside aria-label={t("localTitle")} className="border-b border-held/25 bg-held-soft text-xs text-ink-soft">
      <div className="mx-auto flex min-h-9 max-w-6xl flex-wrap items-center justify-between gap-x-4 px-4 sm:px-6">
        <p className="flex min-w-0 items-center gap-2 py-1">
          <Icon name="flask-conical" className="size-4 shrink-0 text-held" />
          <span>
            <strong className="font-semibold text-ink">{t("localTitle")}</strong>{" "}
            <span className="hidden sm:inline">{t("localNote")}</span>
          </span>
        </p>
        <Menu
          trigger={
            <button
              type="button"
              disabled={advance.isPending}
              className="touch-target inline-flex min-h-7 items-center justify-center gap-1.5 rounded-md px-2 font-semibold text-held hover:bg-held/10 disabled:opacity-60"
            >
              <Icon name="fast-forward" className="size-4" />
              {t("advance")}
            </button>
          }
        >
          <MenuHeading>
            <span className="block max-w-60 text-xs text-ink-soft">{t("advanceNote")}</span>
          </MenuHeading>
          {steps.map(({ key, seconds }) => (
            <MenuItem key={key} onSelect={() => advance.mutate({ seconds })}>
              {t(key)}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </aside>
  );
};
