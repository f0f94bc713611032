// Lines of Chinese and Japanese are joined without a space.
const isUnspaced = (character: string | undefined) =>
  character !== undefined && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」（）・ー！？]/u.test(character);

const startsItem = (line: string) => /^(?:[-*] |\d+\. |#+ )/.test(line);

const join = (before: string, line: string): string => {
  if (before === "") return line;
  if (startsItem(line)) return `${before}\n${line}`;
  return isUnspaced(before.at(-1)) && isUnspaced(line[0]) ? before + line : `${before} ${line}`;
};

/** Text as its author would type it: wrapped lines become paragraphs, blank lines part them, lists stay lists. */
export const prose = (strings: TemplateStringsArray): string =>
  strings
    .join("")
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split("\n")
        .map((line) => line.trim())
        .reduce(join, ""),
    )
    .join("\n\n");
