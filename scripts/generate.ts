/**
 * Writes what TypeScript knows of the contracts: core/chain/abi.ts, core/chain/deployments.ts and indexer/decoders.ts; and
 * the sheet of the app's icons, web/ui/icons.svg.
 * `node scripts/generate.ts` writes, `node scripts/generate.ts --check` exits 1 when a file is not what it would write.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { AbiEvent } from "viem";
import { compile, readArtifact, root } from "./deploy/artifacts.ts";
import { decodersFile } from "./generate/decoders.ts";
import { iconSheet } from "./generate/icons.ts";

/** A contract's own ABI once it is written, its interface's until then. */
const contracts = [
  { name: "escrowAbi", sources: ["Escrow.sol/Escrow", "interfaces/IEscrow.sol/IEscrow"] },
  { name: "courtAbi", sources: ["Court.sol/Court", "interfaces/IGuildCourt.sol/IGuildCourt"] },
  { name: "reputationAbi", sources: ["Reputation.sol/Reputation", "interfaces/IReputation.sol/IReputation"] },
  { name: "anchorAbi", sources: ["Anchor.sol/Anchor"] },
  { name: "tokenAbi", sources: ["mocks/LocalToken.sol/LocalToken"] },
];

type Entry = { type: string; name?: string; inputs?: { type: string; internalType?: string }[] };

/** The compiler's order depends on inheritance; a stable one keeps the diff to what changed. */
const order = (entry: Entry): string =>
  `${entry.type} ${entry.name ?? ""}(${(entry.inputs ?? []).map(({ type }) => type).join()})`;
/** A library's own errors cannot reach a caller of ours; a token's can. */
const isOurs = (name: string, { type, name: error = "" }: Entry): boolean =>
  type !== "error" || name === "tokenAbi" || /^(Escrow|Court|Reputation)_/.test(error);
const sorted = (name: string, abi: Entry[]): Entry[] =>
  abi.filter((entry) => entry.type !== "constructor" && isOurs(name, entry)).sort((a, b) => (order(a) < order(b) ? -1 : 1));

const withoutInternalTypes = (abi: Entry[]): string =>
  abi.map((entry) => `  ${JSON.stringify(entry, (key, value) => (key === "internalType" ? undefined : value))},`).join("\n");

function abiOf(name: string): Entry[] {
  const { sources = [] } = contracts.find((contract) => contract.name === name) ?? {};
  const source = sources.find((path) => existsSync(join(root, "artifacts/contracts", `${path}.json`)));
  if (!source) throw new Error(`No artifact for ${name}: is ${sources[0]} compiled?`);
  return sorted(name, readArtifact(source).abi as Entry[]);
}

function abiFile(): string {
  const parts = contracts.map(({ name }) => `export const ${name} = [\n${withoutInternalTypes(abiOf(name))}\n] as const;\n`);
  return `// Written by scripts/generate.ts from contracts/. Do not edit.\n\n${parts.join("\n")}`;
}

/** The contracts that the mirror listens to. */
function mirrored(): string {
  const events = (name: string) => abiOf(name).filter(({ type }) => type === "event") as unknown as AbiEvent[];
  return decodersFile({ escrow: events("escrowAbi"), court: events("courtAbi"), reputation: events("reputationAbi") });
}

/** Public chains only; a local chain's addresses live with its data. */
function deploymentsFile(): string {
  const folder = join(root, "deployments");
  const rows = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => /^[0-9]+\.json$/.test(file))
        .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
        .map((file) => `  ${basename(file, ".json")}: ${JSON.stringify(JSON.parse(readFileSync(join(folder, file), "utf8")))},\n`)
    : [];
  return `// Written by scripts/generate.ts from deployments/. Do not edit.

export type Deployment = {
  chainId: number;
  escrow: \`0x\${string}\`;
  court: \`0x\${string}\`;
  reputation: \`0x\${string}\`;
  /** The AccessManager that says who governs, and after which delay. */
  authority: \`0x\${string}\`;
  anchor: \`0x\${string}\`;
  /** A token of the local chain. */
  token?: \`0x\${string}\`;
  /** The first block worth reading. */
  block: number;
  genesisHash: \`0x\${string}\`;
};

export const deployments: Record<number, Deployment> = {${rows.length ? `\n${rows.join("")}` : ""}};
`;
}

const isCheck = process.argv.includes("--check");
compile();
const files = {
  "core/chain/abi.ts": abiFile(),
  "core/chain/deployments.ts": deploymentsFile(),
  "indexer/decoders.ts": mirrored(),
  "web/ui/icons.svg": iconSheet(),
};
const stale = Object.entries(files).filter(
  ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== text,
);

for (const [path, text] of stale) {
  if (isCheck) console.error(`${path} is not what its source says. Run: node scripts/generate.ts`);
  else writeFileSync(join(root, path), text);
}
if (isCheck && stale.length > 0) process.exit(1);
console.log(stale.length === 0 ? "Everything generated is up to date." : `Wrote ${stale.map(([path]) => path).join(", ")}.`);
