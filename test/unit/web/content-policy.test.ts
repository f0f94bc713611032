import { expect } from "chai";
import type { Config } from "#web/lib/config.ts";
import { contentPolicy } from "#web/lib/content-policy.ts";

const settings: Config = {
  apiUrl: "http://10.0.0.2:4000",
  public: {
    apiOrigin: "https://api.guildhall.example",
    rpcUrl: "https://rpc.example/v1/some-key",
    chainId: 1,
    webOrigin: "https://guildhall.example",
    walletConnectProjectId: null,
    isDevelopment: false,
  },
};

const ruleOf = (policy: string, name: string): string[] | undefined =>
  policy
    .split("; ")
    .map((rule) => rule.split(" "))
    .find(([first]) => first === name)
    ?.slice(1);

describe("the policy for a page's content", () => {
  it("lets scripts run by nonce alone", () => {
    const policy = contentPolicy(settings, "abc");

    expect(ruleOf(policy, "script-src")).to.deep.equal(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
    expect(policy).not.to.include("unsafe-eval");
  });

  it("lets a page talk to itself, the API, its socket and the node, and to nobody else", () => {
    expect(ruleOf(contentPolicy(settings, "abc"), "connect-src")).to.deep.equal([
      "'self'",
      "https://api.guildhall.example",
      "wss://api.guildhall.example",
      "https://rpc.example",
    ]);
  });

  it("adds WalletConnect's relay only where a project id offers it", () => {
    const offered = { ...settings, public: { ...settings.public, walletConnectProjectId: "0123456789abcdef0123456789abcdef" } };

    expect(ruleOf(contentPolicy(offered, "abc"), "connect-src")).to.include("wss://relay.walletconnect.org");
    expect(contentPolicy(settings, "abc")).not.to.include("walletconnect");
  });

  it("lets nobody frame a page", () => {
    expect(ruleOf(contentPolicy(settings, "abc"), "frame-ancestors")).to.deep.equal(["'none'"]);
  });
});
