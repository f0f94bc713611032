import { oc } from "@orpc/contract";
import { z } from "zod";
import { keccak256, stringToBytes } from "viem";
import { Address, AgreementId, Digest, ProjectId, ProposalId } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";
import { words } from "../lib/text.ts";
import { Instant } from "../lib/time.ts";
import { Person } from "./profiles.ts";

export const DocumentKind = z.enum(["brief", "delivery", "change-request", "evidence"]);
export type DocumentKind = z.infer<typeof DocumentKind>;

/**
 * JSON with its keys in code-unit order and no white space (the sorting of RFC 8785; our documents hold strings,
 * whole numbers below 2^53, arrays and objects only, where the two agree). Equal documents have equal digests.
 */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object")
    return `{${Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`)
      .join(",")}}`;
  return JSON.stringify(value);
};

/** keccak256 of the canonical JSON: what goes on chain in place of the words. */
export const digestOf = (content: unknown): Digest => keccak256(stringToBytes(canonical(content)));

/** What a party writes about a milestone; its digest goes on chain with submit, requestChanges, dispute, answer or evidence. */
export const NoteContent = z.object({
  agreement: AgreementId,
  index: z.number().int().min(0).max(11),
  kind: DocumentKind.exclude(["brief"]),
  title: words(120, 3),
  text: words(20_000, 1),
  links: z.array(z.url({ protocol: /^https$/ }).max(500)).max(10),
});
export type NoteContent = z.infer<typeof NoteContent>;

/**
 * What an agreement's Terms bind beside the money: the project and the plan as both saw them when the proposal was
 * accepted. An arbiter judges by these words, and `brief` in the Terms is their digest.
 */
export const BriefContent = z.object({
  kind: z.literal("brief"),
  project: ProjectId,
  proposal: ProposalId,
  client: Address,
  developer: Address,
  title: z.string(),
  brief: z.string(),
  letter: z.string(),
  token: Address,
  reviewPeriod: z.number().int(),
  milestones: z.array(z.object({ title: z.string(), deliverable: z.string(), amount: Wei, due: Instant })),
});
export type BriefContent = z.infer<typeof BriefContent>;

/** The same of an agreement that goes on under other Terms: what it goes on from, why, and which milestone continues which. */
export const AmendedBriefContent = BriefContent.extend({
  previous: AgreementId,
  reason: z.string(),
  milestones: z.array(
    z.object({ title: z.string(), deliverable: z.string(), amount: Wei, due: Instant, from: z.number().int().optional() }),
  ),
});
export type AmendedBriefContent = z.infer<typeof AmendedBriefContent>;

export const Document = z.object({
  digest: Digest,
  kind: DocumentKind,
  agreement: AgreementId.nullable(),
  index: z.number().int().nullable(),
  author: Person,
  /** The canonical JSON whose keccak256 is `digest`. */
  content: z.string(),
  uri: z.string(),
  createdAt: Instant,
});
export type Document = z.infer<typeof Document>;

export const documents = {
  store: oc
    .route({
      method: "POST",
      path: "/v1/documents",
      summary:
        "Keep the words behind a digest, before the digest goes on chain; storing the same words again is the same document",
      tags: ["documents"],
      successStatus: 201,
    })
    .input(NoteContent)
    .output(Document),
  get: oc
    .route({ method: "GET", path: "/v1/documents/{digest}", summary: "The words behind a digest", tags: ["documents"] })
    .input(z.object({ digest: Digest }))
    .output(Document),
};
