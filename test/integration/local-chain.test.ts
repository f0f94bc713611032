import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Hash } from "viem";
import { aChain, type TestChain, testAccount } from "../support/chain.ts";
import { seeded } from "../support/seeded.ts";
import { until } from "../support/until.ts";

describe("the kept local chain", () => {
  let folder: string;
  let journalFile: string;
  let chain: TestChain | undefined;

  const start = async (env: NodeJS.ProcessEnv = {}) => {
    chain = await aChain({ journalFile, logFile: join(folder, "chain.log"), env: { ...process.env, ...env } });
    return chain;
  };
  const kill = async (running: TestChain) => {
    running.child.kill("SIGKILL");
    await running.stop();
  };
  const pay = (running: TestChain, from: number, nonce?: number) =>
    running.wallet(from).sendTransaction({ to: testAccount(9).address, value: 1n, ...(nonce === undefined ? {} : { nonce }) });
  const ask = async (running: TestChain, method: string, ...params: unknown[]) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(running.rpcUrl, { method: "POST", body });
    return (await response.json()) as { result?: unknown; error?: { message: string } };
  };
  const aheadOf = async (running: TestChain) => {
    const { timestamp } = await running.reader.getBlock({ blockTag: "pending" });
    return Number(timestamp) - Math.floor(Date.now() / 1000);
  };
  const allBlocks = async (running: TestChain) => {
    const head = Number(await running.reader.getBlockNumber());
    const numbers = Array.from({ length: head + 1 }, (_, number) => BigInt(number));
    return Promise.all(numbers.map(async (blockNumber) => (await running.reader.getBlock({ blockNumber })).hash));
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "guildhall-journal-"));
    journalFile = join(folder, "blocks.jsonl");
  });
  afterEach(async () => {
    await chain?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has the same blocks after it was killed and started again", async () => {
    const first = await start();
    await pay(first, 1);
    const reverts = await first.wallet(2).sendTransaction({ data: "0x60006000fd", gas: 100_000n });
    await first.wallet(3).deployContract({ abi: [], bytecode: "0x60016000556001601f5360016000f3" });
    await ask(first, "eth_sendTransaction", { from: testAccount(4).address, to: testAccount(5).address, value: "0x5" });
    await first.cheats.increaseTime({ seconds: 3_600 });
    await ask(first, "evm_mine");
    await first.cheats.setNextBlockTimestamp({ timestamp: (await first.reader.getBlock()).timestamp + 86_400n });
    await pay(first, 6);
    const before = await allBlocks(first);
    await kill(first);

    const second = await start();

    expect(await allBlocks(second)).to.deep.equal(before);
    expect((await second.reader.getTransactionReceipt({ hash: reverts })).status).to.equal("reverted");
    expect(await second.reader.getBalance({ address: testAccount(5).address })).to.equal(10_000n * 10n ** 18n + 5n);
  });

  it("keeps every transaction it acknowledged, killed at any moment", async () => {
    const random = seeded("killed at any moment");
    const acknowledged: Hash[] = [];
    for (let round = 0; round < 4; round += 1) {
      const running = await start();
      const enough = acknowledged.length + 3 + Math.floor(random() * 20);
      const writers = [1, 2, 3].map(async (from) => {
        // Each stops at the first answer that does not come.
        for (let hash = await pay(running, from); hash; hash = await pay(running, from)) acknowledged.push(hash);
      });
      // Listened to before they can fail: a rejection nobody waits for is some other test's uncaught error.
      const stopped = Promise.allSettled(writers);
      await until(() => acknowledged.length >= enough, { ms: 60_000, what: "enough transactions" });
      await sleep(random() * 20);
      await kill(running);
      await stopped;
    }

    const last = await start();
    const lost: Hash[] = [];
    for (const hash of acknowledged) {
      await last.reader.getTransaction({ hash }).catch(() => lost.push(hash));
    }
    expect(lost).to.deep.equal([]);
  });

  it("would lose one if it answered before it wrote", async () => {
    let lost = 0;
    for (let round = 0; round < 20 && lost === 0; round += 1) {
      const naive = await start({ CHAIN_ANSWER_FIRST: "true" });
      const hash = await pay(naive, 1);
      await kill(naive);
      const next = await start();
      await next.reader.getTransaction({ hash }).catch(() => (lost += 1));
      await kill(next);
    }
    expect(lost).to.be.above(0);
  });

  it("drops a last line that was cut short, and nothing else", async () => {
    const first = await start();
    await pay(first, 1);
    const before = await allBlocks(first);
    await kill(first);
    appendFileSync(journalFile, '{"kind":"block","number":2,"ha');

    const second = await start();
    expect(await allBlocks(second)).to.deep.equal(before);
    await pay(second, 1);
    const grown = await allBlocks(second);
    await kill(second);

    expect(await allBlocks(await start())).to.deep.equal(grown);
  });

  it("says so when a block comes out different", async () => {
    const first = await start();
    await pay(first, 1);
    await kill(first);
    const text = readFileSync(journalFile, "utf8");
    writeFileSync(
      journalFile,
      text.replace(/"time":(\d+)/, (_, time) => `"time":${Number(time) + 1}`),
    );

    const failure: Error = await start().then(
      () => expect.fail("it started"),
      (error) => error,
    );

    expect(failure.message).to.match(/block 1 came out different.*npm start -- --fresh/);
  });

  it("keeps a clock that was moved ahead, and never turns it back", async () => {
    const first = await start();
    await first.cheats.increaseTime({ seconds: 90 * 86_400 + 7 * 86_400 });
    const ahead = await aheadOf(first);
    expect(ahead).to.be.above(6 * 86_400);
    await kill(first);

    const second = await start();

    expect((await aheadOf(second)) - ahead).to.be.within(-3, 3);
  });

  it("refuses what its blocks would not tell of", async () => {
    const running = await start();
    const methods = ["evm_snapshot", "evm_revert", "evm_setAutomine", "hardhat_setBalance", "hardhat_mine"];
    for (const method of [...methods, "hardhat_impersonateAccount", "hardhat_reset", "hardhat_dropTransaction"]) {
      const { error } = await ask(running, method);
      expect(error?.message).to.contain(`${method} is refused on the kept local chain`);
    }
  });

  it("pushes new heads over a socket and lets pages of any origin ask", async () => {
    const running = await start();
    const socket = new WebSocket(running.rpcWsUrl);
    const heads: unknown[] = [];
    await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
    const pushed = new Promise<void>((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const message = JSON.parse(data);
        if (message.method !== "eth_subscription") return;
        heads.push(message.params.result.number);
        resolve();
      });
    });
    socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_subscribe", params: ["newHeads"] }));
    await sleep(50);
    await pay(running, 1);
    await pushed;
    socket.close();

    expect(heads).to.deep.equal(["0x1"]);
    const preflight = await fetch(running.rpcUrl, { method: "OPTIONS" });
    expect(preflight.headers.get("access-control-allow-origin")).to.equal("*");
  });
});
