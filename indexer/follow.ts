/** Follows one chain: finds where the mirror stands, reads on, goes back when the chain does. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Chain, Header } from "./chain.ts";
import { commit, type Mirror, settle } from "./commit.ts";
import { type Cursor, LostPlace, plantCursor, readCursor, takeTerm } from "./cursor.ts";
import { type Decoder, decoderFor } from "./decode.ts";
import { addressesOf, type Deployment, digestOf } from "./deployment.ts";
import type { Finality } from "./finality.ts";
import type { HeadBell } from "./head.ts";
import type { Log } from "./log.ts";
import { belowHole } from "./hole.ts";
import { project } from "./projections/index.ts";
import { Unseen } from "./projections/telling.ts";
import { type Providers, WrongChain } from "./providers.ts";
import { type Answer, type Range, type Read, type Reader, readerOf, Unreliable } from "./reader.ts";
import { findAncestor, lastMatching, rebuild, rewind, wipe } from "./rewind.ts";
import { openSpan, type Span } from "./span.ts";
import { RpcError } from "./rpc.ts";
import type { Sql, Writer } from "./sql.ts";
import type { Status } from "./status.ts";

export type Follow = {
  chainId: number;
  /** The local chain may be thrown away and begun again, and its node answers for itself. */
  isLocal: boolean;
  providers: Providers;
  writer: Writer;
  deployment: () => Promise<Deployment>;
  finality: () => Finality;
  bell: HeadBell;
  pollMs: number;
  status: Status;
  log: Log;
  signal: AbortSignal;
  /** So many blocks behind, each is proven by its receipts, however settled it is; further behind, ranges are asked twice. */
  nearBlocks?: number;
  /** Other projections than all of them. */
  project?: Mirror["project"];
  /** Whether this process still leads; asked in the transaction that takes the term. */
  leads?: (sql: Sql) => Promise<boolean>;
};

/** The mirror must not go on before a person has looked. */
class Refused extends Error {}

/** Resolves on abort. Everything that can pass is waited for; only a wrong chain id is thrown. */
export async function follow(options: Follow): Promise<void> {
  const { signal, status, log, pollMs, bell } = options;
  // Outlives the sessions: what a node refused once it will refuse again.
  const span = openSpan();
  let session: Session | undefined;
  // Until where the log was found to be as the chain is.
  let provenTo = -1;

  for (let failures = 0; !signal.aborted; ) {
    try {
      session ??= await resume(options, span);
      const hasMoved = await step(session).catch(async (error: unknown) => {
        if (!(error instanceof Unseen) || !session) throw error;
        if (provenTo < session.cursor.block && (await fillHole(session, error))) return true;
        provenTo = session.cursor.block;
        throw new Refused(
          `${error.message} The chain has no such event since the block at which the mirror begins: correct "block" in the deployments file.`,
        );
      });
      status.trouble = null;
      status.lookedAt = Date.now();
      failures = 0;
      if (!hasMoved) await bell.wait(pollMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof WrongChain) throw error;
      failures += 1;
      status.failures += 1;
      if (session && isOfChain(error)) options.providers.failed(session.chain);
      // After an error nobody knows what was committed: the cursor in the database does.
      session = undefined;
      const sentence = sentenceOf(error);
      if (error instanceof Refused || failures > 3) status.trouble = sentence;
      // 1st, 2nd, 4th, 8th, …: an outage of hours must not fill the disk.
      const isWorthALine = (failures & (failures - 1)) === 0;
      if (isWorthALine && error instanceof Refused) log.error({ failures, error: sentence }, "a person must look");
      else if (isWorthALine) log.warn({ failures, error: sentence }, "step failed, trying again");
      await sleep(Math.min(20 * 2 ** failures, options.isLocal ? 500 : 5_000), undefined, { signal }).catch(() => {});
    }
  }
}

const isOfChain = (error: unknown): boolean => error instanceof RpcError || error instanceof Unreliable;

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Session = Follow & {
  chain: Chain;
  cursor: Cursor;
  mirror: Mirror;
  decoder: Decoder;
  reader: Reader;
  base: Header;
  final: Finality;
  span: Span;
  /** When the database last confirmed that we lead. */
  confirmedAt: number;
};

