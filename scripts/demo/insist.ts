/** A number that is not what it should be: the demo ends with this sentence and a failing exit. */
export class Wrong extends Error {
  override name = "Wrong";
}

const shown = (value: unknown): string =>
  typeof value === "object"
    ? JSON.stringify(value, (_key, each) => (typeof each === "bigint" ? each.toString() : each))
    : String(value);

export function insist(what: string, found: unknown, expected: unknown): void {
  if (shown(found) === shown(expected)) return;
  throw new Wrong(`${what}: found ${shown(found)}, expected ${shown(expected)}.`);
}
