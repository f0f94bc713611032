/** docs/gas.md: the same figures for a reader of the project, and the reader of that page. */
import { verdict, written } from "../report.ts";
import type { Measured } from "./measure.ts";

const figureOf = ({ name, steady: value, atMost, stretch, peer }: Measured) => ({
  name,
  value,
  unit: "gas",
  ...(atMost && { atMost }),
  ...(stretch && { stretch }),
  ...(peer && { peer }),
});

export const figuresOf = (rows: readonly Measured[]) =>
  rows.flatMap((row) => [figureOf(row), { name: `${row.name}.first`, value: row.first, unit: "gas" }]);

export function page(rows: readonly Measured[]): string {
  const optional = (value: number | undefined) => (value === undefined ? "" : written(value));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = rows.map((row) =>
    line([
      `\`${row.name}\``,
      row.operation,
      written(row.steady),
      written(row.first),
      optional(row.atMost),
      optional(row.stretch),
      optional(row.peer),
      verdict(figureOf(row)),
    ]),
  );
  const readings = rows.flatMap(({ name, reading }) => (reading ? [`- \`${name}\`: ${reading}`] : []));
  return `# What each operation costs

Written by \`npm run bench:gas -- --write\`; \`npm test\` fails when a figure here is more than 200 gas from what is measured.

\`gasUsed\` of real transactions on a Hardhat node, contracts as they are deployed. Three milestones in every agreement, the
words full of bytes as hashes are. *Ours*: steady state, that is every recipient, counter and token exists and the allowance is
the largest. *First*: the first time that anything happens in a new deployment, to a developer of whom the chain knows nothing.
*Peer*: the best of six comparable products on the same EVM.

| name | operation | ours | first | at most | stretch | peer | |
|---|---|--:|--:|--:|--:|--:|---|
${table.join("\n")}

How the words are read where they leave room:

${[...new Set(readings)].join("\n")}
`;
}

/** The figures that a page holds, by the row's name. */
export function readPage(text: string): Map<string, { steady: number; first: number }> {
  const rows = text.matchAll(/^\| `([\w.-]+)` \|[^|]*\| ([\d,]+) \| ([\d,]+) \|/gm);
  const number = (digits = "") => Number(digits.replaceAll(",", ""));
  return new Map([...rows].map(([, name = "", steady, first]) => [name, { steady: number(steady), first: number(first) }]));
}
