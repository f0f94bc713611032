/** What happened to an agreement on chain, and which agreements came before and after it. */
import { NO_PREVIOUS } from "#core/chain/terms.ts";
import { type AgreementVersion, Movement } from "#core/features/agreements.ts";
import { AgreementId } from "#core/lib/ids.ts";
import type { Db } from "#db";

type Asked = { id: string; chainId: number /** Only what is above this block. */; after?: bigint };

export async function movementsOf(db: Db, { id, chainId, after = -1n }: Asked): Promise<Movement[]> {
  const [rows, cursor] = await Promise.all([
    db.movement.findMany({ where: { agreementId: id, block: { gt: after } }, orderBy: [{ block: "asc" }, { logIndex: "asc" }] }),
    db.cursor.findUnique({ where: { chainId }, select: { final: true } }),
  ]);
  return rows.map((row) =>
    Movement.parse({
      kind: row.kind,
      index: row.index,
      amount: row.amount.toFixed(),
      fee: row.fee.toFixed(),
      txHash: row.txHash,
      block: row.block.toString(),
      at: row.at.toISOString(),
      final: cursor !== null && row.block <= cursor.final,
    }),
  );
}

/**
 * An agreement and all that it was amended from and into, the oldest first; empty before it is on chain. Whoever made
 * the new one had both signatures, since Escrow takes Terms with a predecessor in no other way.
 */
export async function lineOf(db: Db, id: string): Promise<AgreementVersion[]> {
  const rows = await db.$queryRaw<{ id: string; at: Date }[]>`
    with recursive line (id) as (
      select ${id}::text
      union
      select case when e.id = line.id then e.previous else e.id end
      from line join chain.escrow_agreement e on e.id = line.id or e.previous = line.id
      where e.previous <> ${NO_PREVIOUS}
    )
    select e.id, e.created_at as at from chain.escrow_agreement e join line using (id) order by e.created_block, e.created_at`;
  return rows.map((row) => ({ id: AgreementId.parse(row.id), since: row.at.toISOString() }));
}
