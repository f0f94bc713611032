/** Rows of the mirror as the indexer would write them, for tests of those who read them. */
import { unpackConfig } from "#core/chain/terms.ts";
import type { MilestoneState } from "#core/features/agreements.ts";
import { type Db, openDb } from "#db";
import type { ChainPoint, Payload, Topic } from "#core/events.ts";
import { publish } from "#outbox";
import { accountAt, randomHash, type TestApi } from "./api.ts";

export type OnChain = Awaited<ReturnType<typeof openMirror>>;

/** Writes with the indexer's own role. */
export async function openMirror(api: TestApi) {
  const opened = openDb(api.database.indexerUrl, { connections: 2 });
  const { prisma } = opened;
  return { prisma, close: () => opened.close(), ...builders(prisma, api) };
}

type FundedOptions = { accepted?: boolean; states?: MilestoneState[]; clock?: Date | null };

const builders = (mirror: Db, api: TestApi) => {
  const head = (block: bigint, final = block) =>
    mirror.cursor.upsert({
      where: { chainId: 31_337 },
      create: {
        chainId: 31_337,
        block,
        hash: randomHash(),
        at: api.clock.at,
        final,
        genesisHash: randomHash(),
        deployment: "test",
      },
      update: { block, final, at: api.clock.at },
    });

  /** As if its client had funded all of it. */
  const funded = async (id: string, { accepted = true, states, clock = null }: FundedOptions = {}) => {
    const drawn = await api.deps.database.prisma.agreement.findUniqueOrThrow({ where: { id } });
    const { chainId, escrow, client, developer, token, court, config, previous, brief } = drawn;
    const { feeBps, reviewPeriod } = unpackConfig(BigInt(config.toFixed()));
    const plan = drawn.milestones as { amount: string; due: string }[];
    const terms = { chainId, escrow, client, developer, token, court, config, previous, brief };
    await mirror.escrowAgreement.create({
      data: {
        id,
        ...terms,
        feeBps,
        reviewPeriod,
        funded: plan.length,
        accepted,
        createdAt: api.clock.at,
        createdBlock: 1n,
        txHash: randomHash(),
      },
    });
    await mirror.milestone.createMany({
      data: plan.map(({ amount, due }, index) => {
        const state = states?.[index] ?? "Funded";
        const isHeld = state === "Funded" || state === "Submitted" || state === "Disputed";
        return {
          agreementId: id,
          index,
          chainId,
          amount,
          due: new Date(Number(due) * 1000),
          state,
          clock,
          locked: isHeld ? amount : 0,
        };
      }),
    });
  };

  /** A case over one milestone, with these test accounts on its panel. */
  const disputed = async (id: string, index: number, panel: number[], period = "Commit") => {
    const { chainId, client, developer } = await mirror.escrowAgreement.findUniqueOrThrow({ where: { id } });
    const caseId = randomHash();
    const later = new Date(api.clock.at.getTime() + 3_600_000);
    await mirror.case.create({
      data: {
        caseId,
        chainId,
        agreementId: id,
        index,
        claimant: client,
        respondent: developer,
        atStake: 1,
        deposit: 1,
        period,
        round: 1,
        answerBy: later,
        evidenceBy: later,
        commitBy: later,
        openedAt: api.clock.at,
      },
    });
    await mirror.caseRound.create({
      data: {
        caseId,
        round: 1,
        chainId,
        size: 3,
        state: "Running",
        evidenceBy: later,
        seedBlock: 1n,
        commitBy: later,
        beganAt: api.clock.at,
      },
    });
    await mirror.milestone.update({
      where: { agreementId_index: { agreementId: id, index } },
      data: { state: "Disputed", caseId, clock: api.clock.at },
    });
    await mirror.panelMember.createMany({
      data: panel.map((account, seat) => ({
        caseId,
        round: 1,
        seat: BigInt(seat + 1),
        chainId,
        arbiter: accountAt(account).address.toLowerCase(),
      })),
    });
    return caseId;
  };

  /** Its running round has ruled, and may be appealed until then; in `block`. */
  const ruledFor = async (caseId: string, developerBps: number, appealBy: Date, block = 1n) => {
    await mirror.case.update({ where: { caseId }, data: { period: "Appeal", developerBps, appealBy } });
    await mirror.caseRound.updateMany({
      where: { caseId, state: "Running" },
      data: { state: "Ruled", developerBps, appealBy, endedAt: api.clock.at, endedBlock: block },
    });
  };

  /** The next round, which this side appealed for. */
  const appealed = async (caseId: string, appellant: "client" | "developer", by: string, evidenceBy: Date) => {
    const { round, chainId, deposit } = await mirror.case.findUniqueOrThrow({ where: { caseId } });
    const next = { round: round + 1, evidenceBy, seedBlock: 9n };
    await mirror.case.update({ where: { caseId }, data: { ...next, period: "Evidence", appealBy: null, commitBy: null } });
    await mirror.caseRound.create({
      data: {
        ...next,
        caseId,
        chainId,
        size: 7,
        state: "Running",
        appellant,
        price: deposit.mul(2),
        ...(appellant === "client" ? { paidByClient: by } : { paidByDeveloper: by }),
        beganAt: api.clock.at,
      },
    });
  };

  /** As many people in the court, one seat each. */
  const seated = (accounts: readonly number[]) =>
    mirror.seat.createMany({
      data: accounts.map((account) => ({
        chainId: 31_337,
        seat: BigInt(account),
        arbiter: accountAt(account).address.toLowerCase(),
        takenAt: api.clock.at,
      })),
    });

  /** One event of a milestone's history. */
  const moved = (id: string, index: number, kind: string, block: bigint) =>
    mirror.movement.create({
      data: {
        chainId: 31_337,
        block,
        logIndex: Number.parseInt(randomHash().slice(2, 8), 16),
        txHash: randomHash(),
        agreementId: id,
        kind,
        index,
        token: "0x",
        amount: 0,
        fee: 0,
        at: api.clock.at,
      },
    });

  const closed = (id: string, index: number, state: MilestoneState) =>
    mirror.milestone.update({ where: { agreementId_index: { agreementId: id, index } }, data: { state, locked: 0 } });

  /** As if both had signed and the money had moved: `next` stands, drawn up before, with its first `count` funded. */
  const amended = async (id: string, next: string, count: number) => {
    const left = await mirror.milestone.findMany({ where: { agreementId: id, state: { in: ["Funded", "Submitted"] } } });
    for (const { index, locked } of left) {
      const where = { agreementId_index: { agreementId: id, index } };
      await mirror.milestone.update({ where, data: { state: "Amended", locked: 0, toNext: locked } });
    }
    await mirror.escrowAgreement.update({ where: { id }, data: { next } });
    const states = Array.from({ length: 12 }, (_, index) => (index < count ? "Funded" : "Unfunded") as MilestoneState);
    await funded(next, { states });
    // After the one before it.
    await mirror.escrowAgreement.update({ where: { id: next }, data: { funded: count, createdBlock: 2n } });
  };

  const told = (caseId: string, by: string, digest: string) =>
    mirror.evidence.create({
      data: {
        chainId: 31_337,
        block: 5n,
        logIndex: Number.parseInt(digest.slice(2, 8), 16),
        txHash: randomHash(),
        caseId,
        by,
        uri: "",
        digest,
        at: api.clock.at,
      },
    });

  /** A fact as the indexer tells it: the log and the outbox's row in one transaction. */
  const tell = async <T extends Topic>(topic: T, block: bigint, payload: Omit<Payload<T>, keyof ChainPoint>) => {
    const point = {
      chainId: 31_337,
      block: block.toString(),
      blockHash: randomHash(),
      txHash: randomHash(),
      logIndex: 0,
      at: api.clock.at.toISOString(),
    };
    await mirror.$transaction(async (tx) => {
      const log = { ...point, block, at: api.clock.at, contract: "escrow", name: topic, args: {} };
      await tx.log.create({ data: log });
      await publish(tx, topic, { ...point, ...payload } as unknown as Payload<T>);
    });
    return point;
  };

  return { head, funded, disputed, ruledFor, appealed, seated, moved, closed, amended, told, tell };
};
