/** The only importer of `pg` and of the generated Prisma client. */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export * from "./generated/client.ts";

/** What a service takes: the client itself or, inside a transaction, its half that can no longer open one. */
export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

export type PgClient = pg.Client;
export type PgPool = pg.Pool;
export type PgPoolClient = pg.PoolClient;

type Log = { warn(facts: object, phrase: string): void };

export type Database = {
  prisma: Db;
  /** The same connections, for bulk writers that speak SQL. */
  pool: PgPool;
  /** A connection of its own, not yet connected: LISTEN and advisory locks outlive a pool's checkout. */
  client(): PgClient;
  close(): Promise<void>;
};

export function openDb(url: string, { log, connections = 20 }: { log?: Log; connections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    // The readers of the outbox wait for the oldest open transaction: a process that froze in one must not stall them all.
    idle_in_transaction_session_timeout: 5_000,
  });
  // An idle connection that drops is replaced by the pool; without a listener it would end the process.
  pool.on("error", (error) => log?.warn({ error: error.message }, "database connection lost"));

  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    client: () => new pg.Client({ connectionString: url }),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
