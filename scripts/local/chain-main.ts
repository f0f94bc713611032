/**
 * The process that is the local chain. With a journal it is the kept chain of `npm start`; without, a throw-away one.
 * Speaks to its parent in messages: { progress }, { ready } or { failed }.
 */
import { createRequire } from "node:module";
import { z } from "zod";
import { chainConfig } from "./chain-config.ts";
import { Complaint } from "./complaint.ts";
import { type Birth, openJournal } from "./journal.ts";
import { chainId, createNode, type LocalNode } from "./node.ts";
import { createRecorder } from "./recorder.ts";
import { replay } from "./replay.ts";

export type ChainMessage = { progress: [number, number] } | { ready: { port: number; blocks: number } } | { failed: string };

const tell = (message: ChainMessage) => process.send?.(message);
const { version: hardhat } = createRequire(import.meta.url)("hardhat/package.json") as { version: string };

async function run(): Promise<void> {
  const { port, journalFile, bornAt, answerFirst } = chainConfig;
  if (journalFile === undefined) {
    const node = await createNode({ initialDate: bornAt, port });
    tell({ ready: { port: await node.listen(), blocks: 0 } });
    return;
  }

  const journal = openJournal(journalFile);
  const [birth, ...entries] = journal.entries;
  if (birth !== undefined && birth.kind !== "birth") {
    throw new Complaint(`${journalFile} does not begin with the chain's birth: begin anew with npm start -- --fresh.`);
  }
  const node = await createNode({ initialDate: birth?.initialDate ?? bornAt, port });
  const mine = await birthOf(node, birth?.initialDate ?? bornAt);
  if (birth === undefined) journal.append(mine);
  else insistOnSame(birth, mine);

  await replay(node.provider, entries, (done, total) => tell({ progress: [done, total] }));
  const head = Number(await node.provider.request({ method: "eth_blockNumber" }));
  node.use(createRecorder(head, journal, { inOrder: !answerFirst }));
  tell({ ready: { port: await node.listen(), blocks: head } });
}

async function birthOf(node: LocalNode, initialDate: string): Promise<Birth> {
  const genesis = await node.provider.request({ method: "eth_getBlockByNumber", params: ["0x0", false] });
  const { hash } = z.object({ hash: z.templateLiteral(["0x", z.string()]) }).parse(genesis);
  return { kind: "birth", chainId, initialDate, hardhat, hardfork: node.hardfork, genesis: hash };
}

function insistOnSame(kept: Birth, now: Birth): void {
  if (kept.genesis === now.genesis && kept.hardfork === now.hardfork && kept.chainId === now.chainId) return;
  throw new Complaint(
    `The local chain was made by Hardhat ${kept.hardhat} (${kept.hardfork}) and cannot be brought back by ${now.hardhat} (${now.hardfork}): begin anew with npm start -- --fresh.`,
  );
}

function fail(error: unknown): never {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (taken) tell({ failed: `Port ${chainConfig.port} for the local chain is taken: choose another with RPC_PORT=NUMBER.` });
  else if (error instanceof Complaint) tell({ failed: error.message });
  else {
    console.error(error);
    tell({ failed: "The local chain stopped by a fault of its own; its log has the details." });
  }
  process.exit(1);
}

process.on("uncaughtException", fail);
process.on("SIGTERM", () => process.exit(0));
// Every block is on disk already, so there is nothing to save; a parent that is gone leaves nobody to serve.
process.on("disconnect", () => process.exit(0));
await run().catch(fail);
