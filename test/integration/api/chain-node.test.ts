/** The port to a chain's node, against a real one: facts, wallets that are contracts, and a node that does not answer. */
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { concatHex, encodeAbiParameters, hashMessage, hashTypedData, type Hex, zeroAddress, zeroHash } from "viem";
import type { Settings } from "../../../api/config.ts";
import { type ChainNode, openChainNode } from "../../../api/lib/chain-node.ts";
import { chainClock } from "../../../api/lib/clock.ts";
import { signed } from "../../../api/lib/signatures.ts";
import { escrowAbi } from "#core/chain/abi.ts";
import { agreementId, amendmentTypedData, NO_PREVIOUS, packConfig, settlementTypedData } from "#core/chain/terms.ts";
import { Problem } from "#core/lib/problem.ts";

import { aDeployedChain, testAccount, type TestChain } from "../../support/chain.ts";
import type { Deployment } from "#core/chain/deployments.ts";

/** Contracts that answer every call the same way, in a few bytes. */
const wallets: Record<string, [Hex, boolean]> = {
  "says yes as ERC-1271 wants it": ["0x631626ba7e60e01b60005260206000f3", true],
  "says yes with dirt behind the four bytes": [
    "0x7f1626ba7e0000000000000000000000000000000000000000000000000000000160005260206000f3",
    false,
  ],
  "says something else": ["0x63deadbeef60e01b60005260206000f3", false],
  "says nothing": ["0x00", false],
  reverts: ["0x60006000fd", false],
};

