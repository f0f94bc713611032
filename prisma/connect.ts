/** A bare connection, for a process that speaks SQL alone and starts in a moment: no client, no pool. */
import pg from "pg";

export type Connection = pg.Client;

export const connectTo = (url: string, name: string): Connection =>
  new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  });
