/** One connection that writes, one transaction a batch. A broken connection is replaced by the next transaction. */
export type Sql = {
  query<R extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: R[]; rowCount: number | null }>;
  /** Rows, each a line of COPY's text format, into `target`; made as they are sent. */
  copy(target: string, rows: Iterable<string>): Promise<void>;
};

/** Under its name the server keeps a statement's plan for as long as the connection lasts. */
type Statement = { name: string; text: string; values: unknown[] };

/** As pg has it; a test may put something between. */
export type Connection = Sql & {
  query<R extends object = Record<string, unknown>>(statement: Statement): Promise<{ rows: R[]; rowCount: number | null }>;
  connect(): Promise<unknown>;
  end(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
};

/** `large`: planning is nothing beside running, and tables grow so fast that a plan is soon one for another table. */
type Size = "small" | "large";

export type Writer = {
  /** All of `work` or nothing. On an error the outcome may be unknown: read the cursor again before going on. */
  transact<T>(work: (sql: Sql) => Promise<T>, size?: Size): Promise<T>;
  close(): Promise<void>;
};

export function openWriter(connect: () => Connection): Writer {
  let current: Promise<Connection> | undefined;
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const known = names.get(text) ?? `s${names.size}`;
    names.set(text, known);
    return known;
  };

  /**
   * At the head planning a statement costs more than running it. While the mirror catches up each is planned anew: a plan
   * kept from when a table was empty reads the whole of it, at every batch, once it is not.
   */
  const planned = (connection: Connection, size: Size): Sql => ({
    query: (text, values) =>
      values === undefined || size === "large"
        ? connection.query(text, values)
        : connection.query({ name: nameOf(text), text, values }),
    copy: (target, rows) => connection.copy(target, rows),
  });

  const open = async (): Promise<Connection> => {
    const connection = connect();
    // A connection that breaks while idle says so at the next query.
    connection.on("error", () => drop());
    await connection.connect();
    // Stopped in the middle, we must not hold back the readers of the outbox for longer than this.
    await connection.query("set idle_in_transaction_session_timeout = '5s'");
    return connection;
  };

  const drop = async (): Promise<void> => {
    const broken = current;
    current = undefined;
    await (await broken?.catch(() => undefined))?.end().catch(() => {});
  };

  return {
    transact: async (work, size = "small") => {
      try {
        current ??= open();
        const connection = await current;
        await connection.query("begin");
        const result = await work(planned(connection, size));
        await connection.query("commit");
        return result;
      } catch (error) {
        // Ending the connection rolls back, whatever state it is in.
        await drop();
        throw error;
      }
    },
    close: drop,
  };
}
