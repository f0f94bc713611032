/** One visit with a slow phone on a slow line: what it saw, how it moved, what came over the wire. */
import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext, CDPSession, Page } from "playwright-core";

/** Lighthouse's "slow 4G" as DevTools throttles it: 150 ms there and back, 1.6 Mbit/s. */
const slow4G = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1_638.4 * 1_024 * 0.9) / 8,
  uploadThroughput: (750 * 1_024 * 0.9) / 8,
};
const CPU_SLOWDOWN = 4;

type Shift = { at: number; value: number; of: string };
type Seen = { lcp: number; lcpOf: string; shifts: Shift[]; slowest: number; slowestOf: string };

// Text, because it runs in the page, whose types these are not.
const observe = `{
  const seen = (window.seenByBench = { lcp: 0, lcpOf: "", shifts: [], slowest: 0, slowestOf: "" });
  const each = (type, more, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  const named = (node) => node ? (node.localName || node.nodeName) + (node.textContent ? " “" + node.textContent.trim().slice(0, 40) + "”" : "") : "";
  each("largest-contentful-paint", {}, (entry) => { seen.lcp = entry.startTime; seen.lcpOf = named(entry.element); });
  each("layout-shift", {}, (entry) => {
    if (entry.hadRecentInput) return;
    const of = entry.sources.map(({ node }) => named(node)).join(", ");
    seen.shifts.push({ at: entry.startTime, value: entry.value, of });
  });
  each("event", { durationThreshold: 16 }, (entry) => {
    if (!entry.interactionId || entry.duration <= seen.slowest) return;
    seen.slowest = entry.duration;
    seen.slowestOf = entry.name + " on " + named(entry.target);
  });
}`;

/** The worst window of shifts that follow within a second of each other, as web-vitals counts. */
function cumulated(shifts: readonly Shift[]): number {
  let worst = 0;
  let sum = 0;
  let first = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, value } of shifts) {
    if (at - last > 1_000 || at - first > 5_000) {
      sum = 0;
      first = at;
    }
    last = at;
    sum += value;
    worst = Math.max(worst, sum);
  }
  return worst;
}

const furthest = (shifts: readonly Shift[]): string => shifts.toSorted((a, b) => b.value - a.value)[0]?.of ?? "";

/** Bytes as they came over the wire, compressed. */
async function weigh(session: CDPSession): Promise<{ bytes: () => number; scripts: () => number }> {
  const kinds = new Map<string, string>();
  let bytes = 0;
  let scripts = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => void kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (kinds.get(requestId) === "Script") scripts += encodedDataLength;
  });
  await session.send("Network.enable");
  return { bytes: () => bytes, scripts: () => scripts };
}

export type Visit = {
  lcp: number;
  lcpOf: string;
  cls: number;
  /** What moved furthest at once. */
  clsOf: string;
  /** The slowest answer to a press or a key; null when nothing was pressed. */
  inp: number | null;
  inpOf: string;
  bytes: number;
  scripts: number;
};

export async function visit(context: BrowserContext, url: string, use?: (page: Page) => Promise<void>): Promise<Visit> {
  const page = await context.newPage();
  try {
    await page.addInitScript(observe);
    const session = await context.newCDPSession(page);
    const weight = await weigh(session);
    await session.send("Network.emulateNetworkConditions", slow4G);
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await page.goto(url, { timeout: 60_000 });
    await page.waitForLoadState("networkidle");
    await sleep(500);
    const [bytes, scripts] = [weight.bytes(), weight.scripts()];
    const { lcp, lcpOf } = await seenBy(page);
    await use?.(page);
    const { shifts, slowest, slowestOf } = await seenBy(page);
    return {
      lcp,
      lcpOf,
      cls: cumulated(shifts),
      clsOf: furthest(shifts),
      inp: use ? slowest : null,
      inpOf: slowestOf,
      bytes,
      scripts,
    };
  } finally {
    await page.close();
  }
}

const seenBy = (page: Page): Promise<Seen> => page.evaluate<Seen>("window.seenByBench");
