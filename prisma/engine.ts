/**
 * Prisma's own schema engine, as the WebAssembly that npm carries: migrations without a downloaded binary.
 * It keeps the standard `_prisma_migrations` table, so `prisma migrate deploy` can take over anywhere.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

const here = import.meta.dirname;
export const migrationsFolder = join(here, "migrations");
const schemaFolder = join(here, "schema");

/** Everything in our schemas is described by the Prisma schema; nothing is managed elsewhere. */
const filters = { externalTables: [], externalEnums: [] };

export const readSchema = (folder = schemaFolder): SchemaContainer[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(join(folder, name), "utf8") }));

export const migrationNames = (folder = migrationsFolder): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];

export function readMigrations(folder = migrationsFolder): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** A global of Node's that only the browser's type library describes. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: object & { __wbindgen_start: () => void } };
};

let loaded: Promise<typeof SchemaEngine> | undefined;

/** Node does not import `.wasm` files as modules, so the package's own start is done by hand. */
function load(): Promise<typeof SchemaEngine> {
  loaded ??= (async () => {
    const glue = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const bindings = await import(pathToFileURL(glue).href);
    const module = new WebAssembly.Module(await readFile(glue.replace(/\.js$/, ".wasm")));
    // It sets a timer for its lock and forgets it: no process shall wait ten seconds for that.
    const timers = Object.keys(bindings).filter((name) => name.startsWith("__wbg_setTimeout"));
    const unrefTimeout = (run: () => void, delay: number) => setTimeout(run, delay >>> 0).unref();
    const imports = { ...bindings, ...Object.fromEntries(timers.map((name) => [name, unrefTimeout])) };
    const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": imports });
    // The engine reports its own bugs here; unset, they would be lost in a TypeError.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return bindings.SchemaEngine;
  })();
  return loaded;
}

export type Engine = {
  /** Applies what the database has not seen yet, and returns the names. */
  apply(): Promise<string[]>;
  /** Names of migrations whose file changed after they were applied, or that failed half-way. */
  troubles(): Promise<{ edited: string[]; failed: string[] }>;
  /** A failed migration may be tried again once it is marked so. */
  forget(name: string): Promise<void>;
  /** SQL from the database as it is to the schema files; empty when they agree. */
  pending(): Promise<string>;
  close(): Promise<void>;
};

export async function openEngine(
  connectionString: string,
  { migrations = migrationsFolder, schema = schemaFolder }: { migrations?: string; schema?: string } = {},
): Promise<Engine> {
  const SchemaEngineClass = await load();
  const files = readSchema(schema);
  const pool = new pg.Pool({ connectionString, max: 2, allowExitOnIdle: true });
  pool.on("error", () => {});
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFor(pool));
  const engine = await SchemaEngineClass.new({ datamodels: files.map((file) => [file.path, file.content]) }, () => {}, adapter);
  const migrationsList = readMigrations(migrations);

  return {
    apply: async () => (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames,
    troubles: async () => {
      const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
      return { edited: found.editedMigrationNames, failed: found.failedMigrationNames };
    },
    forget: async (migrationName) => void (await engine.markMigrationRolledBack({ migrationName })),
    pending: async () => {
      const { stdout } = await engine.diff({
        from: { tag: "schemaDatasource", files, configDir: schema },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: true,
        filters,
      });
      const sql = stdout?.trim() ?? "";
      return sql === "-- This is an empty migration." ? "" : sql;
    },
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}

/** Prisma's adapter, mended in two places that only migrations meet. */
function adapterFor(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const charColumns = markCharColumns(pool);
  const connect = async () => {
    const adapter = await factory.connect();
    // It splits scripts at every semicolon; sent whole, a script may hold functions and is one transaction.
    adapter.executeScript = async (script) => void (await pool.query(script));

    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  const connectToShadowDb = () => Promise.reject(new Error("Migrations are compared in a database of their own."));
  return { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb };
}

/** The catalogue has columns of the one-byte type "char", which the adapter refuses: they pass as text, and are noted. */
function markCharColumns(pool: pg.Pool): WeakMap<object, number[]> {
  const charType = 18;
  const textType = 25;
  const marked = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<pg.QueryResult>;
  pool.query = (async (...given: unknown[]) => {
    const result = await query(...given);
    const columns = (result.fields ?? []).flatMap((field, column) => (field.dataTypeID === charType ? [column] : []));
    for (const column of columns) result.fields[column]!.dataTypeID = textType;
    if (columns.length > 0) marked.set(result.rows, columns);
    return result;
  }) as typeof pool.query;
  return marked;
}
