"use client";

import type { UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { type ReactNode, useDeferredValue } from "react";
import { Button } from "#web/ui/button.tsx";
import { Loading } from "#web/ui/skeleton.tsx";
import { EmptyState, ErrorState } from "#web/ui/states.tsx";
import { asProblem, useProblemText } from "./problem.ts";

type Asked = Pick<UseQueryResult<unknown>, "error" | "refetch" | "isFetching">;

/** It could not be fetched: why, and the way on. What does not exist is said as such. */
export const Failed = ({ query, missing }: { query: Asked; missing?: { title: string; text: string; action?: ReactNode } }) => {
  const t = useTranslations("shown");
  const problemText = useProblemText();
  if (missing && asProblem(query.error).code === "not-found")
    return (
      <EmptyState icon={<Icon name="search-x" />} title={missing.title} action={missing.action}>
        {missing.text}
      </EmptyState>
    );
  return (
    <ErrorState
      title={t("failed")}
      action={
        <Button icon={<Icon name="rotate-cw" />} busy={query.isFetching} onClick={() => void query.refetch()}>
          {t("retry")}
        </Button>
      }
    >
      {problemText(query.error)}
    </ErrorState>
  );
};

/** The states of one thing that is asked for: coming, failed with a way on, there. What was there stays while it is asked anew. */
export const Shown = <T,>({
  query,
  label,
  loading,
  missing,
  children,
}: {
  query: UseQueryResult<T>;
  /** What is being fetched, said to a screen reader. */
  label: string;
  loading?: ReactNode;
  missing?: { title: string; text: string; action?: ReactNode };
  children: (data: T) => ReactNode;
}) => {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed query={query} missing={missing} />;
  return loading ?? <Loading label={label} rows={3} />;
};

/** More than a screen of them. */
const MORE = 8;

type Paged<T> = { items: T[]; next: string | null };

/** The states of a list that comes in pages; `empty` is drawn when there is nothing at all. */
export const ShownPages = <T,>({
  query,
  label,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<{ pages: Paged<T>[] }>;
  label: string;
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}) => {
  const t = useTranslations("shown");
  // Twenty cards take a slow phone a while, in which it goes on answering.
  const shown = useDeferredValue(query.data);
  if (!query.data || !shown) return query.isError && !query.data ? <Failed query={query} /> : <Loading label={label} />;
  const isComing = query.isFetchingNextPage || shown.pages.length < query.data.pages.length;
  const items = shown.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <div className="space-y-4">
      {children(items)}
      {/* Stands where the next ones will, so that nothing moves when they come. */}
      {isComing && <Loading label={label} rows={MORE} />}
      {query.hasNextPage && (
        <div className="flex justify-center">
          <Button busy={isComing} onClick={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
      {query.isFetchNextPageError && (
        <p role="alert" className="text-center text-sm text-bad">
          {t("moreFailed")}
        </p>
      )}
    </div>
  );
};
