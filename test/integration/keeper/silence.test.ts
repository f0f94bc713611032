/** Law 5 from outside: whoever stays silent, everything ends by timeouts alone, and all money has an owner. */
import { expect } from "chai";
import { pino } from "pino";
import { createPublicClient, createWalletClient, http, parseEther, parseGwei, zeroAddress, zeroHash } from "viem";
import { hardhat } from "viem/chains";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import { agreementId, caseId as caseIdOf, milestoneStates, packConfig, randomNonce, type Terms } from "#core/chain/terms.ts";
import { type Database, openDb } from "#db";
import { openKeeper } from "../../../scripts/keeper/round.ts";
import { Duty } from "../../../scripts/keeper/config.ts";
import { type Actor, actorIn } from "../../../scripts/lib/actor.ts";
import { openHall } from "../../../scripts/lib/hall.ts";
import { testAccount } from "../../support/chain.ts";
import { aStack, type TestStack } from "../../support/stack.ts";
import { until } from "../../support/until.ts";

const DAY = 86_400;

describe("two keepers, and nobody else awake", function () {
  this.timeout(120_000);
  let stack: TestStack;
  let database: Database;
  let client: Actor;
  let developer: Actor;
  before(async () => {
    stack = await aStack({ services: ["indexer"] });
    database = openDb(stack.database.apiUrl, { connections: 4 });
    const hall = openHall({ apiUrl: stack.apiUrl, rpcUrl: stack.chain.rpcUrl, deployment: stack.deployment });
    [client, developer] = [actorIn(hall, 1), actorIn(hall, 2)];
    for (const index of [10, 11, 12, 13, 14, 15, 16, 17, 18]) await actorIn(hall, index).court("takeSeat", [], parseEther("1"));
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

  const aKeeper = (index: number, done: string[]) => {
    const transport = http(stack.chain.rpcUrl, { retryCount: 0 });
    const chain = { ...hardhat, rpcUrls: { default: { http: [stack.chain.rpcUrl] } } };
    const note = (facts: object, phrase: string) => {
      if (phrase === "done") done.push(JSON.stringify({ ...facts, hash: undefined }));
    };
    return openKeeper({
      database,
      chain: createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: 20 }),
      wallet: createWalletClient({ chain, transport, account: testAccount(index) }),
      deployment: stack.deployment,
      isLocal: true,
      duties: new Set(Duty.options),
      patience: 0,
      ceiling: parseGwei("100"),
      low: 0n,
      raiseAfter: 10_000,
      raises: 2,
      log: { debug: note, info: note, warn: (facts, phrase) => pino({ level: "silent" }).warn(facts, phrase) },
    });
  };

  it("release, refund, draw, pass on and execute, each thing once", async () => {
    const { timestamp } = await stack.chain.reader.getBlock();
    const now = Number(timestamp);
    const { escrow, court, chainId } = stack.deployment;
    const terms = (...days: number[]): Terms => ({
      client: client.address,
      developer: developer.address,
      token: zeroAddress,
      court,
      config: packConfig({ feeBps: 100, reviewPeriod: 3 * DAY, signBy: now + DAY, nonce: randomNonce() }),
      previous: zeroHash,
      brief: zeroHash,
      milestones: days.map((day) => ({ amount: parseEther("1"), due: now + day * DAY })),
    });
    const work = terms(5, 6);
    await client.escrow("fund", [work, 2n], parseEther("2"));
    await developer.escrow("submit", [work, 0n, zeroHash]);
    const quarrel = terms(30);
    await client.escrow("fund", [quarrel, 1n], parseEther("1"));
    await developer.escrow("submit", [quarrel, 0n, zeroHash]);
    const deposit = await stack.chain.reader.readContract({
      address: court,
      abi: courtAbi,
      functionName: "depositFor",
      args: [parseEther("1"), zeroAddress],
    });
    await client.escrow("dispute", [quarrel, 0n, "", zeroHash], deposit);
    const id = agreementId(quarrel, { chainId, escrow });
    await developer.court("answer", [caseIdOf(id, 0n, { chainId, court, escrow }), "", zeroHash], deposit);

    const done: string[] = [];
    const keepers = [aKeeper(38, done), aKeeper(39, done)];
    const stateOf = async (of: Terms, index: bigint) => {
      const lane = await stack.chain.reader.readContract({
        address: escrow,
        abi: escrowAbi,
        functionName: "laneOf",
        args: [agreementId(of, { chainId, escrow }), index],
      });
      return milestoneStates[lane[0]];
    };
    const ends = () => Promise.all([stateOf(work, 0n), stateOf(work, 1n), stateOf(quarrel, 0n)]);
    for (let day = 0; day < 20 && (await ends()).join() !== "Released,Refunded,Ruled"; day++) {
      await pass(DAY + 60);
      await mirrored();
      await Promise.all(keepers.map(({ round }) => round()));
    }

    expect(await ends()).to.deep.equal(["Released", "Refunded", "Ruled"]);
    expect(done.map((each) => JSON.parse(each).duty).sort()).to.deep.equal([
      "draw",
      "execute",
      "pass",
      "pass",
      "reclaim",
      "refund",
      "release",
    ]);
    const fees = await stack.chain.reader.readContract({
      address: escrow,
      abi: escrowAbi,
      functionName: "feesOf",
      args: [zeroAddress],
    });
    expect(await stack.chain.reader.getBalance({ address: escrow }), "nothing is left but fees").to.equal(fees);
  });
});
