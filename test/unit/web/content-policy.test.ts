import { expect } from "chai";
import { contentPolicy } from "#web/lib/content-policy.ts";

const settings = (changes: object) => ({
  apiUrl: "http://127.0.0.1:4000",
  public: {
    apiOrigin: "https://api.guildhall.example",
    rpcUrl: "https://rpc.example/v2/key",
    chainId: 1,
    webOrigin: "https://guildhall.example",
    walletConnectProjectId: null,
    ensRpcUrl: null,
    isDevelopment: false,
    ...changes,
  },
});
const rule = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((each) => each.startsWith(`${name} `))
    ?.split(" ")
    .slice(1) ?? [];

describe("the policy of a page", () => {
  const known = ["'self'", "https://api.guildhall.example", "wss://api.guildhall.example", "https://rpc.example"];

  it("lets a page talk to its server, the API and the chain's node, and to the relay only where WalletConnect is offered", () => {
    const without = contentPolicy(settings({}), "n");
    const withRelay = contentPolicy(settings({ walletConnectProjectId: "0".repeat(32) }), "n");

    expect(rule(without, "connect-src")).to.deep.equal(known);
    expect(rule(withRelay, "connect-src")).to.deep.equal([
      ...known,
      "wss://relay.walletconnect.org",
      "wss://relay.walletconnect.com",
    ]);
    expect(rule(without, "frame-src")).to.deep.equal(["'none'"]);
  });

  it("lets a page ask for ENS names only where a node of the main network was given", () => {
    const policy = contentPolicy(settings({ ensRpcUrl: "https://mainnet.example/v2/key" }), "n");

    expect(rule(policy, "connect-src")).to.deep.equal([...known, "https://mainnet.example"]);
  });

  it("runs no script without its nonce, and evaluates none outside development", () => {
    expect(rule(contentPolicy(settings({}), "abc"), "script-src")).to.deep.equal(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
    expect(rule(contentPolicy(settings({ isDevelopment: true }), "abc"), "script-src")).to.include("'unsafe-eval'");
  });
});
