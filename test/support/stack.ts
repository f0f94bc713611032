import { type Stack, type StackOptions, startStack } from "../../scripts/local/stack.ts";
import { clientsFor } from "./chain.ts";
import { aDatabase, type TestDatabase } from "./postgres.ts";

export type TestStack = Omit<Stack, "chain"> & { database: TestDatabase; chain: Stack["chain"] & ReturnType<typeof clientsFor> };

/** A whole Guildhall for one test file: its own database, chain, contracts and processes. Stop it in `after`. */
export async function aStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const database = await aDatabase();
  const stack = await startStack({ databaseUrls: { api: database.apiUrl, indexer: database.indexerUrl }, ...options });
  return {
    ...stack,
    database,
    chain: { ...stack.chain, ...clientsFor(stack.chain.rpcUrl) },
    stop: async () => {
      await stack.stop();
      await database.drop();
    },
  };
}
