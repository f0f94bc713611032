/** A keeper among others: what it costs, what it does when gas is dear or a block does not come, and when a copy was first. */
import { expect } from "chai";
import { createPublicClient, createWalletClient, type Hex, http, parseEther, parseGwei, zeroAddress, zeroHash } from "viem";
import { hardhat } from "viem/chains";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import {
  agreementId,
  caseId as caseIdOf,
  commitment,
  milestoneStates,
  packConfig,
  randomNonce,
  type Terms,
} from "#core/chain/terms.ts";
import { type Database, openDb } from "#db";
import { Duty } from "../../../scripts/keeper/config.ts";
import { dueNow } from "../../../scripts/keeper/due.ts";
import { type Keeping, openKeeper } from "../../../scripts/keeper/round.ts";
import { type Actor, actorIn } from "../../../scripts/lib/actor.ts";
import { openHall } from "../../../scripts/lib/hall.ts";
import { testAccount } from "../../support/chain.ts";
import { aStack, type TestStack } from "../../support/stack.ts";
import { until } from "../../support/until.ts";

const DAY = 86_400;
const SALT = `0x${"5a".repeat(32)}` as const;

describe("a keeper", function () {
  this.timeout(120_000);
  let stack: TestStack;
  let database: Database;
  let client: Actor;
  let developer: Actor;
  let arbiters: Actor[];
  before(async () => {
    stack = await aStack({ services: ["indexer"] });
    database = openDb(stack.database.apiUrl, { connections: 4 });
    const hall = openHall({ apiUrl: stack.apiUrl, rpcUrl: stack.chain.rpcUrl, deployment: stack.deployment });
    [client, developer] = [actorIn(hall, 1), actorIn(hall, 2)];
    arbiters = [10, 11, 12, 13, 14, 15, 16, 17, 18].map((index) => actorIn(hall, index));
    for (const arbiter of arbiters) await arbiter.court("takeSeat", [], parseEther("1"));
    await pass(2 * 3_600);
  });
  after(async () => {
    await database?.close();
    await stack?.stop();
  });

  const pass = async (seconds: number) => {
    await stack.chain.cheats.increaseTime({ seconds });
    await stack.chain.cheats.mine({ blocks: 1 });
  };
  const mirrored = async () => {
    const head = await stack.chain.reader.getBlockNumber({ cacheTime: 0 });
    await until(async () => ((await database.prisma.cursor.findFirst())?.block ?? 0n) >= head, { what: "the mirror" });
  };
  const read = <T extends "caseOf" | "creditOf" | "depositFor">(functionName: T, args: readonly unknown[]) =>
    stack.chain.reader.readContract({
      address: stack.deployment.court,
      abi: courtAbi,
      functionName,
      args,
    } as never) as Promise<never>;

  type Said = { phrase: string; facts: object };
  function aKeeper(index: number, options: Partial<Keeping> = {}) {
    const transport = http(stack.chain.rpcUrl, { retryCount: 0 });
    const chain = { ...hardhat, rpcUrls: { default: { http: [stack.chain.rpcUrl] } } };
    const said: Said[] = [];
    const note = (facts: object, phrase: string) => void said.push({ phrase, facts });
    const keeper = openKeeper({
      database,
      chain: createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: 20 }),
      wallet: createWalletClient({ chain, transport, account: testAccount(index) }),
      deployment: stack.deployment,
      isLocal: true,
      duties: new Set(Duty.options),
      patience: 0,
      ceiling: parseGwei("1000"),
      low: 0n,
      raiseAfter: 5_000,
      raises: 3,
      log: { debug: note, info: note, warn: note },
      ...options,
    });
    return { ...keeper, said, phrases: () => said.map(({ phrase }) => phrase) };
  }

  const termsOf = async (amount: bigint, days: number): Promise<Terms> => {
    const now = Number((await stack.chain.reader.getBlock()).timestamp);
    return {
      client: client.address,
      developer: developer.address,
      token: zeroAddress,
      court: stack.deployment.court,
      config: packConfig({ feeBps: 100, reviewPeriod: 3 * DAY, signBy: now + DAY, nonce: randomNonce() }),
      previous: zeroHash,
      brief: zeroHash,
      milestones: [{ amount, due: now + days * DAY }],
    };
  };
  const idOf = (terms: Terms) => agreementId(terms, stack.deployment);
  const stateOf = async (terms: Terms) => {
    const lane = await stack.chain.reader.readContract({
      address: stack.deployment.escrow,
      abi: escrowAbi,
      functionName: "laneOf",
      args: [idOf(terms), 0n],
    });
    return milestoneStates[lane[0]];
  };

  /** A delivery whose review nobody ended in time. */
  async function aNeglected(): Promise<Terms> {
    const terms = await termsOf(parseEther("1"), 30);
    await client.escrow("fund", [terms, 1n], parseEther("1"));
    await developer.escrow("submit", [terms, 0n, zeroHash]);
    await pass(4 * DAY);
    await mirrored();
    return terms;
  }

  /** What a copy would have seen before another one was there. */
  async function lookedBefore(): Promise<typeof dueNow> {
    const { timestamp } = await stack.chain.reader.getBlock();
    const seen = await dueNow(database, stack.deployment.chainId, new Date(Number(timestamp) * 1000), new Set(Duty.options));
    expect(seen.length).to.be.greaterThan(0);
    return async () => seen;
  }

  describe("when another copy was first", () => {
    it("takes it as done, and goes on", async () => {
      const terms = await aNeglected();
      const look = await lookedBefore();

      expect(await aKeeper(37).round()).to.equal(1);
      const late = aKeeper(38, { look });
      expect(await late.round()).to.equal(0);

      expect(await stateOf(terms)).to.equal("Released");
      expect(late.tally.lines.map(({ ending, remark }) => [ending, remark])).to.deep.equal([["refused", "Escrow_WrongState"]]);
    });

    it("would fail without that tolerance", async () => {
      await aNeglected();
      const look = await lookedBefore();
      await aKeeper(37).round();

      const strict = aKeeper(38, { look, isLost: () => false });
      await strict.round().then(
        () => expect.fail("it took the refusal as nothing"),
        (error: Error) => expect(error.message).to.include("Escrow_WrongState"),
      );

      expect(strict.tally.lines.map(({ ending }) => ending)).to.deep.equal(["failed"]);
    });

    it("does what is left after a task that failed", async () => {
      const gone = await aNeglected();
      const look = await lookedBefore();
      await aKeeper(37).round();
      const waiting = await aNeglected();
      const later = await lookedBefore();
      const both: typeof dueNow = async (...all) => [...(await look(...all)), ...(await later(...all))];

      const strict = aKeeper(38, { look: both, isLost: () => false });
      await strict.round().catch(() => {});

      expect([await stateOf(gone), await stateOf(waiting)]).to.deep.equal(["Released", "Released"]);
    });

    it("shares work, a key and a nonce with a copy of itself", async () => {
      const terms = [await aNeglected(), await aNeglected(), await aNeglected()];
      const copies = [aKeeper(38), aKeeper(38), aKeeper(38), aKeeper(37)];

      for (let round = 0; round < 3; round++) await Promise.all(copies.map((copy) => copy.round()));

      for (const each of terms) expect(await stateOf(each)).to.equal("Released");
      expect(copies.reduce((sum, { tally }) => sum + tally.count("done"), 0)).to.equal(3);
    });
  });

  it("sends nothing while gas costs more than the ceiling, and does it when it no longer does", async () => {
    const terms = await aNeglected();
    await stack.chain.cheats.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("80") });
    await stack.chain.cheats.mine({ blocks: 1 });
    await mirrored();
    const keeper = aKeeper(38, { ceiling: parseGwei("20") });
    const sent = () => stack.chain.reader.getTransactionCount({ address: testAccount(38).address });
    const before = await sent();

    expect(await keeper.round()).to.equal(0);
    expect([await sent(), await stateOf(terms)]).to.deep.equal([before, "Submitted"]);
    expect(keeper.phrases()).to.include("gas costs more than the ceiling");

    await stack.chain.cheats.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("1") });
    await stack.chain.cheats.mine({ blocks: 1 });
    expect(await keeper.round()).to.equal(1);
    expect(await stateOf(terms)).to.equal("Released");
  });

  describe("when no block takes its transaction", () => {
    afterEach(async () => {
      await stack.chain.cheats.setAutomine(true);
      await stack.chain.cheats.mine({ blocks: 1 });
    });
    const pending = async () => {
      const { transactions } = await stack.chain.reader.getBlock({ blockTag: "pending", includeTransactions: true });
      return transactions.filter(({ from }) => from === testAccount(36).address.toLowerCase());
    };

    it("sends it again with a higher fee and the same nonce, until one is in", async () => {
      const terms = await aNeglected();
      await stack.chain.cheats.setAutomine(false);
      const keeper = aKeeper(36, { raiseAfter: 300 });

      const looking = keeper.round();
      await until(async () => (await pending()).length === 1, { what: "the first transaction" });
      const [first] = await pending();
      await until(async () => (await pending())[0]?.hash !== first?.hash, { what: "the next one", ms: 10_000 });
      const [next] = await pending();
      await stack.chain.cheats.mine({ blocks: 1 });

      expect(await looking).to.equal(1);
      expect(next?.nonce).to.equal(first?.nonce);
      expect(Number(next?.maxFeePerGas)).to.be.greaterThan(1.1 * Number(first?.maxFeePerGas));
      expect(keeper.tally.raisedFees).to.be.greaterThan(0);
      expect(await stateOf(terms)).to.equal("Released");
    });

    it("leaves it at the ceiling, and replaces what a keeper before it left behind", async () => {
      const terms = await aNeglected();
      await stack.chain.cheats.setAutomine(false);
      const { baseFeePerGas } = await stack.chain.reader.getBlock();
      const ceiling = 2n * (baseFeePerGas ?? 0n);

      const first = aKeeper(36, { raiseAfter: 200, raises: 2, ceiling });
      expect(await first.round()).to.equal(0);
      expect(first.tally.lines.map(({ ending }) => ending)).to.deep.equal(["stuck"]);
      expect(first.tally.raisedFees).to.equal(0);
      const second = aKeeper(36, { raiseAfter: 200, raises: 8 });
      const looking = second.round();
      const [left] = await pending();
      await until(async () => (await pending())[0]?.hash !== left?.hash, { what: "its replacement", ms: 10_000 });
      await stack.chain.cheats.mine({ blocks: 1 });

      expect(await looking).to.equal(1);
      expect(await stateOf(terms)).to.equal("Released");
    });
  });

  it("says once that its balance is low, and once that it is well again", async () => {
    const low = parseEther("0.05");
    const keeper = aKeeper(35, { low });
    const told = () => keeper.phrases().filter((phrase) => phrase.includes("balance"));
    const has = (ether: string) => stack.chain.cheats.setBalance({ address: testAccount(35).address, value: parseEther(ether) });

    await has("0.049");
    await keeper.round();
    await keeper.round();
    expect(told()).to.deep.equal(["the balance for gas is low"]);
    expect(keeper.tally.isLow).to.equal(true);
    await has("0.05");
    await keeper.round();
    expect(told()).to.deep.equal(["the balance for gas is low", "the balance for gas is well again"]);
  });

  it("pays the arbiters of a ruling and returns its deposits, once, however often and in how many copies it looks", async () => {
    const terms = await termsOf(parseEther("1"), 30);
    await client.escrow("fund", [terms, 1n], parseEther("1"));
    await developer.escrow("submit", [terms, 0n, zeroHash]);
    const deposit: bigint = await read("depositFor", [parseEther("1"), zeroAddress]);
    await client.escrow("dispute", [terms, 0n, "", zeroHash], deposit);
    const caseId = caseIdOf(idOf(terms), 0n, stack.deployment);
    await developer.court("answer", [caseId, "", zeroHash], deposit);
    const keepers = [aKeeper(37), aKeeper(38)];
    const look = async () => {
      await mirrored();
      for (const keeper of keepers) await keeper.round();
    };
    await pass(2 * DAY + 60);
    await look();
    const { panel }: { panel: readonly { seat: bigint; arbiter: Hex }[] } = await read("caseOf", [caseId]);
    expect(panel).to.have.length(3);
    const jurors = panel.map(({ seat, arbiter }) => ({
      seat,
      arbiter,
      by: arbiters.find(({ address }) => address === arbiter)!,
    }));
    const vote = { developerBps: 6_000n, salt: SALT };
    for (const { seat, arbiter, by } of jurors) {
      await by.court("commit", [caseId, seat, commitment({ caseId, round: 1n, seat, arbiter }, vote, stack.deployment)]);
    }
    for (const { seat, by } of jurors) await by.court("reveal", [caseId, seat, 6_000n, SALT]);
    await pass(2 * DAY + 60);

    await look();
    const credits = await Promise.all(jurors.map(({ arbiter }) => read("creditOf", [arbiter]) as Promise<bigint>));
    const counts = () => Duty.options.map((duty) => keepers.reduce((sum, { tally }) => sum + tally.countOf(duty, "done"), 0));
    const before = counts();
    await look();
    await look();

    expect(credits.every((credit) => credit > 0n)).to.equal(true);
    expect(Object.fromEntries(Duty.options.map((duty, i) => [duty, before[i]]))).to.include({
      reward: 1,
      reclaim: 1,
      execute: 1,
    });
    expect(counts()).to.deep.equal(before);
    expect(await stateOf(terms)).to.equal("Ruled");
  });
});
