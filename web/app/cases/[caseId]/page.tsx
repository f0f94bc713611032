import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import {
  AppealCard,
  CaseClock,
  CaseHeading,
  caseQuery,
  CaseTimeline,
  CaseTurn,
  EvidenceCard,
  PanelCard,
  RulingCard,
} from "#web/features/disputes/index.ts";
import { AnswerFromLocked, Credits, creditsQuery, ExecuteRuling } from "#web/features/escrow/index.ts";
import { forMember, Prefetched, serverApi } from "#web/lib/api-server.tsx";
import { found } from "#web/lib/found.ts";
import { Columns, Page } from "#web/ui/page.tsx";

const caseOf = cache(async (caseId: string) => found((await serverApi()).disputes.get({ caseId })));

export const generateMetadata = async ({ params }: PageProps<"/cases/[caseId]">): Promise<Metadata> => {
  const t = await getTranslations("disputes");
  const dispute = await caseOf((await params).caseId);
  return { title: dispute?.title ? t("caseOf", { title: dispute.title }) : t("untitled"), description: t("lead") };
};

export default async function CasePage({ params }: PageProps<"/cases/[caseId]">) {
  const { caseId } = await params;
  const dispute = await caseOf(caseId);
  return (
    <Page>
      <Prefetched
        queries={(api, client) =>
          dispute
            ? [
                Promise.resolve(client.setQueryData(caseQuery(api, caseId).queryKey, dispute)),
                forMember(() => client.prefetchQuery(creditsQuery(api))),
              ]
            : []
        }
      >
        <CaseHeading caseId={caseId} />
        <CaseTurn caseId={caseId} execute={<ExecuteRuling caseId={caseId} />} advance={<AnswerFromLocked caseId={caseId} />} />
        <Credits />
        <Columns
          aside={
            <>
              <CaseTimeline caseId={caseId} />
              <PanelCard caseId={caseId} />
              <CaseClock caseId={caseId} />
            </>
          }
        >
          <AppealCard caseId={caseId} />
          <RulingCard caseId={caseId} />
          <EvidenceCard caseId={caseId} />
        </Columns>
      </Prefetched>
    </Page>
  );
}
