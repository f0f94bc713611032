import { expect } from "chai";
import { migrationNames } from "../../prisma/engine.ts";
import { migrate, migrateDown, pendingAfterAll } from "../../prisma/migrate.ts";
import { withClient } from "../../prisma/server.ts";
import { aDatabase, type TestDatabase } from "../support/postgres.ts";

/** Everything a person could have changed, in one comparable list. */
const shapeOf = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select format('column %s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) as line
        from information_schema.columns where table_schema in ('app', 'chain', 'bus')
      union all select format('index %s', indexdef) from pg_indexes where schemaname in ('app', 'chain', 'bus')
      union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace::regnamespace::text in ('app', 'chain', 'bus')
      union all select format('grant %s.%s %s %s', table_schema, table_name, grantee, privilege_type)
        from information_schema.role_table_grants where table_schema in ('app', 'chain', 'bus')
      union all select format('default %s %s %s', defaclnamespace::regnamespace, defaclobjtype, defaclacl) from pg_default_acl
      union all select format('schema %s %s', nspname, nspacl) from pg_namespace where nspname in ('app', 'chain', 'bus', 'pgboss')
      union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
      union all select format('enum %s %s', enumtypid::regtype, enumlabel) from pg_enum
      order by line`);
    return rows.map((row) => row.line);
  });

describe("migrations", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await aDatabase({ migrated: false });
  });
  afterEach(() => database.drop());

  it("say exactly what the schema files say", async () => {
    expect(await pendingAfterAll(database.ownerUrl)).to.equal("");
  });

  it("notices a column that only the database has", async () => {
    await migrate(database.ownerUrl);
    await withClient(database.ownerUrl, (client) => client.query("alter table app.person add column shoe_size int"));

    expect(await pendingAfterAll(database.ownerUrl)).to.match(/DROP COLUMN "shoe_size"/);
  });

  it("leave the same database after all the way up, down and up again", async () => {
    await migrate(database.ownerUrl);
    const first = await shapeOf(database.ownerUrl);
    expect(first).to.have.length.above(100);

    const undone: string[] = [];
    for (let name = await migrateDown(database.ownerUrl); name; name = await migrateDown(database.ownerUrl)) {
      undone.push(name);
    }
    expect(undone.reverse()).to.deep.equal(migrationNames());
    expect(await shapeOf(database.ownerUrl)).to.deep.equal([]);

    await migrate(database.ownerUrl);
    expect(await shapeOf(database.ownerUrl)).to.deep.equal(first);
  });

  it("are applied once by two processes that start at the same moment", async () => {
    const applied = await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);

    expect(applied.flat().sort()).to.deep.equal(migrationNames());
  });

  it("let each role touch only what is its own", async () => {
    const own = await aDatabase();
    const refused = async (url: string, sql: string) =>
      withClient(url, (client) =>
        client.query(sql).then(
          () => "done",
          (error: { code: string }) => error.code,
        ),
      );

    expect(await refused(own.apiUrl, "delete from chain.log")).to.equal("42501");
    expect(await refused(own.apiUrl, "update bus.outbox set topic = ''")).to.equal("42501");
    expect(await refused(own.apiUrl, "delete from app.session")).to.equal("done");
    expect(await refused(own.indexerUrl, "select from app.session")).to.equal("42501");
    expect(await refused(own.indexerUrl, "truncate chain.log")).to.equal("done");
    expect(await refused(own.indexerUrl, "update bus.outbox set topic = ''")).to.equal("42501");
    await own.drop();
  });
});
