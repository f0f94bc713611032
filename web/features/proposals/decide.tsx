"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Proposal } from "#core/features/proposals.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { useProblemText } from "#web/lib/problem.ts";
import { Button } from "#web/ui/button.tsx";
import { Confirm } from "#web/ui/confirm.tsx";
import { toast } from "#web/ui/toast.tsx";

const nameOf = ({ developer }: Proposal): string => developer.name ?? developer.address;

/** Decisions of the client: neither costs anything, and neither moves money. */
export const DecideProposal = ({ proposal }: { proposal: Proposal }) => {
  const t = useTranslations("proposals");
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const problemText = useProblemText();
  const [asking, setAsking] = useState<"accept" | "decline" | null>(null);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: api.proposals.key() }),
      queries.invalidateQueries({ queryKey: api.projects.key() }),
    ]);

  const accept = useMutation(
    api.proposals.accept.mutationOptions({
      onSuccess: ({ agreement }) => {
        toast({ title: t("accept.done"), tone: "good" });
        router.push(`/agreements/${agreement}`);
        void refresh();
      },
    }),
  );
  const decline = useMutation(
    api.proposals.decline.mutationOptions({
      onSuccess: async () => {
        setAsking(null);
        toast({ title: t("decline.done") });
        await refresh();
      },
    }),
  );

  return (
    <>
      <Button size="sm" onClick={() => setAsking("decline")}>
        {t("decline.open")}
      </Button>
      <Button size="sm" variant="primary" onClick={() => setAsking("accept")}>
        {t("accept.open")}
      </Button>
      <Confirm
        open={asking === "accept"}
        onOpenChange={(open) => setAsking(open ? "accept" : null)}
        title={t("accept.title", { name: nameOf(proposal) })}
        confirm={t("accept.confirm")}
        cancel={t("notYet")}
        busy={accept.isPending || accept.isSuccess}
        trouble={accept.isError ? problemText(accept.error) : undefined}
        onConfirm={() => accept.mutate({ id: proposal.id })}
      >
        <p>
          {t.rich("accept.text", {
            total: () => <Amount of={proposal.total} token={proposal.token} exact className="font-semibold text-ink" />,
          })}
        </p>
        <p className="mt-2">{t("accept.others")}</p>
      </Confirm>
      <Confirm
        open={asking === "decline"}
        onOpenChange={(open) => setAsking(open ? "decline" : null)}
        title={t("decline.title", { name: nameOf(proposal) })}
        confirm={t("decline.confirm")}
        cancel={t("notYet")}
        danger
        busy={decline.isPending}
        trouble={decline.isError ? problemText(decline.error) : undefined}
        onConfirm={() => decline.mutate({ id: proposal.id })}
      >
        {t("decline.text")}
      </Confirm>
    </>
  );
};

export const WithdrawProposal = ({ proposal }: { proposal: Proposal }) => {
  const t = useTranslations("proposals");
  const api = useApi();
  const queries = useQueryClient();
  const problemText = useProblemText();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useMutation(
    api.proposals.withdraw.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        toast({ title: t("withdraw.done") });
        await queries.invalidateQueries({ queryKey: api.proposals.key() });
      },
    }),
  );
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {t("withdraw.open")}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title={t("withdraw.title")}
        confirm={t("withdraw.confirm")}
        cancel={t("notYet")}
        danger
        busy={withdraw.isPending}
        trouble={withdraw.isError ? problemText(withdraw.error) : undefined}
        onConfirm={() => withdraw.mutate({ id: proposal.id })}
      >
        {t("withdraw.text")}
      </Confirm>
    </>
  );
};
