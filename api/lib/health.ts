/** Two questions: is the process alive, and should a balancer send people here. */
import { Router } from "express";
import type { Database } from "#db";
import type { ChainNode } from "./chain-node.ts";

type Part = { ok: boolean; [fact: string]: unknown };
export type Report = { status: "ready" | "degraded" | "unready"; parts: Record<string, Part> };

export type Health = { report(): Promise<Report>; drain(): void };

/** The mirror may be this far behind the node's head before we say so. */
const MAX_LAG_BLOCKS = 20n;
/** Several balancers asking at once are one question. */
const FRESH = 500;

type Options = { database: Database; chain: ChainNode; chainId: number };

const within = <T>(work: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

const part = async (look: () => Promise<Record<string, unknown>>): Promise<Part> => {
  try {
    return { ok: true, ...(await within(look(), 2_000)) };
  } catch {
    return { ok: false };
  }
};

export function openHealth({ database: { prisma }, chain, chainId }: Options): Health {
  let isDraining = false;
  let known: { at: number; report: Promise<Report> } | undefined;

  const look = async (): Promise<Report> => {
    const [db, rpc, mirror] = await Promise.all([
      part(async () => {
        await prisma.$queryRaw`select 1`;
        return {};
      }),
      part(async () => ({ block: (await chain.head()).number.toString() })),
      part(async () => {
        const cursor = await prisma.cursor.findUniqueOrThrow({ where: { chainId } });
        return { block: cursor.block.toString() };
      }),
    ]);
    const lag = rpc.ok && mirror.ok ? BigInt(String(rpc.block)) - BigInt(String(mirror.block)) : null;
    const indexer = { ...mirror, ok: mirror.ok && (lag === null || lag <= MAX_LAG_BLOCKS), lag: lag?.toString() ?? null };
    const parts = { db, rpc, indexer };
    // Without node or indexer people can still read, write and sign in: sent away they could do nothing.
    const status = isDraining || !db.ok ? "unready" : rpc.ok && indexer.ok ? "ready" : "degraded";
    return { status, parts: isDraining ? { ...parts, draining: { ok: false } } : parts };
  };

  return {
    report: () => {
      if (known === undefined || Date.now() - known.at > FRESH) known = { at: Date.now(), report: look() };
      return known.report;
    },
    drain: () => {
      isDraining = true;
      known = undefined;
    },
  };
}

export function healthRoutes(health: Health): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("cache-control", "no-store").json({ status: "alive" });
  });
  router.get("/readyz", async (_request, response) => {
    const report = await health.report();
    response
      .set("cache-control", "no-store")
      .status(report.status === "unready" ? 503 : 200)
      .json(report);
  });
  return router;
}
