/** The mirror of the real contracts, against what the contracts themselves answer. */
import { expect } from "chai";
import { type Address, type Hex, keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { courtAbi, escrowAbi, reputationAbi, tokenAbi } from "#core/chain/abi.ts";
import { headerRlp, type RpcBlock } from "#core/chain/header.ts";
import {
  agreementId,
  amendmentTypedData,
  caseId as caseIdOf,
  milestoneStates,
  packConfig,
  unpackConfig,
  type Terms,
} from "#core/chain/terms.ts";
import { events, type Topic } from "#core/events.ts";
import { type Database, openDb } from "#db";
import { deploy } from "../../../scripts/deploy.ts";
import { type Actor, actorIn } from "../../../scripts/lib/actor.ts";
import { type Hall, openHall } from "../../../scripts/lib/hall.ts";
import { withClient } from "../../../prisma/server.ts";
import { aChain, type TestChain } from "../../support/chain.ts";
import { caughtUp, type Mirror, startMirror } from "../../support/mirror.ts";
import { aDatabase, type TestDatabase } from "../../support/postgres.ts";

const DAY = 86_400;
const ETHER = 10n ** 18n;
const digest = (text: string): Hex => keccak256(stringToHex(text));

describe("the mirror of the contracts", function () {
  this.timeout(180_000);
  let chain: TestChain;
  let hall: Hall;
  let database: TestDatabase;
  let db: Database;
  let mirror: Mirror;
  const ids: Hex[] = [];

  before(async () => {
    [chain, database] = await Promise.all([aChain(), aDatabase()]);
    const deployment = await deploy({ rpcUrl: chain.rpcUrl });
    hall = openHall({ apiUrl: "http://127.0.0.1:1", rpcUrl: chain.rpcUrl, deployment });
    db = openDb(database.apiUrl);
    mirror = startMirror({ database, rpcUrl: chain.rpcUrl, rpcWsUrl: chain.rpcWsUrl, deployment: lowerCase(deployment) });

    await aMixedRun(hall, chain, ids);
    await caughtUp(database, chain);
  });
  after(async () => {
    await mirror.stop();
    await db.close();
    await database.drop();
    await chain.stop();
  });

  const escrow = () => ({ address: hall.deployment.escrow, abi: escrowAbi }) as const;
  const court = () => ({ address: hall.deployment.court, abi: courtAbi }) as const;

  it("knows of every milestone what Escrow says of it", async () => {
    for (const id of ids) {
      const kept = await db.prisma.escrowAgreement.findUniqueOrThrow({ where: { id } });
      const [funded, accepted, cancelled] = await hall.chain.readContract({
        ...escrow(),
        functionName: "agreementOf",
        args: [id],
      });
      expect({ funded: BigInt(kept.funded), accepted: kept.accepted, cancelled: kept.cancelled }).to.deep.equal({
        funded,
        accepted,
        cancelled,
      });

      for (const milestone of await db.prisma.milestone.findMany({ where: { agreementId: id } })) {
        const lane = { ...escrow(), functionName: "laneOf", args: [id, BigInt(milestone.index)] } as const;
        const [state, clock] = await hall.chain.readContract(lane);
        const where = `${id} ${milestone.index}`;
        expect(milestone.state, where).to.equal(milestoneStates[state]);
        expect(BigInt((milestone.clock?.getTime() ?? 0) / 1_000), where).to.equal(clock);
      }
    }
  });

  it("keeps the law of every agreement: what was funded was paid, was charged, moved on or is held", async () => {
    const sums = await db.pool.query<{ funded: string; found: string }>(
      `select sum(m.amount) filter (where m.index < a.funded) as funded,
         sum(m.to_developer + m.to_client + m.fee + m.to_next + m.locked) as found
       from chain.escrow_agreement a join chain.milestone m on m.agreement_id = a.id group by a.id`,
    );
    expect(sums.rows.length).to.equal(ids.length);
    for (const { funded, found } of sums.rows) expect(found).to.equal(funded);
  });

  it("knows which agreement took another's place, and which milestones share a case", async () => {
    const [old, next] = [ids[4] as Hex, ids[5] as Hex];
    const line = await db.prisma.escrowAgreement.findMany({
      where: { id: { in: [old, next] } },
      orderBy: { createdBlock: "asc" },
    });
    const shared = await db.prisma.milestone.findMany({
      where: { caseId: caseIdOf(old, 0n, hall.deployment) },
      orderBy: { index: "asc" },
    });
    const moved = await db.prisma.movement.findFirstOrThrow({ where: { agreementId: old, kind: "amended" } });
    const left = await db.prisma.milestone.aggregate({ where: { agreementId: old }, _sum: { toNext: true } });

    expect(line.map(({ previous, next: after }) => [previous, after])).to.deep.equal([
      [zeroHash, next],
      [old, null],
    ]);
    expect(shared.map(({ index }) => index)).to.deep.equal([0, 2]);
    expect(left._sum.toNext?.toFixed()).to.equal(moved.amount.toFixed());
  });

  it("agrees with the contracts' balances to the last unit", async () => {
    for (const token of [zeroAddress, hall.deployment.token as Address]) {
      const { rows } = await db.pool.query<{ held: string }>(
        `select (select coalesce(sum(m.locked), 0) from chain.milestone m join chain.escrow_agreement a on a.id = m.agreement_id where a.token = $1)
           + (select coalesce(sum(amount), 0) from chain.credit where source = 'escrow' and token = $1) as held`,
        [token.toLowerCase()],
      );
      const fees = await hall.chain.readContract({ ...escrow(), functionName: "feesOf", args: [token] });
      const balance =
        token === zeroAddress
          ? await hall.chain.getBalance({ address: hall.deployment.escrow })
          : await hall.chain.readContract({
              address: token,
              abi: tokenAbi,
              functionName: "balanceOf",
              args: [hall.deployment.escrow],
            });
      expect(BigInt(rows[0]?.held ?? 0) + fees, token).to.equal(balance);
    }
  });

  it("knows credits, seats, panels and rulings as Court does", async () => {
    for (const credit of await db.prisma.credit.findMany({ where: { source: "court" } })) {
      const owed = await hall.chain.readContract({ ...court(), functionName: "creditOf", args: [credit.account as Address] });
      expect(BigInt(credit.amount.toFixed()), credit.account).to.equal(owed);
    }
    const cases = await db.prisma.case.findMany();
    expect(cases.map(({ period, reason }) => `${period} ${reason}`).sort()).to.deep.equal([
      "Executed Median",
      "Executed Settled",
      "Executed Settled",
      "Executed Unanswered",
      "Executed Unanswered",
    ]);
    for (const one of cases) {
      const asked = await hall.chain.readContract({ ...court(), functionName: "caseOf", args: [one.caseId as Hex] });
      const panel = await db.prisma.panelMember.findMany({ where: { caseId: one.caseId } });
      const agreement = await db.prisma.escrowAgreement.findUniqueOrThrow({ where: { id: one.agreementId } });
      expect(one.claimant).to.equal(asked.byDeveloper ? agreement.developer : agreement.client);
      expect(BigInt(one.deposit.toFixed())).to.equal(asked.deposit);
      expect(BigInt(one.developerBps ?? -1)).to.equal(asked.developerBps);
      expect(panel.map(({ seat, vote }) => `${seat} ${vote}`).sort()).to.deep.equal(
        asked.panel.map(({ seat, developerBps }) => `${seat} ${developerBps}`).sort(),
      );
    }
    const seats = await db.prisma.seat.count({ where: { leftAt: null } });
    const [, owners] = await hall.chain.readContract({ ...court(), functionName: "bench" });
    expect(BigInt(seats)).to.equal(owners);
  });

  it("knows everybody's standing as Reputation does", async () => {
    const standings = await db.prisma.standing.findMany();
    expect(standings.length).to.be.greaterThan(1);
    for (const { account, experience, completed, won, lost } of standings) {
      const asked = await hall.chain.readContract({
        address: hall.deployment.reputation,
        abi: reputationAbi,
        functionName: "standingOf",
        args: [account as Address],
      });
      expect({ experience: BigInt(experience.toFixed()), completed, won, lost }).to.deep.equal({
        experience: asked.experience,
        completed: asked.completed,
        won: asked.won,
        lost: asked.lost,
      });
    }
  });

  it("tells of every event in the words of the bus", async () => {
    const told = await withClient(database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ topic: Topic; payload: unknown }>(
        "select topic, payload from bus.outbox order by xid, seq",
      );
      return rows;
    });
    for (const { topic, payload } of told) {
      const parsed = events[topic].strict().safeParse(payload);
      expect(parsed.error?.issues, `${topic} ${JSON.stringify(payload)}`).to.equal(undefined);
      expect(parsed.data, topic).to.deep.equal(payload);
    }
    const topics = new Set(told.map(({ topic }) => topic));
    for (const topic of Object.keys(events) as Topic[]) {
      if (!/^(escrow|court|reputation)\./.test(topic) || missing.has(topic)) continue;
      expect(topics, topic).to.include(topic);
    }
  });
});

