/**
 * The words of the web app: every key that a page asks for exists, a guest's page carries it, and no key is left that
 * nothing asks for.
 * A key may be computed (`t(state)`, `t(`field.${field}`)`): the compiler knows what it can be.
 */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { config } from "./config.ts";
import { lackingWords } from "./lib/carried-words.ts";

const web = join(config.root, "web");
const messagesFile = join(web, "messages/en.json");
const askers = new Set(["useTranslations", "getTranslations"]);
const methods = new Set(["rich", "markup", "raw", "has"]);

const leaves = (part: unknown, path: string): string[] =>
  typeof part === "object" && part !== null
    ? Object.entries(part).flatMap(([name, inner]) => leaves(inner, path ? `${path}.${name}` : name))
    : [path];

const isOurs = (file: ts.SourceFile): boolean => {
  const path = relative(web, file.fileName);
  return !path.startsWith("..") && !path.startsWith(".next") && !file.isDeclarationFile;
};

const openProgram = (): ts.Program => {
  const path = join(web, "tsconfig.json");
  const { config: given } = ts.readConfigFile(path, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(given, ts.sys, web);
  return ts.createProgram(fileNames, {
    ...options,
    noEmit: true,
    incremental: false,
  });
};

/** What a text may be, as patterns: a part that can be anything is a star. */
const patternsOf = (checker: ts.TypeChecker, node: ts.Expression): string[] => {
  if (ts.isParenthesizedExpression(node)) return patternsOf(checker, node.expression);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...patternsOf(checker, node.whenTrue), ...patternsOf(checker, node.whenFalse)];
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (starts, span) => {
        const middles = patternsOf(checker, span.expression);
        return starts.flatMap((start) => middles.map((middle) => `${start}${middle}${span.literal.text}`));
      },
      [node.head.text],
    );
  const type = checker.getTypeAtLocation(node);
  const known = checker.getBaseConstraintOfType(type) ?? type;
  const parts = known.isUnion() ? known.types : [known];
  return parts.every((part) => part.isStringLiteral()) ? parts.map((part) => (part as ts.StringLiteralType).value) : ["*"];
};

/** The key itself without the cast that makes the compiler take it: what it can be is what stands inside. */
const keyIn = (checker: ts.TypeChecker, node: ts.Expression): ts.Expression => {
  if (ts.isAsExpression(node)) return node.expression;
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return made && ts.isAsExpression(made) ? made.expression : node;
};

const toExpression = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".+")}$`);

/** The namespaces of the translator that a name stands for; null when the name is no translator. */
const namespacesOf = (checker: ts.TypeChecker, name: ts.Identifier): string[] | null => {
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (!declaration) return null;
  if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
    const made = ts.isAwaitExpression(declaration.initializer) ? declaration.initializer.expression : declaration.initializer;
    if (!ts.isCallExpression(made) || !ts.isIdentifier(made.expression) || !askers.has(made.expression.text)) return null;
    const [namespace] = made.arguments;
    return namespace ? patternsOf(checker, namespace) : [""];
  }
  // Handed to a function: `t: ReturnType<typeof useTranslations<"projects">>`.
  if (ts.isParameter(declaration) && declaration.type) {
    const given = /(?:use|get)Translations<"([^"]+)">/.exec(declaration.type.getText());
    return given?.[1] ? [given[1]] : null;
  }
  return null;
};

const translatorIn = (callee: ts.Expression): ts.Identifier | null => {
  if (ts.isIdentifier(callee)) return callee;
  const isMethod = ts.isPropertyAccessExpression(callee) && methods.has(callee.name.text) && ts.isIdentifier(callee.expression);
  return isMethod ? (callee.expression as ts.Identifier) : null;
};

type Ask = { pattern: string; where: string };

const asksOf = (checker: ts.TypeChecker, file: ts.SourceFile): Ask[] => {
  const asks: Ask[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node)) return;
    const translator = translatorIn(node.expression);
    const namespaces = translator && namespacesOf(checker, translator);
    const [key] = node.arguments;
    if (!namespaces || !key) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    const where = `${relative(config.root, file.fileName)}:${line + 1}`;
    for (const namespace of namespaces)
      for (const pattern of patternsOf(checker, keyIn(checker, key)))
        asks.push({ pattern: namespace ? `${namespace}.${pattern}` : pattern, where });
  };
  visit(file);
  return asks;
};

const keys = leaves(JSON.parse(readFileSync(messagesFile, "utf8")), "");
const program = openProgram();
const checker = program.getTypeChecker();
const asks = program
  .getSourceFiles()
  .filter(isOurs)
  .flatMap((file) => asksOf(checker, file));

const used = new Set<string>();
const missing = asks.filter(({ pattern }) => {
  const expression = toExpression(pattern);
  const found = pattern.includes("*") ? keys.filter((key) => expression.test(key)) : keys.filter((key) => key === pattern);
  for (const key of found) used.add(key);
  return found.length === 0;
});
const unused = keys.filter((key) => !used.has(key));

for (const { pattern, where } of missing)
  console.log(`${where} asks for "${pattern}", which web/messages/en.json does not have.`);
for (const key of unused) console.log(`Nothing asks for "${key}". Take it out of web/messages/en.json.`);
const lacking = lackingWords(program, web);
for (const sentence of lacking) console.log(sentence);
if (missing.length + unused.length + lacking.length > 0) process.exit(1);
console.log(`${keys.length} messages, each there and each asked for.`);
