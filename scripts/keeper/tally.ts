/** What a keeper has done and how it fares: for Prometheus, and for whoever looks at a terminal. */
import { formatEther, formatGwei } from "viem";
import type { Duty } from "./config.ts";

/**
 * How an attempt ended. `done`: by us. `lost`: somebody else was first. `refused`: the contract says not yet, or never. `dear`: gas
 * costs more than the ceiling. `stuck`: sent, and still not in a block. `failed`: anything else.
 */
export const endings = ["done", "lost", "refused", "dear", "stuck", "failed"] as const;
export type Ending = (typeof endings)[number];

export type Line = { name: string; ending: Ending; remark: string };

export class Tally {
  readonly #counts = new Map<string, number>();
  /** Of the last round. */
  lines: Line[] = [];
  due = 0;
  rounds = 0;
  failedRounds = 0;
  raisedFees = 0;
  lastRound = 0;
  balance = 0n;
  isLow = false;
  baseFee = 0n;

  beginRound(due: number): void {
    this.lines = [];
    this.due = due;
  }

  note(duty: Duty, line: Line): void {
    this.lines.push(line);
    const key = `${duty} ${line.ending}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  count(ending: Ending): number {
    return [...this.#counts].reduce((sum, [key, count]) => (key.endsWith(` ${ending}`) ? sum + count : sum), 0);
  }

  countOf(duty: Duty, ending: Ending): number {
    return this.#counts.get(`${duty} ${ending}`) ?? 0;
  }
}

type Facts = { chainId: number; account: string; low: bigint; ceiling: bigint; duties: ReadonlySet<Duty> };

/** Prometheus text. Every series is there from the beginning, so that an alarm on a rate finds a zero. */
export function metricsOf(tally: Tally, { chainId, duties, low, ceiling }: Facts): string {
  const lines: string[] = [];
  const metric = (name: string, kind: string, help: string, series: [labels: string, value: number][]) => {
    lines.push(`# HELP guildhall_keeper_${name} ${help}`, `# TYPE guildhall_keeper_${name} ${kind}`);
    for (const [labels, value] of series) lines.push(`guildhall_keeper_${name}{chain="${chainId}"${labels}} ${value}`);
  };
  const one = (value: number): [string, number][] => [["", value]];
  const attempts = [...duties].flatMap((duty) =>
    endings.map((ending): [string, number] => [`,duty="${duty}",ending="${ending}"`, tally.countOf(duty, ending)]),
  );
  metric("attempts_total", "counter", "Things tried, by what came of them.", attempts);
  metric("rounds_total", "counter", "Looks that were finished.", one(tally.rounds));
  metric("failed_rounds_total", "counter", "Looks that were not: node or database was away, or something unforeseen.", [
    ["", tally.failedRounds],
  ]);
  metric("raised_fees_total", "counter", "Transactions sent again with a higher fee.", one(tally.raisedFees));
  metric("due", "gauge", "Things that were due at the last look.", one(tally.due));
  metric("last_round_timestamp_seconds", "gauge", "When the last look was finished.", one(tally.lastRound / 1000));
  metric("balance_eth", "gauge", "What the key has left for gas.", one(Number(formatEther(tally.balance))));
  metric("balance_alarm_eth", "gauge", "Below this the balance is low.", one(Number(formatEther(low))));
  metric("balance_is_low", "gauge", "1 while it is.", one(tally.isLow ? 1 : 0));
  metric("base_fee_gwei", "gauge", "The base fee at the last look.", one(Number(formatGwei(tally.baseFee))));
  metric("fee_ceiling_gwei", "gauge", "Above this nothing is sent.", one(Number(formatGwei(ceiling))));
  return `${lines.join("\n")}\n`;
}

const words: Record<Ending, string> = {
  done: "done",
  lost: "done by another",
  refused: "left",
  dear: "too dear",
  stuck: "on its way",
  failed: "failed",
};

/** A few plain lines. */
export function reportOf(tally: Tally, { chainId, account, low, ceiling }: Facts): string {
  const eth = (wei: bigint) => `${Number(formatEther(wei)).toFixed(4)} ETH`;
  const width = Math.max(...Object.values(words).map(({ length }) => length));
  const sums = endings.flatMap((ending) => (tally.count(ending) > 0 ? [`${tally.count(ending)} ${words[ending]}`] : []));
  return [
    `Keeper ${account} on chain ${chainId}`,
    `Balance   ${eth(tally.balance)}${tally.isLow ? `: LOW, send it some (alarm below ${eth(low)})` : ` (alarm below ${eth(low)})`}`,
    `Base fee  ${formatGwei(tally.baseFee)} gwei (ceiling ${formatGwei(ceiling)})`,
    `Due       ${tally.due}`,
    ...tally.lines.map(({ name, ending, remark }) => `  ${words[ending].padEnd(width)}  ${name}  ${remark}`.trimEnd()),
    sums.length > 0 ? `In all: ${sums.join(", ")}.` : "Nothing to do.",
  ].join("\n");
}
