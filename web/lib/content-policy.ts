import type { Config } from "./config.ts";

const walletConnect = {
  connect: ["wss://relay.walletconnect.org", "wss://relay.walletconnect.com"],
  frame: ["https://verify.walletconnect.org", "https://verify.walletconnect.com"],
};

/** What a page may load and talk to. Scripts run by nonce alone; what such a script loads may run too. */
export const contentPolicy = ({ public: known }: Config, nonce: string): string => {
  const socket = known.apiOrigin.replace(/^http/, "ws");
  const rpc = new URL(known.rpcUrl).origin;
  const asksRelay = known.walletConnectProjectId !== null;

  const rules: Record<string, string[]> = {
    "default-src": ["'self'"],
    // Only the development server evaluates code, to replace modules in place.
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(known.isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": [
      "'self'",
      known.apiOrigin,
      socket,
      rpc,
      ...(known.ensRpcUrl === null ? [] : [new URL(known.ensRpcUrl).origin]),
      ...(asksRelay ? walletConnect.connect : []),
      ...(known.isDevelopment ? ["ws:"] : []),
    ],
    "worker-src": ["'self'"],
    "frame-src": asksRelay ? walletConnect.frame : ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  if (known.webOrigin.startsWith("https:")) rules["upgrade-insecure-requests"] = [];

  return Object.entries(rules)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
};
