/** Reads what Hardhat says of coverage. A line counts as missed there while any statement on it is, so lines tell both. */

/** path → the lines that were not run, of the contracts that hold people's money. */
export function missedIn(lcov: string): Map<string, number[]> {
  const files = new Map<string, number[]>();
  for (const record of lcov.split("end_of_record")) {
    const path = /^SF:(contracts\/.+)$/m.exec(record)?.[1];
    if (!path || path.startsWith("contracts/mocks/")) continue;
    files.set(
      path,
      [...record.matchAll(/^DA:(\d+),0$/gm)].map(([, line]) => Number(line)),
    );
  }
  return files;
}

/** What no run reached. A file that a report leaves out was not watched: that is an error, not a success. */
export function missedInAll(runs: readonly string[], expected: readonly string[]): Map<string, number[]> {
  const [first, ...others] = runs.map(missedIn);
  const unseen = expected.filter((path) => !first?.has(path));
  if (unseen.length > 0) throw new Error(`Nothing is known of ${unseen.join(", ")}.`);
  const missed = [...first!].map(([path, lines]) => {
    const still = lines.filter((line) => others.every((other) => other.get(path)?.includes(line) ?? true));
    return [path, still] as const;
  });
  return new Map(missed.filter(([, lines]) => lines.length > 0));
}
