import { ReputationEvent } from "#core/features/reputation.ts";
import type { Page } from "#core/lib/page.ts";
import type { Address } from "#core/lib/ids.ts";
import type { Deps } from "../../deps.ts";
import { asInteger, markOf, pageOf, readMark } from "../../lib/paging.ts";
import { profileService } from "../profiles/index.ts";

type Row = {
  kind: string;
  gained: string;
  total: string | null;
  agreement: string | null;
  caseId: string | null;
  title: string | null;
  txHash: string;
  at: Date;
  block: bigint;
  logIndex: number;
  final: boolean;
};

/** All of it stands on chain and is everybody's; a title is shown, because the project it names is a public page. */
export const reputationService = (deps: Deps) => {
  const {
    database: { prisma },
    settings: { chainId },
  } = deps;
  const profiles = profileService(deps);

  const standing = async ({ address }: { address: Address }) => ({
    ...(await profiles.standing(address)),
    tokenId: BigInt(address).toString(),
  });

  const events = async ({
    address,
    after,
    limit,
  }: {
    address: Address;
    after?: string | undefined;
    limit: number;
  }): Promise<Page<ReputationEvent>> => {
    const [block, logIndex] = readMark(after, asInteger, asInteger) ?? [null, null];
    const rows = await prisma.$queryRaw<Row[]>`
      select r.kind, r.gained::text, r.total::text, coalesce(r.agreement_id, c.agreement_id) as agreement, r.case_id as "caseId",
        a.title, r.tx_hash as "txHash", r.at, r.block, r.log_index as "logIndex",
        coalesce(r.block <= (select final from chain.cursor where chain_id = ${chainId}), false) as final
      from chain.reputation_event r
      left join chain."case" c on c.case_id = r.case_id
      left join app.agreement a on a.id = coalesce(r.agreement_id, c.agreement_id)
      where r.chain_id = ${chainId} and r.account = ${address}
        and (${block}::bigint is null or (r.block, r.log_index) < (${block}::bigint, ${logIndex}::bigint))
      order by r.block desc, r.log_index desc limit ${limit + 1}`;
    return pageOf(
      rows,
      limit,
      ({ block: _block, logIndex: _logIndex, at, ...row }) => ReputationEvent.parse({ ...row, at: at.toISOString() }),
      (row) => markOf(row.block, BigInt(row.logIndex)),
    );
  };

  return { standing, events };
};
