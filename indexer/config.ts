import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, message: "is a postgresql:// address" }),
  RPC_URL: z
    .string()
    .transform((text) => text.split(",").map((url) => url.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/, message: "is one http(s):// address, or several with commas" })).min(1)),
  RPC_WS_URL: z.url({ protocol: /^wss?$/, message: "is a ws(s):// address" }).optional(),
  CHAIN_ID: z.coerce.number().int().positive(),
  DEPLOYMENTS_FILE: z.string().min(1),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(4001),
  HEALTH_HOST: z.string().default("127.0.0.1"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal"]).default("info"),
  /** In seconds. Three of them without a head on the websocket are a dead line; unset, as on the local chain, silence means nothing. */
  BLOCK_TIME: z.coerce.number().positive().optional(),
  /** How many blocks on top make one final. */
  FINALITY_DEPTH: z.coerce.number().int().min(1).max(1_024).optional(),
  /** Local chain: a hash that stood unchanged for so long is final. */
  FINALITY_SETTLE_MS: z.coerce.number().int().min(0).default(3_000),
});

export const LOCAL_CHAIN = 31_337;

export type Config = ReturnType<typeof readConfig>;

/** Fails with a sentence that names every bad variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`);
    throw new Error(`The indexer cannot start with this environment. ${wrong.join("; ")}.`);
  }
  const { data } = parsed;
  const isLocal = data.CHAIN_ID === LOCAL_CHAIN;
  return {
    databaseUrl: data.DATABASE_URL,
    rpcUrls: data.RPC_URL,
    rpcWsUrl: data.RPC_WS_URL,
    silenceMs: data.BLOCK_TIME && 3_000 * data.BLOCK_TIME,
    chainId: data.CHAIN_ID,
    deploymentsFile: data.DEPLOYMENTS_FILE,
    health: { port: data.HEALTH_PORT, host: data.HEALTH_HOST },
    logLevel: data.LOG_LEVEL,
    isLocal,
    finality: { depth: data.FINALITY_DEPTH ?? (isLocal ? 3 : 64), settleMs: isLocal ? data.FINALITY_SETTLE_MS : null },
    pollMs: isLocal ? 50 : 1_000,
  };
}