describe("a chain's node", function () {
  this.timeout(60_000);
  let local: TestChain & { deployment: Deployment };
  let node: ChainNode;
  const settingsOf = (deployment: Deployment) =>
    ({
      chainId: 31_337,
      chainName: "Test",
      deployment,
      tokens: deployment.token ? [deployment.token] : [],
    }) as unknown as Settings;
  before(async () => {
    local = await aDeployedChain();
    node = openChainNode(local.rpcUrl, settingsOf(local.deployment));
  });
  after(async () => local?.stop());

  it("is asked once for what never changes", async () => {
    const { tokens, courtParameters } = await node.facts();

    expect(tokens.map(({ symbol, decimals }) => [symbol, decimals])).to.deep.equal([
      ["ETH", 18],
      ["GUSD", 6],
    ]);
    expect(tokens[0]?.address).to.equal(zeroAddress);
    expect(courtParameters.panels).to.deep.equal([3, 7, 15]);
    expect(courtParameters.fast).to.include({ answer: 72 * 3_600, commit: 24 * 3_600, appeal: 48 * 3_600 });
    expect(courtParameters.standard.appeal).to.be.greaterThan(courtParameters.fast.appeal);
    expect(node.facts()).to.equal(node.facts());
  });

  it("tells the fee in force", async () => {
    expect(await node.policy()).to.deep.include({ feeBps: 100, paused: false });
  });

  it("tells the time of the next block, and the world's clock follows when it is moved", async () => {
    const clock = chainClock(node);
    const before = await clock.now();

    await node.advance(86_400);
    clock.forget();

    expect((await clock.now()).getTime() - before.getTime()).to.be.within(86_400_000, 86_500_000);
  });

  it("gives the digest that the contract will check, not one that we think of", async () => {
    const { escrow, court } = local.deployment;
    const now = Number((await local.reader.getBlock()).timestamp);
    const terms = {
      client: testAccount(1).address,
      developer: testAccount(2).address,
      token: zeroAddress,
      court,
      config: packConfig({ feeBps: 100, reviewPeriod: 86_400, signBy: now + 86_400, nonce: 7n }),
      previous: NO_PREVIOUS,
      brief: zeroHash,
      milestones: [{ amount: 10n ** 18n, due: now + 86_400 }],
    };

    await local
      .wallet(1)
      .writeContract({ address: escrow, abi: escrowAbi, functionName: "fund", args: [terms, 1n], value: 10n ** 18n });
    const id = await local.reader.readContract({ address: escrow, abi: escrowAbi, functionName: "idOf", args: [terms] });
    const deadline = BigInt(now + 3_600);

    const digest = await node.settlementDigest({ terms, index: 0, developerBps: 4_000, deadline });

    const settlement = { agreement: id, index: 0n, developerBps: 4_000n, state: 1, clock: 0n, remaining: 10n ** 18n, deadline };
    expect(digest).to.equal(hashTypedData(settlementTypedData(settlement, { chainId: 31_337, escrow })));
  });

  it("gives the digest of an amendment that the contract will check, and says when it takes no such terms", async () => {
    const { escrow, court } = local.deployment;
    const now = Number((await local.reader.getBlock()).timestamp);
    const [client, developer] = [testAccount(1), testAccount(2)];
    const termsOf = (nonce: bigint, previous: Hex, amount: bigint) => ({
      client: client.address,
      developer: developer.address,
      token: zeroAddress,
      court,
      config: packConfig({ feeBps: 100, reviewPeriod: 86_400, signBy: now + 86_400, nonce }),
      previous,
      brief: zeroHash,
      milestones: [{ amount, due: now + 86_400 }],
    });
    const domain = { chainId: 31_337, escrow };
    const old = termsOf(8n, NO_PREVIOUS, 5n);
    const next = termsOf(9n, agreementId(old, domain), 7n);
    const send = (index: number, functionName: "fund" | "accept", args: readonly unknown[], value?: bigint) =>
      local.wallet(index).writeContract({ address: escrow, abi: escrowAbi, functionName, args, value } as never);
    const asked = { old, terms: next, funded: 1, deadline: BigInt(now + 3_600) };
    await send(1, "fund", [old, 1n], 5n);

    const early = await node.amendment(asked).catch((error: unknown) => error);
    await send(2, "accept", [old]);
    const { word, moved, digest } = await node.amendment(asked);

    expect(early).to.be.instanceOf(Problem).with.property("code", "rule-broken");
    expect((early as Problem).facts).to.deep.equal({ error: "Escrow_NotAccepted" });
    expect(moved).to.equal(5n);
    const [agreement, id] = [old, next].map((each) => agreementId(each, domain)) as [Hex, Hex];
    const amendment = { agreement, next: id, word, moved, funded: 1n, deadline: asked.deadline };
    expect(digest).to.equal(hashTypedData(amendmentTypedData(amendment, domain)));
    expect(
      await signed(node, { account: client.address, hash: digest, signature: await client.sign({ hash: digest }) }),
    ).to.equal(true);
  });

  describe("asked whether a wallet signed", () => {
    const hash = hashMessage("hello");
    const place = "0x00000000000000000000000000000000000c0de5";

    for (const [name, [code, answer]] of Object.entries(wallets)) {
      it(`that ${name}: ${answer ? "yes" : "no"}`, async () => {
        await local.cheats.setCode({ address: place, bytecode: code });

        const isTheirs = await signed(node, { account: place, hash, signature: "0x1234" });

        expect(isTheirs).to.equal(answer);
      });
    }

    it("believes the key of an account without asking", async () => {
      const signature = await testAccount(1).sign({ hash });
      const nobody = { contractSigned: () => Promise.reject(new Error("was asked")) };

      expect(await signed(nobody, { account: testAccount(1).address, hash, signature })).to.equal(true);
    });

    it("believes no signature of an account without code, nor one wrapped around a deployment that does not come", async () => {
      const garbage: Hex = `0x${"12".repeat(65)}`;
      const tail = "0x6492649264926492649264926492649264926492649264926492649264926492";
      const body = encodeAbiParameters(
        [{ type: "address" }, { type: "bytes" }, { type: "bytes" }],
        [testAccount(3).address, "0x1234", garbage],
      );
      const other = await testAccount(1).sign({ hash });

      expect(await signed(node, { account: testAccount(4).address, hash, signature: garbage })).to.equal(false);
      expect(await signed(node, { account: testAccount(4).address, hash, signature: other })).to.equal(false);
      expect(await signed(node, { account: testAccount(4).address, hash, signature: concatHex([body, tail]) })).to.equal(false);
    });

    it("of a wallet that its own signature would deploy: what that wallet says", async () => {
      // A factory that puts "yes" in place of itself would need its address to match: here the account has the code already.
      await local.cheats.setCode({ address: place, bytecode: wallets["says yes as ERC-1271 wants it"]![0] });
      const tail = "0x6492649264926492649264926492649264926492649264926492649264926492";
      const body = encodeAbiParameters([{ type: "address" }, { type: "bytes" }, { type: "bytes" }], [place, "0x", "0x1234"]);

      expect(await signed(node, { account: place, hash, signature: concatHex([body, tail]) })).to.equal(true);
    });
  });

  it("that does not answer is given three seconds", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const deaf = openChainNode(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, settingsOf(local.deployment));
    const began = Date.now();

    const answer = await deaf.policy().catch((error: unknown) => error);

    silent.closeAllConnections();
    silent.close();
    expect(answer).to.be.instanceOf(Problem).with.property("code", "unavailable");
    expect(Date.now() - began).to.be.within(2_500, 10_000);
  });

  // Last, because the node goes on burning after nobody waits for it any more.
  it("asked about a wallet that burns all its gas is waited for no longer than that", async () => {
    const place = "0x00000000000000000000000000000000000c0de6";
    await local.cheats.setCode({ address: place, bytecode: "0x5b600056" });
    const began = Date.now();

    const answer = await signed(node, { account: place, hash: zeroHash, signature: "0x1234" }).catch((error: unknown) => error);

    if (answer !== false) expect(answer).to.be.instanceOf(Problem).with.property("code", "unavailable");
    expect(Date.now() - began).to.be.below(10_000);
  });
});
