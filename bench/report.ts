/**
 * What every bench prints: a table for a person, then one JSON line a figure for a machine. A bench reports and never
 * hides: a missed target is a line like any other, and no reason to end badly.
 */
import { say, table } from "../scripts/local/screen.ts";

export type Figure = {
  /** Unique among all benches, as in `gas.fund.eth`. */
  name: string;
  value: number;
  /** As in "gas", "ms", "events/s". */
  unit: string;
  /** The target: one of the two, or none where the figure is only watched. */
  atMost?: number;
  atLeast?: number;
  /** Better than the target, in the target's direction. */
  stretch?: number;
  /** What the best comparable product does. */
  peer?: number;
  /** What exactly was measured, where the name leaves room. */
  note?: string;
};

const FEW = 100;

/** Whole numbers from a hundred on, three digits below; thousands apart. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= FEW) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

/** Whether the figure is as good as it should be; undefined where there is nothing to hold it against. */
export function holds({ value, atMost, atLeast }: Figure, bar = atMost ?? atLeast): boolean | undefined {
  if (bar === undefined || (atMost === undefined && atLeast === undefined)) return undefined;
  return atMost === undefined ? value >= bar : value <= bar;
}

/** In a word: where the figure stands between the target and the stretch. */
export function verdict(figure: Figure): string {
  const target = figure.atMost ?? figure.atLeast;
  if (target === undefined) return "";
  if (!holds(figure)) return `misses by ${written(Math.abs(figure.value - target))}`;
  return figure.stretch !== undefined && holds(figure, figure.stretch) ? "stretch" : "ok";
}

function targetOf({ atMost, atLeast }: Figure): string {
  if (atMost !== undefined) return `≤ ${written(atMost)}`;
  return atLeast === undefined ? "" : `≥ ${written(atLeast)}`;
}

export function report(bench: string, figures: readonly Figure[]): void {
  const optional = (value: number | undefined) => (value === undefined ? "" : written(value));
  const rows = figures.map((figure) => [
    figure.name,
    written(figure.value),
    figure.unit,
    targetOf(figure),
    optional(figure.stretch),
    optional(figure.peer),
    verdict(figure),
    figure.note ?? "",
  ]);
  say(`\n${table([["figure", "value", "unit", "target", "stretch", "best peer", "", ""], ...rows])}\n`);
  for (const { note: _, ...figure } of figures) say(JSON.stringify({ bench, ...figure }));
}
