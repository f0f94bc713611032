import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, AgreementId, CaseId, TxHash } from "../lib/ids.ts";
import { PageQuery, pageOf } from "../lib/page.ts";
import { Instant } from "../lib/time.ts";
import { Standing } from "./profiles.ts";

/** One line of the "why" behind a standing: what happened on chain, and where to check it. */
export const ReputationEvent = z.object({
  kind: z.enum(["experience", "completed", "won", "lost"]),
  gained: z.string(),
  total: z.string().nullable(),
  agreement: AgreementId.nullable(),
  caseId: CaseId.nullable(),
  title: z.string().nullable(),
  txHash: TxHash,
  at: Instant,
  final: z.boolean(),
});
export type ReputationEvent = z.infer<typeof ReputationEvent>;

export const reputation = {
  standing: oc
    .route({ method: "GET", path: "/v1/reputation/{address}", summary: "On-chain standing, mirrored", tags: ["reputation"] })
    .input(z.object({ address: Address }))
    .output(Standing.extend({ tokenId: z.string() })),
  events: oc
    .route({
      method: "GET",
      path: "/v1/reputation/{address}/events",
      summary: "Why a standing is what it is",
      tags: ["reputation"],
    })
    .input(PageQuery.extend({ address: Address }))
    .output(pageOf(ReputationEvent)),
};
