/** The story on 80 columns. Colours only where a person looks. */
import { styleText } from "node:util";
import { formatEther } from "viem";
import type { Balance } from "./purses.ts";
import type { Step } from "./stage.ts";
import type { Outcome } from "./story.ts";
import { grouped, signed } from "./words.ts";

const WIDTH = 80;
const MARGIN = "    ";

// Without a terminal, and with NO_COLOR, it gives the text back as it was.
const strong = (text: string) => styleText("bold", text);
const quiet = (text: string) => styleText("dim", text);
const good = (text: string) => styleText("green", text);
const coloured = (amount: bigint, text: string) => (amount === 0n ? text : styleText(amount < 0n ? "yellow" : "green", text));

const short = (hash: string) => `${hash.slice(0, 10)}…${hash.slice(-6)}`;

export function stepLines({ number, title, words, transactions, balances }: Step): string[] {
  return [
    "",
    `${strong(number.toString().padStart(2))}  ${strong(title)}`,
    ...words.flatMap(wrapped).map((line) => MARGIN + line),
    ...transactionLines(transactions),
    ...alike(balances).map(balanceLine),
  ];
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH - MARGIN.length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Many who moved the same are told once. */
function alike(balances: readonly Balance[]): Balance[] {
  const groups = [...Map.groupBy(balances, ({ who, change }) => `${who.replace(/ \d+$/, "")} ${change}`).values()];
  return groups.flatMap((group) => (group.length > 3 && group[0] ? [{ ...group[0], who: `${group.length} alike` }] : group));
}

/** The first of a kind; its fellows cost about the same and would only fill the page. */
function transactionLines(transactions: Step["transactions"]): string[] {
  return transactions
    .filter(({ isAgain }) => !isAgain)
    .map(({ what, hash, gas, by }) => {
      const fellows = transactions.filter((other) => other.isAgain && other.what === what).length;
      const rest = fellows > 0 ? ` and ${fellows} more` : "";
      return quiet(`${MARGIN}tx ${short(hash)}  ${what} by ${by}${rest}, gas ${grouped(gas)}`);
    });
}

function balanceLine({ who, now, change }: Balance): string {
  const amount = change === 0n ? "only gas" : signed(change);
  return `${MARGIN}${who.padEnd(10)}${coloured(change, amount.padStart(23))} ${quiet("→")} ${formatEther(now).padStart(24)} ETH`;
}

export function outcomeLines({ transactions, balances }: Outcome): string[] {
  const kinds = [...Map.groupBy(transactions, ({ what }) => what)].map(([what, all]) => ({
    what,
    times: all.length,
    first: all[0]?.gas ?? 0n,
    total: all.reduce((sum, { gas }) => sum + gas, 0n),
  }));
  const all = kinds.reduce((sum, { total }) => sum + total, 0n);
  const row = (what: string, times: string, first: string, total: string) =>
    `${MARGIN}${what.padEnd(24)}${times.padStart(8)}${first.padStart(14)}${total.padStart(14)}`;
  return [
    "",
    strong(row("Gas", "times", "the first", "together")),
    ...kinds.map(({ what, times, first, total }) => row(what, String(times), grouped(first), grouped(total))),
    strong(row("the whole story", String(transactions.length), "", grouped(all))),
    "",
    strong(`${"In ETH".padEnd(10)}${"moved".padStart(23)}${"spent on gas".padStart(22)}${"now".padStart(25)}`),
    ...balances.map(
      ({ who, now, change, gas }) =>
        `${who.padEnd(10)}${coloured(change, signed(change).padStart(23))}${formatEther(gas).padStart(22)}${formatEther(now).padStart(25)}`,
    ),
  ];
}

export const ending = (seconds: number, steps: number): string =>
  `\n${good("✓")} ${steps} steps in ${seconds.toFixed(1)} s; every number was what the rules say, on the chain and in the mirror.`;