/** Nobody here refuses his money; appeals have a test of their own. */
const missing = new Set<Topic>([
  "court.appealed",
  "court.exposed",
  "court.matched",
  "court.round-failed",
  "escrow.credited",
  "escrow.withdrawn",
]);

const lowerCase = <T extends object>(deployment: T): never =>
  JSON.parse(JSON.stringify(deployment), (_, value) => (typeof value === "string" ? value.toLowerCase() : value)) as never;

/** A little of everything: both coins, every way out of a milestone, a dispute judged, one unanswered and one settled. */
async function aMixedRun(hall: Hall, chain: TestChain, ids: Hex[]): Promise<void> {
  const [client, developer, anyone] = [1, 2, 3].map((index) => actorIn(hall, index)) as [Actor, Actor, Actor];
  const arbiters = Array.from({ length: 10 }, (_, i) => actorIn(hall, 10 + i));
  for (const arbiter of arbiters) await arbiter.court("takeSeat", [], ETHER);
  await pass(chain, 2 * 3_600);

  const draft = async (amounts: bigint[], token: Address = zeroAddress): Promise<Terms> => {
    const { timestamp } = await hall.chain.getBlock({ blockTag: "latest" });
    const now = Number(timestamp);
    const terms = {
      client: client.address,
      developer: developer.address,
      token,
      court: hall.deployment.court,
      config: packConfig({ feeBps: 100, reviewPeriod: 3 * DAY, signBy: now + DAY, nonce: BigInt(ids.length) }),
      previous: zeroHash,
      brief: digest("brief"),
      milestones: amounts.map((amount) => ({ amount, due: now + 60 * DAY })),
    };
    ids.push(agreementId(terms, hall.deployment));
    return terms;
  };
  const total = (terms: Terms, count = terms.milestones.length) =>
    terms.milestones.slice(0, count).reduce((sum, { amount }) => sum + amount, 0n);

  // In the coin, signed: delivered, changed, delivered again, released in part and whole; refunded; disputed and judged.
  const first = await draft([3n * ETHER + 7n, ETHER, 2n * ETHER + 1n, ETHER]);
  await client.escrow("fundSigned", [first, 3n, await developer.signTerms(first)], total(first, 3));
  await client.escrow("fund", [first, 1n], ETHER);
  await developer.escrow("submit", [first, 0n, digest("one")]);
  await client.escrow("requestChanges", [first, 0n, digest("change")]);
  await developer.escrow("submit", [first, 0n, digest("two")]);
  await client.escrow("releasePart", [first, 0n, ETHER + 3n]);
  await client.escrow("release", [first, 0n]);
  await developer.escrow("refund", [first, 1n]);
  await developer.escrow("submit", [first, 2n, digest("three")]);
  await judge(hall, chain, { terms: first, index: 2n, client, developer, arbiters, anyone });
  await client.escrow("release", [first, 3n]);

  // An offer taken back, and one that is accepted later and released by anyone.
  const second = await draft([ETHER, ETHER]);
  await client.escrow("fund", [second, 2n], total(second));
  await client.escrow("cancel", [second]);
  const third = await draft([5n * ETHER]);
  await client.escrow("fund", [third, 1n], total(third));
  await developer.escrow("accept", [third]);
  await developer.escrow("submit", [third, 0n, digest("four")]);
  await pass(chain, 4 * DAY);
  await anyone.escrow("release", [third, 0n]);

  // In the token: settled; disputed and settled; disputed and never answered.
  const token = hall.deployment.token as Address;
  const fourth = await draft([1_000n * ETHER, 777n, 10n * ETHER], token);
  await client.token?.("mint", [client.address, total(fourth)]);
  await client.token?.("approve", [hall.deployment.escrow, total(fourth)]);
  await client.escrow("fundSigned", [fourth, 3n, await developer.signTerms(fourth)]);
  const settle = async (index: bigint, developerBps: bigint, terms = fourth) => {
    const deadline = BigInt(Number((await hall.chain.getBlock({ blockTag: "latest" })).timestamp) + DAY);
    const [state, clock, , released] = await hall.chain.readContract({
      address: hall.deployment.escrow,
      abi: escrowAbi,
      functionName: "laneOf",
      args: [agreementId(terms, hall.deployment), index],
    });
    const remaining = (terms.milestones[Number(index)]?.amount ?? 0n) - released;
    const agreement = agreementId(terms, hall.deployment);
    const settlement = { agreement, index, developerBps, state, clock, remaining, deadline };
    await client.escrow("settle", [terms, index, developerBps, deadline, "0x", await developer.signSettlement(settlement)]);
  };
  await settle(0n, 3_333n);
  await developer.escrow("submit", [fourth, 1n, digest("five")]);
  await dispute(hall, fourth, 1n, client);
  await settle(1n, 5_001n);
  const silent = await dispute(hall, fourth, 2n, developer);
  await pass(chain, 6 * DAY);
  const parties = { client: client.address, developer: developer.address };
  await anyone.court("pass", [silent, parties]);
  await anyone.escrow("execute", [fourth, 2n]);
  await anyone.court("reclaim", [silent, parties]);

  // Two milestones in one case that nobody answers; what is not disputed moves into new Terms, a part of it released.
  const fifth = await draft([10n, 20n, 30n, 40n]);
  await client.escrow("fundSigned", [fifth, 4n, await developer.signTerms(fifth)], total(fifth));
  await client.escrow("releasePart", [fifth, 1n, 5n]);
  const stake = await hall.chain.readContract({
    address: hall.deployment.court,
    abi: courtAbi,
    functionName: "depositFor",
    args: [40n, zeroAddress],
  });
  await developer.escrow("disputeTogether", [fifth, 0b101n, "", digest("both")], stake);
  const sixth = { ...(await draft([50n, 7n])), previous: ids[4] as Hex };
  ids[5] = agreementId(sixth, hall.deployment);
  await amendInto(hall, { old: fifth, terms: sixth, client, developer });
  await pass(chain, 4 * DAY);
  await anyone.court("pass", [caseIdOf(ids[4] as Hex, 0n, hall.deployment), parties]);
  await anyone.escrow("execute", [fifth, 2n]);
  await client.escrow("release", [sixth, 0n]);

  // A claim that is answered out of the milestone, and then settled.
  const seventh = await draft([ETHER]);
  seventh.config = packConfig({ ...unpackConfig(seventh.config), allowsAdvance: true });
  ids[6] = agreementId(seventh, hall.deployment);
  await client.escrow("fundSigned", [seventh, 1n, await developer.signTerms(seventh)], ETHER);
  await developer.escrow("submit", [seventh, 0n, digest("six")]);
  await dispute(hall, seventh, 0n, client);
  await developer.escrow("answerFromLocked", [seventh, 0n, await depositOf(hall, seventh)]);
  await settle(0n, 5_000n, seventh);
}

