/**
 * What a guest's page says before anything is pressed, held against what it carries (web/lib/sections.ts): the components
 * that a page imports, and those that come `later` but may be drawn by the server.
 */
import { globSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";
import { everywhere, sections } from "../../web/lib/sections.ts";

/** Its code comes with a press or a member, who has all words. */
const isLater = (call: ts.CallExpression): boolean => ts.isIdentifier(call.expression) && call.expression.text === "later";

type Read = { imports: string[]; asks: string[] };

function readFile(file: ts.SourceFile): Read {
  const imports: string[] = [];
  const asks: string[] = [];
  const visit = (node: ts.Node, isDrawn: boolean): void => {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly)
      imports.push((node.moduleSpecifier as ts.StringLiteral).text);
    if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier)
      imports.push((node.moduleSpecifier as ts.StringLiteral).text);
    if (ts.isCallExpression(node)) {
      const [given] = node.arguments;
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword && isDrawn && given)
        imports.push((given as ts.StringLiteral).text);
      if (ts.isIdentifier(node.expression) && node.expression.text === "useTranslations" && given)
        asks.push(given.getText(file).replaceAll(/^["`]|[.$"`].*$/g, ""));
    }
    ts.forEachChild(node, (child) => visit(child, isDrawn || (ts.isCallExpression(node) && isLater(node))));
  };
  visit(file, false);
  return { imports, asks };
}

/** One sentence for each word that a page would lack. */
export function lackingWords(program: ts.Program, web: string): string[] {
  const options = program.getCompilerOptions();
  const read = new Map<string, Read>();
  const asksFrom = (entry: string): Map<string, string> => {
    const asked = new Map<string, string>();
    const seen = new Set<string>();
    const todo = [entry];
    for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
      const file = program.getSourceFile(path);
      if (seen.has(path) || !file || relative(web, path).startsWith("..")) continue;
      seen.add(path);
      const { imports, asks } = read.get(path) ?? readFile(file);
      read.set(path, { imports, asks });
      for (const ask of asks) asked.set(ask, relative(web, path));
      for (const name of imports) {
        const found = ts.resolveModuleName(name, path, options, ts.sys).resolvedModule;
        if (found && !found.isExternalLibraryImport) todo.push(found.resolvedFileName);
      }
    }
    return asked;
  };
  const lacks = (entry: string, carried: readonly string[]): string[] =>
    [...asksFrom(join(web, "app", entry))]
      .filter(([namespace]) => !carried.includes(namespace))
      .map(
        ([namespace, where]) => `app/${entry} may say "${namespace}" (${where}), which web/lib/sections.ts does not carry there.`,
      );

  const pages = globSync("**/page.tsx", { cwd: join(web, "app") }).filter((page) => !page.startsWith("design"));
  return [
    ...["layout.tsx", "error.tsx", "not-found.tsx"].flatMap((entry) => lacks(entry, everywhere)),
    ...pages.flatMap((page) => {
      const [section = ""] = page.split(sep);
      return lacks(page, [...everywhere, ...(sections[section === "page.tsx" ? "" : section] ?? [])]);
    }),
  ];
}
