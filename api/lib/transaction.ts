import type { Payload, Topic } from "#core/events.ts";
import type { Database, Tx } from "#db";
import { openBell, publish } from "#outbox";

/** Tells a fact on the bus, in the transaction that makes it one. */
export type Tell = <T extends Topic>(topic: T, payload: Payload<T>) => Promise<void>;

export type Change = <T>(requestId: string, work: (tx: Tx, tell: Tell) => Promise<T>) => Promise<T>;

/**
 * One fact, one transaction. The request's id goes along, so that Postgres' own log and the outbox's row name it.
 * Readers of the outbox wait for the oldest open transaction in the cluster, so none may last.
 */
export function openChanges({ prisma, pool }: Database): Change {
  const bell = openBell(pool);

  return async (requestId, work) => {
    const result = await prisma.$transaction(
      async (tx) => {
        const name = `api ${requestId}`.slice(0, 63);
        await tx.$queryRaw`
          select set_config('guildhall.request_id', ${requestId}, true), set_config('application_name', ${name}, true)`;
        return work(tx, (topic, payload) => publish(tx, topic, payload, requestId));
      },
      { maxWait: 2_000, timeout: 2_000 },
    );
    bell.ring();
    return result;
  };
}