type Amended = { old: Terms; terms: Terms; client: Actor; developer: Actor };

async function amendInto(hall: Hall, { old, terms, client, developer }: Amended): Promise<void> {
  const deadline = BigInt(Number((await hall.chain.getBlock({ blockTag: "latest" })).timestamp) + DAY);
  const [word, moved, needed] = await hall.chain.readContract({
    address: hall.deployment.escrow,
    abi: escrowAbi,
    functionName: "amendmentOf",
    args: [old, terms, 1n, deadline],
  });
  const [agreement, next] = [old, terms].map((each) => agreementId(each, hall.deployment)) as [Hex, Hex];
  const amendment = { agreement, next, word, moved, funded: 1n, deadline };
  const signed = await developer.account.signTypedData(amendmentTypedData(amendment, hall.deployment));
  await client.escrow("amend", [old, terms, 1n, deadline, "0x", signed], needed > moved ? needed - moved : 0n);
}

async function pass(chain: TestChain, seconds: number): Promise<void> {
  await chain.cheats.request({ method: "evm_increaseTime", params: [`0x${seconds.toString(16)}`] } as never);
  await chain.cheats.request({ method: "evm_mine", params: [] } as never);
}

const depositOf = (hall: Hall, terms: Terms, index = 0n): Promise<bigint> =>
  hall.chain.readContract({
    address: hall.deployment.court,
    abi: courtAbi,
    functionName: "depositFor",
    args: [terms.milestones[Number(index)]?.amount ?? 0n, terms.token],
  });

