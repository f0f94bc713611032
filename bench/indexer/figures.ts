import type { Figure } from "../report.ts";
import type { Result } from "./contestants.ts";

export type Results = Record<string, Result>;

export const perSecond = ({ events, seconds }: Result): number => events / seconds;

/** Measured once beside Ponder tuned, on another machine: Subsquid's SDK is so much faster. */
const SUBSQUID = 2.45;

export function figuresOf(results: Results): Figure[] {
  const rate = (name: string) => (results[name] ? perSecond(results[name]) : Number.NaN);
  const full = results["ours, read models"];
  const share = rate("ours, read models") / rate("bare script, read models");
  const figures: Figure[] = [
    { name: "indexer.events-s", value: rate("ours, read models"), unit: "events/s", note: "with read models" },
    { name: "indexer.mirror-only.events-s", value: rate("ours, mirror only"), unit: "events/s" },
    { name: "indexer.share-of-floor", value: share, unit: "×", atLeast: 0.7, stretch: 0.9, note: "both with read models" },
  ];
  if (results["Ponder"] && results["Ponder, tuned"]) {
    const mirror = rate("ours, mirror only");
    const tuned = rate("Ponder, tuned");
    figures.push(
      {
        name: "indexer.vs-ponder",
        value: mirror / rate("Ponder"),
        unit: "×",
        atLeast: 20,
        stretch: 30,
        note: "same work: one row a log",
      },
      { name: "indexer.vs-ponder-tuned", value: mirror / tuned, unit: "×", atLeast: 7, stretch: 11 },
      {
        name: "indexer.vs-subsquid",
        value: mirror / (SUBSQUID * tuned),
        unit: "×",
        atLeast: 3,
        stretch: 4.5,
        note: "taken as 2.45 × Ponder tuned",
      },
      {
        name: "indexer.full-vs-ponder-tuned",
        value: rate("ours, read models") / tuned,
        unit: "×",
        note: "ours with read models and the bus, Ponder with one row a log",
      },
    );
  }
  if (full) {
    figures.push(
      {
        name: "indexer.cpu-us",
        value: (full.cpuSeconds / full.events) * 1e6,
        unit: "µs/event",
        atMost: 20,
        stretch: 12,
        note: "with read models",
      },
      { name: "indexer.peak-mb", value: full.peakMb, unit: "MB", atMost: 300, stretch: 200, note: "with read models" },
      { name: "indexer.bytes", value: full.bytes, unit: "bytes", note: "in Postgres, with read models and the bus" },
    );
  }
  return figures;
}
