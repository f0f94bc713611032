/** A bare connection, for a process that speaks SQL alone and starts in a moment: no client, no pool. */
import pg from "pg";
import { Copying } from "./copy.ts";

export class Connection extends pg.Client {
  /** Rows, each a line of COPY's text format, into `target`, as in `chain."log" (block, name)`: twice as fast as any insert. */
  async copy(target: string, rows: Iterable<string>): Promise<void> {
    const copying = new Copying(`copy ${target} from stdin`, rows);
    // Through `query`, which may have been replaced, as everything that goes to the server.
    await this.query(copying);
    await copying.done;
  }
}

export const connectTo = (url: string, name: string): Connection =>
  new Connection({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  });
