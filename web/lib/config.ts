import { z } from "zod";

const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

const Environment = z.object({
  /** The API as this server reaches it. */
  API_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:4000"),
  /** The API as a browser reaches it. */
  API_ORIGIN: origin.default("http://localhost:4000"),
  /** The chain's node as a browser reaches it. */
  RPC_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8545"),
  CHAIN_ID: z.coerce.number().int().positive().default(31337),
  /** Where people find this app. */
  WEB_ORIGIN: origin.default("http://localhost:3000"),
  /** Offers WalletConnect when set. */
  WALLETCONNECT_PROJECT_ID: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  /** A node of Ethereum's main network as a browser reaches it: shows ENS names beside addresses when set. */
  ENS_RPC_URL: z.url({ protocol: /^https?$/ }).optional(),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

/** What the browser may know, handed to it by the root layout at run time, so that one build serves any ports. */
export type PublicConfig = {
  apiOrigin: string;
  rpcUrl: string;
  chainId: number;
  webOrigin: string;
  walletConnectProjectId: string | null;
  ensRpcUrl: string | null;
  isDevelopment: boolean;
};

export type Config = { apiUrl: string; public: PublicConfig };

let parsed: Config | undefined;

/** Read when first asked for, because the build runs without an environment. instrumentation.ts asks at boot. */
export const config = (): Config => {
  if (parsed) return parsed;
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = Environment.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The web app's environment does not fit. ${faults.join("; ")}. Correct these variables and start again.`);
  }
  const env = result.data;
  parsed = {
    apiUrl: env.API_URL.replace(/\/$/, ""),
    public: {
      apiOrigin: env.API_ORIGIN,
      rpcUrl: env.RPC_URL,
      chainId: env.CHAIN_ID,
      webOrigin: env.WEB_ORIGIN,
      walletConnectProjectId: env.WALLETCONNECT_PROJECT_ID ?? null,
      ensRpcUrl: env.ENS_RPC_URL ?? null,
      isDevelopment: env.NODE_ENV === "development",
    },
  };
  return parsed;
};