async function dispute(hall: Hall, terms: Terms, index: bigint, by: Actor): Promise<Hex> {
  const deposit = await depositOf(hall, terms, index);
  await by.escrow("dispute", [terms, index, "", digest("evidence")], deposit);
  return caseIdOf(agreementId(terms, hall.deployment), index, hall.deployment);
}

type Judged = { terms: Terms; index: bigint; client: Actor; developer: Actor; arbiters: Actor[]; anyone: Actor };

async function judge(hall: Hall, chain: TestChain, { terms, index, client, developer, arbiters, anyone }: Judged): Promise<void> {
  const read = (id: Hex) =>
    hall.chain.readContract({ address: hall.deployment.court, abi: courtAbi, functionName: "caseOf", args: [id] });
  const id = await dispute(hall, terms, index, client);
  await developer.court("answer", [id, "", digest("answer")], (await read(id)).deposit);
  const parties = { client: client.address, developer: developer.address };
  await client.court("submitEvidence", [id, parties, "", digest("more")]);
  await pass(chain, 3 * DAY + 60);
  const { seedBlock } = await read(id);
  const block = await hall.chain.request({ method: "eth_getBlockByNumber", params: [`0x${seedBlock.toString(16)}`, false] });
  await anyone.court("draw", [id, parties, headerRlp(block as unknown as RpcBlock)]);

  const panel = (await read(id)).panel.map(({ seat, arbiter }) => ({
    seat,
    actor: arbiters.find(({ address }) => address.toLowerCase() === arbiter.toLowerCase()) as Actor,
  }));
  const place = ({ seat, actor }: (typeof panel)[number]) => ({ caseId: id, round: 1n, seat, arbiter: actor.address });
  const votes = [7_000n, 8_000n, 2_000n];
  for (const [i, member] of panel.entries()) {
    await member.actor.court("commit", [id, member.seat, await member.actor.committing(place(member), votes[i] ?? 0n)]);
  }
  for (const [i, member] of panel.entries()) {
    await member.actor.court("reveal", [id, member.seat, votes[i] ?? 0n, await member.actor.saltFor(place(member))]);
  }
  await pass(chain, 3 * DAY + 60);
  await anyone.court("pass", [id, parties]);
  await anyone.escrow("execute", [terms, index]);
  await anyone.court("reward", [[id]]);
  await anyone.court("reclaim", [id, parties]);
  await client.court("withdraw", [client.address]);
}
