/** What the person at the terminal sees: one line a step, with the time it took. No colours, no cursor tricks. */
let openTitle: string | undefined;

/** Whatever else is said meanwhile gets a line of its own. */
export function say(line: string): void {
  if (openTitle !== undefined) process.stdout.write("\n");
  openTitle = undefined;
  process.stdout.write(`${line}\n`);
}

export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  if (openTitle !== undefined) process.stdout.write("\n");
  process.stdout.write(`${title} … `);
  openTitle = title;
  const began = Date.now();
  const close = (outcome: string) => {
    process.stdout.write(`${openTitle === title ? "" : `${openTitle === undefined ? "" : "\n"}${title} … `}${outcome}\n`);
    openTitle = undefined;
  };
  try {
    const result = await work();
    close(`${((Date.now() - began) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    close("failed");
    throw error;
  }
}

/** Columns on a terminal: Chinese, Japanese and Korean signs take two, marks on a letter none. */
const widthOf = (text: string): number => {
  const wide = text.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const marks = text.match(/\p{M}/gu)?.length ?? 0;
  return [...text].length + wide - marks;
};

export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
  const pad = (cell: string, column: number) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell));
  return rows.map((row) => `  ${row.map(pad).join("  ")}`.trimEnd()).join("\n");
}
