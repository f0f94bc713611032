/** The mirror of a case that goes through every kind of round, on the real court; taken back and told again. */
import { expect } from "chai";
import { type Hex, keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { courtAbi } from "#core/chain/abi.ts";
import { headerRlp, type RpcBlock } from "#core/chain/header.ts";
import { agreementId, caseId as caseIdOf, packConfig, type Terms } from "#core/chain/terms.ts";
import { type Database, openDb } from "#db";
import { deploy } from "../../../scripts/deploy.ts";
import { type Actor, actorIn } from "../../../scripts/lib/actor.ts";
import { type Hall, openHall } from "../../../scripts/lib/hall.ts";
import { aChain, type TestChain } from "../../support/chain.ts";
import { caughtUp, dump, type Mirror, startMirror, undisturbed } from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";

const DAY = 86_400;
const ETHER = 10n ** 18n;
const digest = (text: string): Hex => keccak256(stringToHex(text));
const lowerCase = <T extends object>(deployment: T): never =>
  JSON.parse(JSON.stringify(deployment), (_, value) => (typeof value === "string" ? value.toLowerCase() : value)) as never;

describe("the mirror of a case that is appealed", function () {
  this.timeout(240_000);
  let chain: TestChain;
  let hall: Hall;
  let database: TestDatabase;
  let fresh: TestDatabase;
  let db: Database;
  let mirror: Mirror;
  let client: Actor;
  let developer: Actor;
  let anyone: Actor;
  let bench: Actor[];
  let terms: Terms;
  let caseId: Hex;
  let parties: { client: Hex; developer: Hex };

  before(async () => {
    [chain, database, fresh] = await Promise.all([aChain(), aDatabase(), aDatabase()]);
    const deployment = await deploy({ rpcUrl: chain.rpcUrl });
    hall = openHall({ apiUrl: "http://127.0.0.1:1", rpcUrl: chain.rpcUrl, deployment });
    db = openDb(database.apiUrl);
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, rpcWsUrl: chain.rpcWsUrl, deployment: lowerCase(deployment) });
    [client, developer, anyone] = [1, 2, 3].map((index) => actorIn(hall, index)) as [Actor, Actor, Actor];
    bench = Array.from({ length: 36 }, (_, place) => actorIn(hall, 4 + place));
    for (const arbiter of bench) await arbiter.court("takeSeat", [], ETHER);
    await wait(2 * 3_600);
    await open();
  });
  after(async () => {
    await mirror.stop();
    await db.close();
    await Promise.all([database.drop(), fresh.drop()]);
    await chain.stop();
  });

  const request = (method: string, params: unknown[] = []) => chain.cheats.request({ method, params } as never);
  const wait = async (seconds: number) => {
    await chain.cheats.increaseTime({ seconds });
    await request("evm_mine");
  };
  const court = () => ({ address: hall.deployment.court, abi: courtAbi }) as const;
  const now = () => hall.chain.readContract({ ...court(), functionName: "caseOf", args: [caseId] });

  async function open(): Promise<void> {
    const { timestamp } = await hall.chain.getBlock({ blockTag: "latest" });
    const at = Number(timestamp);
    terms = {
      client: client.address,
      developer: developer.address,
      token: zeroAddress,
      court: hall.deployment.court,
      config: packConfig({ feeBps: 100, reviewPeriod: 3 * DAY, signBy: at + DAY, nonce: 1n }),
      previous: zeroHash,
      brief: digest("brief"),
      milestones: [{ amount: ETHER + 7n, due: at + 60 * DAY }],
    };
    const id = agreementId(terms, hall.deployment);
    caseId = caseIdOf(id, 0n, hall.deployment);
    parties = { client: client.address, developer: developer.address };
    await client.escrow("fundSigned", [terms, 1n, await developer.signTerms(terms)], ETHER + 7n);
    await developer.escrow("submit", [terms, 0n, digest("work")]);
    const deposit = await hall.chain.readContract({
      ...court(),
      functionName: "depositFor",
      args: [ETHER + 7n, zeroAddress],
    });
    await client.escrow("dispute", [terms, 0n, "", digest("claim")], deposit);
    await developer.court("answer", [caseId, "", digest("answer")], deposit);
  }

  type Sitting = { seat: bigint; actor: Actor };
  const byAddress = (address: string): Actor => {
    const found = bench.find((arbiter) => arbiter.address.toLowerCase() === address.toLowerCase());
    if (!found) throw new Error(`Nobody of the bench lives at ${address}.`);
    return found;
  };
  const place = (round: number, { seat, actor }: Sitting) => ({
    caseId,
    round: BigInt(round),
    seat,
    arbiter: actor.address,
  });

  async function draw(): Promise<Sitting[]> {
    await wait(2 * DAY + 60);
    const { seedBlock } = await now();
    const block = await hall.chain.request({ method: "eth_getBlockByNumber", params: [`0x${seedBlock.toString(16)}`, false] });
    await anyone.court("draw", [caseId, parties, headerRlp(block as unknown as RpcBlock)]);
    return (await now()).panel.map(({ seat, arbiter }) => ({ seat, actor: byAddress(arbiter) }));
  }
  const commit = async (round: number, panel: Sitting[], votes: bigint[]) => {
    for (const [i, member] of panel.entries()) {
      const vote = votes[i] ?? 0n;
      await member.actor.court("commit", [caseId, member.seat, await member.actor.committing(place(round, member), vote)]);
    }
  };
  const reveal = async (round: number, panel: Sitting[], votes: bigint[]) => {
    for (const [i, member] of panel.entries()) {
      const salt = await member.actor.saltFor(place(round, member));
      await member.actor.court("reveal", [caseId, member.seat, votes[i] ?? 0n, salt]);
    }
  };

  /** Every round and member as the court itself tells them. */
  async function asTheCourt(): Promise<void> {
    await caughtUp(database, chain);
    const [kept, asked] = await Promise.all([db.prisma.case.findUniqueOrThrow({ where: { caseId } }), now()]);
    expect(kept.round).to.equal(Number(asked.round));
    for (let round = 1; round <= kept.round; round++) {
      const panel = await hall.chain.readContract({ ...court(), functionName: "panelOf", args: [caseId, BigInt(round)] });
      const members = await db.prisma.panelMember.findMany({ where: { caseId, round } });
      const standing = members.filter(({ slashedFor, vote }) => slashedFor === null || vote !== null);
      const votes = (list: { seat: bigint; vote: number | null }[]) => list.map(({ seat, vote }) => `${seat} ${vote}`).sort();
      expect(votes(standing), `round ${round}`).to.deep.equal(
        votes(
          panel
            .filter(({ isSlashed }) => !isSlashed)
            .map(({ seat, hasVoted, developerBps }) => ({ seat, vote: hasVoted ? Number(developerBps) : null })),
        ),
      );
    }
    const running = await db.prisma.caseRound.findUniqueOrThrow({ where: { caseId_round: { caseId, round: kept.round } } });
    expect([running.paidByClient !== null, running.paidByDeveloper !== null]).to.deep.equal([
      asked.paidByClient,
      asked.paidByDeveloper,
    ]);
  }

  it("follows three rounds: one ruled, one appealed, matched and failed, one final; and leaves no trace of what a reorg took back", async () => {
    const first = await draw();
    await commit(1, first, [7_000n, 6_500n, 9_000n]);
    await reveal(1, first, [7_000n, 6_500n, 9_000n]);
    await asTheCourt();
    const ruled = await db.prisma.case.findUniqueOrThrow({ where: { caseId } });
    expect([ruled.period, ruled.developerBps]).to.deep.equal(["Appeal", 7_000]);

    // An appeal for the developer is seen, drawn, and taken back by the chain.
    const snapshot = (await request("evm_snapshot")) as Hex;
    await anyone.court("appeal", [caseId, true], (await now()).appealDeposit);
    await draw();
    await asTheCourt();
    expect(await db.prisma.caseRound.count({ where: { caseId } }), "the control: it was there").to.equal(2);
    await request("evm_revert", [snapshot]);
    await request("evm_increaseTime", ["0x7"]);

    // In its place the client appeals and the developer matches.
    await client.court("appeal", [caseId, false], (await now()).appealDeposit);
    await developer.court("appeal", [caseId, true], (await now()).appealDeposit);
    await client.court("submitEvidence", [caseId, parties, "", digest("more")]);
    await asTheCourt();
    const second = await draw();
    const sealed = second.slice(0, 4);
    await commit(2, sealed, [5_000n, 5_000n, 5_000n, 5_000n]);
    const [shown] = sealed as [Sitting];
    await anyone.court("expose", [caseId, shown.seat, 5_000n, await shown.actor.saltFor(place(2, shown))]);
    await wait(DAY + 60);
    await anyone.court("pass", [caseId, parties]);
    await asTheCourt();
    await wait(DAY + 60);
    await anyone.court("pass", [caseId, parties]);
    await asTheCourt();
    const reasons = async () =>
      (await db.prisma.panelMember.findMany({ where: { caseId }, select: { slashedFor: true } }))
        .map(({ slashedFor }) => slashedFor)
        .filter((why) => why !== null);
    expect(await reasons()).to.include.members(["exposed", "silent"]);

    const third = await draw();
    expect(third).to.have.length(15);
    const votes = third.map((_, i) => (i < 8 ? 6_000n : 8_000n));
    await commit(3, third, votes);
    await reveal(3, third, votes);
    await asTheCourt();
    await anyone.escrow("execute", [terms, 0n]);
    await anyone.court("reward", [[caseId]]);
    await anyone.court("reclaim", [caseId, parties]);
    await caughtUp(database, chain);

    const rounds = await db.prisma.caseRound.findMany({ where: { caseId }, orderBy: { round: "asc" } });
    expect(rounds.map(({ state, size, appellant, developerBps }) => [state, size, appellant, developerBps])).to.deep.equal([
      ["Ruled", 3, null, 7_000],
      ["Failed", 7, "client", null],
      ["Ruled", 15, null, 6_000],
    ]);
    // A vote more than 1,500 away lost its seat at the reward, in the first round as in the last.
    const far = await db.prisma.panelMember.findMany({ where: { caseId, slashedFor: "incoherent" } });
    expect(far.filter(({ round }) => round === 1).map(({ vote }) => vote)).to.deep.equal([9_000]);
    expect(far.filter(({ round }) => round === 3)).to.have.length(7);

    const { rows } = await db.pool.query<{ account: string; amount: string }>(
      "select account, amount from chain.credit where source = 'court'",
    );
    for (const { account, amount } of rows) {
      const owed = await hall.chain.readContract({ ...court(), functionName: "creditOf", args: [account as Hex] });
      expect(BigInt(amount), account).to.equal(owed);
    }
    expect(await dump(database)).to.deep.equal(await undisturbed(fresh, chain, lowerCase(hall.deployment)));
  });
});
