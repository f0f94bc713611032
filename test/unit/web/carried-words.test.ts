import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { lackingWords } from "../../../scripts/lib/carried-words.ts";
import { wordsFor } from "#web/lib/sections.ts";

const FRAME = 'import { useTranslations } from "next-intl";\nexport default () => useTranslations("frame");\n';

/** A web app of these files and the least that every one has. */
function lackingIn(files: Record<string, string>): string[] {
  const web = mkdtempSync(join(tmpdir(), "guildhall-words-"));
  const all = { "app/layout.tsx": FRAME, "app/error.tsx": FRAME, "app/not-found.tsx": FRAME, ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(web, path)), { recursive: true });
    writeFileSync(join(web, path), text);
  }
  try {
    const program = ts.createProgram(
      Object.keys(all).map((path) => join(web, path)),
      {
        allowImportingTsExtensions: true,
        noEmit: true,
        jsx: ts.JsxEmit.Preserve,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
      },
    );
    return lackingWords(program, web);
  } finally {
    rmSync(web, { recursive: true });
  }
}

const asking = (namespace: string) => `export const Part = () => useTranslations(${JSON.stringify(namespace)});\n`;
const page = (line: string) => ({ "app/people/page.tsx": line });

describe("the words that a guest's page carries", () => {
  it("are those of the page's section, of what it imports too", () => {
    expect(lackingIn({ ...page('import { Part } from "../../part.tsx";'), "part.tsx": asking("profiles.filter") })).to.deep.equal(
      [],
    );
    const [sentence, ...more] = lackingIn({
      ...page('import { Part } from "../../part.tsx";'),
      "part.tsx": asking("escrow.move"),
    });
    expect(more).to.deep.equal([]);
    expect(sentence).to.include('app/people/page.tsx may say "escrow" (part.tsx)');
  });

  it("are those of what the server may draw later, not of what comes with a member or a type", () => {
    const part = { "part.tsx": asking("escrow") };
    const coming = (how: string) => page(`const Part = ${how}(async () => (await import("../../part.tsx")).Part);`);
    expect(lackingIn({ ...coming("later"), ...part })).to.have.length(1);
    expect(lackingIn({ ...coming("forMembers"), ...part })).to.deep.equal([]);
    expect(lackingIn({ ...page('import type { Part } from "../../part.tsx";'), ...part })).to.deep.equal([]);
  });

  it("are of everywhere where a page breaks or is not there", () => {
    expect(lackingIn({ "app/not-found.tsx": asking("people") })).to.have.length(1);
  });

  it("leave out the other sections", () => {
    const messages = { frame: {}, profiles: {}, escrow: {} } as unknown as Parameters<typeof wordsFor>[1];
    expect(Object.keys(wordsFor("people", messages))).to.deep.equal(["frame", "profiles"]);
    expect(Object.keys(wordsFor("nowhere", messages))).to.deep.equal(["frame"]);
  });
});
