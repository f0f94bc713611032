/** Everything the scripts take from the environment. */
import { join } from "node:path";
import { z } from "zod";
import { Complaint, complain } from "./local/complaint.ts";

const port = (usual: number) =>
  z.coerce
    .number("is not a number")
    .int("is not a whole number")
    .min(1, "is not a port")
    .max(65_535, "is not a port")
    .default(usual);
const text = z.string().trim().min(1).optional();
const database = z.url({ protocol: /^postgres(ql)?$/, message: "is not a postgresql:// address" }).optional();

const schema = z.object({
  PORT: port(3000),
  API_PORT: port(4000),
  RPC_PORT: port(8545),
  PG_PORT: port(5433),
  INDEXER_PORT: port(4001),
  WORKER_PORT: port(4002),
  KEEPER_PORT: port(4003),
  DATABASE_URL: database,
  DATABASE_URL_API: database,
  DATABASE_URL_INDEXER: database,
  RPC_URL: z.url({ protocol: /^https?$/, message: "is not an http(s):// address" }).optional(),
  /** The folder of the files CHAINID.json that say where our contracts are. */
  DEPLOYMENTS_DIR: text,
  CHROMIUM_PATH: text,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal"]).default("info"),
});

function read() {
  // An empty variable is one that is not set.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  complain(new Complaint(`${wrong.join("; ")}: correct it or unset it.`));
}

const env = read();
const root = join(import.meta.dirname, "..");

export const config = {
  root,
  home: join(root, ".guildhall"),
  ports: {
    web: env.PORT,
    api: env.API_PORT,
    rpc: env.RPC_PORT,
    postgres: env.PG_PORT,
    indexer: env.INDEXER_PORT,
    worker: env.WORKER_PORT,
    keeper: env.KEEPER_PORT,
  },
  databaseUrl: env.DATABASE_URL,
  databaseUrlApi: env.DATABASE_URL_API,
  databaseUrlIndexer: env.DATABASE_URL_INDEXER,
  rpcUrl: env.RPC_URL,
  deploymentsDir: env.DEPLOYMENTS_DIR,
  chromiumPath: env.CHROMIUM_PATH,
  logLevel: env.LOG_LEVEL,
  /** What a child process may inherit: the machine's, not our own settings. */
  inherited: process.env,
};
