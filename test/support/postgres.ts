/** Real Postgres for tests: one cluster a run, one migrated template, a database of its own for each test file. */
import { randomBytes } from "node:crypto";
import { createDatabase, dropDatabase, urlAs } from "../../prisma/server.ts";
import type { Postgres } from "../../scripts/local/postgres.ts";
import { scratchDatabase } from "../../scripts/local/scratch.ts";

export type TestDatabase = {
  name: string;
  superuserUrl: string;
  ownerUrl: string;
  apiUrl: string;
  indexerUrl: string;
  drop(): Promise<void>;
};

const template = "guildhall";
let cluster: Promise<Postgres> | undefined;

/** Started by the first who asks; gone with everything else when the run ends (test/support/hooks.ts). */
export function aCluster(): Promise<Postgres> {
  cluster ??= scratchDatabase();
  return cluster;
}

export async function aDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const { superuserUrl, ownerUrl, apiUrl, indexerUrl } = await aCluster();
  const name = `test_${randomBytes(6).toString("hex")}`;
  await createDatabase(superuserUrl, name, { owner: "guildhall_owner", template: migrated ? template : "template0" });
  return {
    name,
    superuserUrl: urlAs(superuserUrl, { database: name }),
    ownerUrl: urlAs(ownerUrl, { database: name }),
    apiUrl: urlAs(apiUrl, { database: name }),
    indexerUrl: urlAs(indexerUrl, { database: name }),
    drop: () => dropDatabase(superuserUrl, name),
  };
}
