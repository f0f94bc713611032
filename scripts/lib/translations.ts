/** Whether a language says all that English says, with the same arguments. */
import compile from "icu-minify/compile";

type Messages = { [name: string]: string | Messages };

const leavesOf = (part: Messages, path = ""): [string, string][] =>
  Object.entries(part).flatMap(([name, inner]): [string, string][] => {
    const here = path ? `${path}.${name}` : name;
    return typeof inner === "string" ? [[here, inner]] : leavesOf(inner, here);
  });

/** Names of the arguments and tags in a compiled message: a list begins with one, a case of a plural stands in an object. */
const namesIn = (node: unknown, isMessage = true): string[] => {
  if (Array.isArray(node)) {
    const [name, ...rest] = node;
    return isMessage
      ? node.flatMap((part) => namesIn(part, false))
      : [String(name), ...rest.flatMap((part) => namesIn(part, false))];
  }
  if (typeof node !== "object" || node === null) return [];
  return Object.values(node).flatMap((part) => namesIn(part, true));
};

const argumentsOf = (message: string): string => [...new Set(namesIn(compile(message)))].sort().join(", ");

/** The sentence of each fault; nothing when it is whole. */
export const faultsOf = (english: Messages, other: Messages): string[] => {
  const said = new Map(leavesOf(other));
  const faults = leavesOf(english).flatMap(([key, message]) => {
    const translated = said.get(key);
    said.delete(key);
    if (translated === undefined) return [`"${key}" is missing.`];
    try {
      const [wanted, found] = [argumentsOf(message), argumentsOf(translated)];
      return wanted === found ? [] : [`"${key}" has the arguments (${found}), the English one has (${wanted}).`];
    } catch (error) {
      return [`"${key}" is no ICU message: ${error instanceof Error ? error.message : String(error)}.`];
    }
  });
  return [...faults, ...[...said.keys()].map((key) => `"${key}" is not among the English messages.`)];
};
