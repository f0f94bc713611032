"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import type { Agreement } from "#core/features/agreements.ts";
import { Amount } from "#web/lib/amount.tsx";
import { useApi } from "#web/lib/api.tsx";
import { nextStepOf, sideOf } from "#web/lib/moves.ts";
import { useProblemText } from "#web/lib/problem.ts";
import { useSession } from "#web/lib/session.tsx";
import { domainOf, termsOf } from "#web/lib/terms.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import { useChainNowAt } from "#web/ui/clock.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { toast } from "#web/ui/toast.tsx";
import { Deadline } from "#web/ui/time.tsx";
import { agreementQuery } from "./queries.ts";

export const SigningSteps = ({ id }: { id: string }) => {
  const { me } = useSession();
  const { data: agreement } = useQuery(agreementQuery(useApi(), id));
  const now = useChainNowAt(agreement?.signBy);
  if (!agreement || now === null) return null;
  const side = sideOf(agreement, me?.address ?? null);
  const { kind } = nextStepOf(agreement, side, now);
  if (kind === "redraw") return <Redraw agreement={agreement} />;
  if (kind === "sign") return <Sign agreement={agreement} side={side === "client" ? "client" : "developer"} />;
  if (kind === "awaitSignature") return <Await agreement={agreement} />;
  return null;
};

const Sign = ({ agreement, side }: { agreement: Agreement; side: "client" | "developer" }) => {
  const t = useTranslations("agreements.sign");
  const api = useApi();
  const queries = useQueryClient();
  const { sign } = useTransactions();
  const start = () =>
    sign({
      title: t("title"),
      summary: t("summary"),
      facts: [
        { name: t("hash"), value: <Hash hash={agreement.id} full />, help: t("hashHelp") },
        { name: t("total"), value: <Amount of={agreement.total} token={agreement.token} exact /> },
        { name: t("milestones"), value: agreement.milestones },
      ],
      ifNobodyActs: t("ifNobodyActs"),
      typedData: async () => {
        const { agreementId, termsTypedData } = await import("#core/chain/terms.ts");
        const terms = termsOf(agreement.terms);
        // What is signed must be what the page shows: its digest is the agreement's id.
        if (agreementId(terms, domainOf(agreement)) !== agreement.id)
          throw new Error("The terms do not hash to the agreement's id.");
        return termsTypedData(terms, domainOf(agreement));
      },
      keep: async (signature) => {
        queries.setQueryData(
          agreementQuery(api, agreement.id).queryKey,
          await api.agreements.sign.call({ id: agreement.id, signature }),
        );
        void queries.invalidateQueries({ queryKey: api.agreements.mine.key() });
      },
      success: side === "developer" ? t("developerDone") : t("clientDone"),
    });
  return (
    <Notice
      icon={<Icon name="file-pen-line" />}
      look="mine"
      title={t("heading")}
      text={side === "developer" ? t("developerText") : t("clientText")}
    >
      <p className="w-full text-sm">
        <span className="text-ink-soft">{t("until")} </span>
        <Deadline at={agreement.signBy} compact />
      </p>
      <Button variant="primary" icon={<Icon name="file-pen-line" />} onClick={() => void start()}>
        {t("open")}
      </Button>
    </Notice>
  );
};

const Await = ({ agreement }: { agreement: Agreement }) => {
  const t = useTranslations("agreements.awaitSignature");
  const missing = agreement.clientSignature === null ? agreement.client : agreement.developer;
  return (
    <Notice
      icon={<Icon name="hourglass" />}
      look="waiting"
      title={t("title", { name: missing.name ?? missing.address })}
      text={t("text")}
    >
      <Deadline at={agreement.signBy} compact />
    </Notice>
  );
};

const Redraw = ({ agreement }: { agreement: Agreement }) => {
  const t = useTranslations("agreements.redraw");
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const problemText = useProblemText();
  const redraw = useMutation(
    api.agreements.redraw.mutationOptions({
      onSuccess: (fresh) => {
        queries.setQueryData(agreementQuery(api, fresh.id).queryKey, fresh);
        toast({ title: t("done"), tone: "good" });
        router.push(`/agreements/${fresh.id}`);
      },
    }),
  );
  return (
    <Notice icon={<Icon name="refresh-cw" />} look="mine" title={t("title")} text={t("text")}>
      {redraw.isError && (
        <Callout tone="bad" role="alert">
          {problemText(redraw.error)}
        </Callout>
      )}
      <Button variant="primary" busy={redraw.isPending} onClick={() => redraw.mutate({ id: agreement.id })}>
        {t("open")}
      </Button>
    </Notice>
  );
};