async function resume(options: Follow, span: Span): Promise<Session> {
  const { chainId, writer, providers, status, log } = options;
  const chain = await providers.best();
  const deployment = await options.deployment();
  const base = await baseOf(chain, deployment);
  const identity = { genesisHash: deployment.genesisHash as string, deployment: digestOf(deployment) };

  let cursor = await writer.transact(async (sql) => {
    // Who was stopped and wakes up again must not take the term from the one that took over.
    if (options.leads && !(await options.leads(sql))) throw new LostPlace("Another indexer leads.");
    return takeTerm(sql, chainId);
  });
  const isOther = cursor && (cursor.genesisHash !== identity.genesisHash || cursor.deployment !== identity.deployment);
  if (cursor && isOther) {
    if (!options.isLocal) {
      throw new Refused(
        "The database mirrors another chain or deployment: give this one a database of its own, or empty schema chain.",
      );
    }
    log.warn({ block: cursor.block }, "new local chain, beginning again");
    await wipe(writer, chainId, cursor);
    cursor = undefined;
  }
  cursor ??= await writer.transact((sql) => plantCursor(sql, chainId, base, identity));

  const addresses = addressesOf(deployment);
  const decoder = decoderFor(addresses);
  const session: Session = {
    ...options,
    chain,
    cursor,
    mirror: { chainId, addresses, project: options.project ?? project },
    decoder,
    reader: readerOf(decoder, chainId),
    base,
    final: options.finality(),
    span,
    confirmedAt: performance.now(),
  };
  status.provider = chain.name;
  arrive(session, cursor);
  log.info({ block: cursor.block, provider: chain.name }, "following");
  return session;
}

/** The block before the first that is worth reading; it also proves that the deployment is of this very chain. */
async function baseOf(chain: Chain, deployment: Deployment): Promise<Header> {
  const [genesis, base] = await chain.headers([0, Math.max(0, deployment.block - 1)]);
  if (genesis?.hash !== deployment.genesisHash) {
    throw new Refused(
      "The deployments file names another chain than the node: deploy the contracts to this chain, or point RPC_URL at the other.",
    );
  }
  if (!base) throw new Unreliable(`The chain has not reached the block of the deployment, ${deployment.block}, yet.`);
  return base;
}

function arrive(session: Session, cursor: Cursor): void {
  session.cursor = cursor;
  session.final.forget(cursor.block);
  session.final.saw(cursor.block);
  Object.assign(session.status, { block: cursor.block, hash: cursor.hash, final: cursor.final });
}

/** One look at the chain. True when there may be more to do at once. */
async function step(session: Session): Promise<boolean> {
  const { chain, cursor, status, isLocal } = session;
  const { head, finalized } = await chain.head();
  status.head = head.number;
  const final = Math.max(cursor.final, session.final.final(head.number, finalized));
  // The local chain goes back as it likes: there the highest is not the best.
  if (!isLocal && session.providers.isBehind(chain, head.number)) {
    throw new Unreliable(`${chain.name} is behind another node, which is asked from now on.`);
  }

  if (head.hash === cursor.hash) return confirm(session, head, final);
  // Elsewhere a head below ours is a node that lags; a chain that really went back will grow past us.
  if (head.number < cursor.block && !isLocal) return false;
  if (head.number <= cursor.block) return goBack(session);

  const settledTo = Math.min(final, head.number);
  if (settledTo > cursor.block + (session.nearBlocks ?? windowBlocks)) return catchUp(session, settledTo);
  const to = Math.min(head.number, cursor.block + Math.min(windowBlocks, session.span.blocks()));
  const answer = await measured(session, { from: cursor.block + 1, to }, (range) =>
    session.reader.window(chain, range, cursor.hash as Header["hash"]),
  );
  if (answer === "forked") return goBack(session);
  await write(session, answer, final);
  return to < head.number;
}

/** As many blocks in one transaction, each proven by its receipts: few enough that a batch of their headers is one short request. */
const windowBlocks = 64;

async function confirm(session: Session, head: Header, final: number): Promise<boolean> {
  const settled = Math.min(final, head.number);
  if (settled > session.cursor.final) {
    arrive(session, await settle(session.writer, session.mirror, session.cursor, head, settled));
  } else if (performance.now() - session.confirmedAt > 1_000) {
    // Somebody else may lead by now, or the database be gone; who only looks at a silent chain would never notice.
    session.confirmedAt = performance.now();
    const stored = await session.writer.transact((sql) => readCursor(sql, session.chainId));
    if (stored?.term !== session.cursor.term) throw new LostPlace("Another indexer leads.");
  }
  return false;
}

