"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "#web/ui/toast.tsx";
import { useApi } from "./api.tsx";

const DAY = 24 * 3_600;

export const LEAPS = [
  { key: "hour", seconds: 3_600 },
  { key: "day", seconds: DAY },
  { key: "week", seconds: 7 * DAY },
] as const;

/** As far as the API lets the clock be moved at once. */
export const MOST = 90 * DAY;

/** Moves the local chain's clock forward and mines a block; all that hangs on the time is asked for anew. */
export const useAdvance = () => {
  const t = useTranslations("localClock");
  const api = useApi();
  const queries = useQueryClient();
  return useMutation(
    api.chain.advance.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        toast({ title: t("done"), tone: "good" });
      },
    }),
  );
};
