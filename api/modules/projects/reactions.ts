/** When nothing is left to do or to pay in a project's agreements, it is completed. Final facts only: a reorg completes nothing. */
import type { Database, Tx } from "#db";
import { Address, ProjectId } from "#core/lib/ids.ts";
import { follow, publish } from "#outbox";
import type { Log } from "../../lib/log.ts";

const closing = ["escrow.released", "escrow.refunded", "escrow.settled", "escrow.executed"] as const;

type Options = { database: Database; log: Log; signal: AbortSignal };

export const followForProjects = ({ database, log, signal }: Options): Promise<void> =>
  follow({
    consumer: "projects",
    db: database,
    topics: closing,
    when: "final",
    signal,
    log,
    handler: ({ payload }, tx) => complete(tx, payload.agreement, new Date(payload.at)),
  });

async function complete(tx: Tx, agreement: string, at: Date): Promise<void> {
  // Conditional, so that the second of two last milestones, or a second telling, finds nothing to do.
  const completed = await tx.$queryRaw<{ id: string; client: string }[]>`
    update app.project p set state = 'completed', updated_at = ${at}
    from app.agreement a
    where a.id = ${agreement} and p.id = a.project_id and p.state = 'contracted' and not exists (
      select from app.agreement one join chain.escrow_agreement e on e.id = one.id
      join chain.milestone m on m.agreement_id = e.id
      where one.project_id = p.id and m.state not in ('Released', 'Refunded', 'Settled', 'Ruled', 'Amended')
        -- What was never funded of an agreement that was amended is planned no more.
        and (e.next is null or m.state <> 'Unfunded'))
    returning p.id, p.client`;
  for (const { id, client } of completed) {
    await publish(tx, "project.updated", { project: ProjectId.parse(id), client: Address.parse(client) });
  }
}
