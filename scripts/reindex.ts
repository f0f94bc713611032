/** npm run reindex: all read models made again from the events in the database, while everything goes on. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { addressesOf, readDeployment } from "../indexer/deployment.ts";
import { reindex } from "../indexer/reindex.ts";
import { connectTo } from "../prisma/connect.ts";
import { urlAs } from "../prisma/server.ts";
import { config } from "./config.ts";
import { Complaint, complain } from "./local/complaint.ts";
import { files } from "./local/infrastructure.ts";
import { readSecrets } from "./local/secrets.ts";

async function run(): Promise<void> {
  const began = performance.now();
  const folder = config.deploymentsDir ?? files.deployments;
  const found = readdirSync(folder).filter((file) => /^[0-9]+\.json$/.test(file));
  if (found.length === 0)
    throw new Complaint(`${folder} holds no deployment: set DEPLOYMENTS_DIR to the folder of CHAINID.json files.`);
  const deployments = await Promise.all(found.map((file) => readDeployment(join(folder, file), Number.parseInt(file, 10))));
  const url = config.databaseUrl ?? localUrl();
  const addresses = new Map(deployments.map((one) => [one.chainId, addressesOf(one)]));
  const { events } = await reindex(() => connectTo(url, "reindex"), addresses);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`Made the read models again from ${events} events in ${seconds} s.`);
}

/** The embedded database, as its owner. */
function localUrl(): string {
  const bare = `postgresql://127.0.0.1:${config.ports.postgres}/guildhall`;
  return urlAs(bare, { user: "guildhall_owner", password: readSecrets(files.secrets).owner });
}

await run().catch(complain);
