/** The few statements that concern the server rather than our tables: roles, passwords, databases. */
import pg from "pg";

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // The server may go away under an idle connection; the next query then says so.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Creates the role if it is new, and gives it this password either way. */
export async function setRole(url: string, role: string, password: string, abilities = ""): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
    const name = pg.escapeIdentifier(role);
    await client.query(
      `${rowCount === 0 ? "create" : "alter"} role ${name} login ${abilities} password ${pg.escapeLiteral(password)}`,
    );
  });
}

export async function createDatabase(url: string, name: string, { owner = "", template = "" } = {}): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount !== 0) return;
    await client.query(
      `create database ${pg.escapeIdentifier(name)}` +
        (owner && ` owner ${pg.escapeIdentifier(owner)}`) +
        (template && ` template ${pg.escapeIdentifier(template)}`),
    );
  });
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  await withClient(url, (client) => client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`));
}

/** The same server and database seen by another role. */
export function urlAs(url: string, role: { user?: string; password?: string; database?: string }): string {
  const other = new URL(url);
  if (role.user !== undefined) other.username = encodeURIComponent(role.user);
  if (role.password !== undefined) other.password = encodeURIComponent(role.password);
  if (role.database !== undefined) other.pathname = `/${encodeURIComponent(role.database)}`;
  return other.href;
}