async function write(session: Session, read: Read, final: number): Promise<void> {
  const { status } = session;
  const began = performance.now();
  arrive(session, await commit(session.writer, session.mirror, session.cursor, read, final));
  status.events += read.events.length;
  status.batches += 1;
  status.batchSeconds += (performance.now() - began) / 1_000;
  session.log.debug({ block: read.last.number, events: read.events.length }, "indexed");
}

/** Settled history, in ranges as long as the node gives; the next is read while one is written. */
async function catchUp(session: Session, to: number): Promise<boolean> {
  const { chain, reader, span, signal, status, log } = session;
  const second = await session.providers.second(chain);
  const read = (from: number, parent: string) =>
    measured(session, { from, to: Math.min(to, from + span.blocks() - 1) }, (range) =>
      reader.settled(chain, second, range, parent as Header["hash"]),
    );

  const progress = { at: performance.now(), events: 0, since: performance.now(), from: session.cursor.block };
  let next = read(session.cursor.block + 1, session.cursor.hash);
  // Its failure is met when it is awaited; on an abort nobody awaits it any more.
  next.catch(() => {});
  while (!signal.aborted) {
    const answer = await next;
    if (answer === "forked") return goBack(session);
    const { last } = answer;
    const isLast = last.number >= to;
    if (!isLast) {
      next = read(last.number + 1, last.hash);
      next.catch(() => {});
    }
    await write(session, answer, to);
    progress.events += answer.events.length;
    status.lookedAt = Date.now();
    const elapsed = performance.now() - progress.since;
    status.rate = Math.round((progress.events / elapsed) * 1_000);
    status.secondsLeft = Math.round((((to - last.number) / (last.number - progress.from)) * elapsed) / 1_000);
    if (performance.now() - progress.at > 1_000 || (isLast && progress.events > 10_000)) {
      progress.at = performance.now();
      const { rate, secondsLeft } = status;
      log.info({ block: last.number, to, left: to - last.number, rate, secondsLeft }, "catching up");
    }
    if (isLast) break;
  }
  Object.assign(status, { rate: 0, secondsLeft: null });
  return true;
}

/** Learns from each answer how much to ask for next. */
async function measured({ span }: Session, range: Range, read: (range: Range) => Promise<Answer>): Promise<Answer> {
  const began = performance.now();
  const answer = await read(range).catch((error: unknown) => {
    span.failed();
    throw error;
  });
  if (answer !== "forked") span.took(range, answer.events.length, performance.now() - began);
  return answer;
}

async function goBack(session: Session): Promise<boolean> {
  const { chain, writer, mirror, cursor, status, log } = session;
  const ancestor = await findAncestor(writer, chain, mirror.chainId);
  if (ancestor) {
    arrive(session, await rewind(writer, mirror, cursor, ancestor));
    status.rewinds += 1;
    log.info({ from: cursor.block, to: ancestor.number }, "rewound");
    return true;
  }
  // Is it still the same chain? If not, resuming finds out and begins again.
  const base = await baseOf(chain, await session.deployment());
  log.error({ block: cursor.block, final: cursor.final }, "reorg below final, rebuilding");
  await rebuildFrom(session, await lastMatching(writer, chain, mirror.chainId, base));
  return true;
}

/** @returns Whether there was one. */
async function fillHole(session: Session, { message }: Unseen): Promise<boolean> {
  const { chain, cursor, providers, chainId, log } = session;
  log.error({ block: cursor.block, error: message }, "the mirror lacks an event, comparing it with the chain");
  const second = await providers.second(chain);
  const ancestor = await belowHole({ ...session, chainId, second, upTo: cursor.block });
  if (!ancestor) return false;
  await rebuildFrom(session, ancestor);
  return true;
}

async function rebuildFrom(session: Session, ancestor: Header): Promise<void> {
  const { writer, mirror, cursor, decoder, status, log } = session;
  arrive(session, await rebuild(writer, mirror, { cursor, decoder, ancestor }));
  status.rebuilds += 1;
  log.info({ from: cursor.block, to: session.cursor.block }, "rebuilt");
}
