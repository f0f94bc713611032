import { canonical, type Document, DocumentKind, digestOf, type NoteContent } from "#core/features/documents.ts";
import { Address, AgreementId, Digest } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";
import type { Deps } from "../../deps.ts";
import { asPerson } from "../../lib/people.ts";
import type { RequestContext, Viewer } from "../../lib/request.ts";
import { mayRead } from "../agreements/index.ts";
import { mustBeAuthor, noSuchDocument } from "./policy.ts";

type Asked = { viewer: Viewer } & Pick<RequestContext, "requestId">;
type Parties = { id: string; client: string; developer: string; milestones: number };

const shownWith = { person: { select: { address: true, handle: true, name: true } } } as const;

export const documentService = ({ database: { prisma }, change, clock, settings }: Deps) => {
  /** The agreements that a document belongs to: its own, or those drawn up over the same brief. */
  const agreementsOf = (id: string | null, brief: string) => prisma.$queryRaw<Parties[]>`
    select id, client, developer, jsonb_array_length(milestones)::int as milestones from app.agreement
    where case when ${id}::text is null then brief = ${brief} else id = ${id} end
    union
    select e.id, e.client, e.developer, (select count(*)::int from chain.milestone m where m.agreement_id = e.id)
    from chain.escrow_agreement e where case when ${id}::text is null then e.brief = ${brief} else e.id = ${id} end`;

  const find = async (digest: Digest): Promise<Document> => {
    const row = await prisma.document.findUnique({ where: { digest }, include: shownWith });
    if (row === null) throw noSuchDocument();
    return {
      digest,
      kind: DocumentKind.parse(row.kind),
      agreement: row.agreement === null ? null : AgreementId.parse(row.agreement),
      index: row.milestoneIndex,
      author: asPerson(row.person),
      content: row.content,
      uri: `${settings.apiOrigin}/v1/documents/${digest}`,
      createdAt: row.createdAt.toISOString(),
    };
  };

  const store = async (content: NoteContent, { viewer, requestId }: Asked): Promise<Document> => {
    const [agreement] = await agreementsOf(content.agreement, "");
    mustBeAuthor(content.kind, agreement, viewer);
    if (content.index >= agreement.milestones) {
      throw new Problem("bad-input", "index: the agreement has no such milestone.", { index: "out of range" });
    }

    const digest = Digest.parse(digestOf(content));
    const createdAt = await clock.now();
    await change(requestId, (tx) =>
      tx.document.createMany({
        data: {
          digest,
          kind: content.kind,
          agreement: content.agreement,
          milestoneIndex: content.index,
          author: Address.parse(viewer.address),
          content: canonical(content),
          createdAt,
        },
        skipDuplicates: true,
      }),
    );
    return find(digest);
  };

  const get = async ({ digest }: { digest: Digest }, { viewer }: Asked): Promise<Document> => {
    const document = await find(digest);
    if (document.author.address === viewer.address) return document;
    for (const agreement of await agreementsOf(document.agreement, digest)) {
      if (await mayRead(prisma, agreement, viewer)) return document;
    }
    throw noSuchDocument();
  };

  return { store, get };
};
