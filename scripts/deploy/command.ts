/** npm run deploy: tells what it will do, asks, does it, reads it back, and writes it down. */
import { mkdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import {
  BaseError,
  createPublicClient,
  createWalletClient,
  defineChain,
  formatEther,
  http,
  isAddressEqual,
  parseGwei,
  type PublicClient,
} from "viem";
import type { Deployment } from "../../core/chain/deployments.ts";
import { Complaint, complain } from "../local/complaint.ts";
import { root } from "./artifacts.ts";
import { type Chain, chainNamed } from "./chains.ts";
import { type DeployConfig, readConfig } from "./config.ts";
import { createAll, requireFits } from "./contracts.ts";
import { CREATE_X, hasCreateX } from "./createx.ts";
import { settle } from "./ignite.ts";
import { parametersFor } from "./parameters.ts";
import { neededFor, type Plan, planOf, tellPlan } from "./plan.ts";
import { Mismatch, readBack } from "./read-back.ts";
import { writeDeployment } from "./record.ts";
import { type Release, releaseOf } from "./release.ts";
import { verifySources } from "./verify.ts";

const say = (line: string) => console.log(line);

function parse(given: string[]) {
  const options = {
    network: { type: "string" },
    yes: { type: "boolean", default: false },
    out: { type: "string" },
    "from-block": { type: "string" },
  } as const;
  try {
    return parseArgs({ args: given, options }).values;
  } catch (error) {
    throw new Complaint(error instanceof Error ? error.message : String(error));
  }
}

export async function command(given: string[]): Promise<void> {
  let secret = "";
  try {
    const { network, yes, out, "from-block": fromBlock } = parse(given);
    if (fromBlock && !/^\d+$/.test(fromBlock)) throw new Complaint("--from-block is the number of a block.");
    if (!network) throw new Complaint("Say where: npm run deploy -- --network local, sepolia or mainnet.");
    const chain = chainNamed(network);
    const config = readConfig(chain);
    secret = config.rpcUrl;
    await deployTo(chain, config, { isSure: yes, ...(out && { out }), ...(fromBlock && { fromBlock: BigInt(fromBlock) }) });
  } catch (error) {
    complain(presentable(error, secret));
  }
}

/** An RPC's address often holds a key, and viem puts it into its messages. */
function presentable(error: unknown, secret: string): Complaint {
  const hide = (text: string) => (secret ? text.replaceAll(secret, "RPC_URL") : text);
  if (error instanceof Complaint || error instanceof Mismatch) return new Complaint(hide(error.message));
  if (error instanceof BaseError) return new Complaint(hide(`${error.shortMessage} ${error.details}`));
  return new Complaint(hide(error instanceof Error ? (error.stack ?? error.message) : String(error)));
}

type Asked = { isSure: boolean; out?: string; fromBlock?: bigint };

async function deployTo(chain: Chain, config: DeployConfig, { isSure, out, fromBlock }: Asked): Promise<void> {
  const { account, rpcUrl } = config;
  const viemChain = defineChain({
    id: chain.id,
    name: chain.name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const transport = http(rpcUrl, { timeout: 30_000 });
  const every = chain.isLocal ? 20 : Math.min(1_000, (chain.blockTime ?? 1) * 1_000);
  const reader = createPublicClient({ chain: viemChain, transport, pollingInterval: every, cacheTime: 0 });
  const wallet = createWalletClient({ chain: viemChain, transport, account });

  const found = await reader.getChainId();
  if (found !== chain.id)
    throw new Complaint(
      `The node behind RPC_URL is on chain ${found}, not on ${chain.name} (${chain.id}): nothing was deployed.`,
    );
  const release = releaseOf(account.address, parametersFor(chain, config.people), chain.isLocal);
  requireFits(release.parameters);
  if (config.people) await insistOnContract(reader, config.people.governor);
  if (!chain.isLocal && !(await hasCreateX(reader)))
    throw new Complaint(`CreateX (${CREATE_X}) is not on ${chain.name}: nothing was deployed.`);

  const records = out ?? join(root, chain.isLocal ? ".guildhall/deployments" : "deployments");
  const folder = join(out ?? join(root, ".guildhall"), "ignition", `${chain.id}-${release.digest.slice(2, 14)}`);
  const progress = { chain: reader, folder, confirmations: chain.confirmations, every };
  await settle(progress, account.address);
  const plan = await planOf(reader, release);
  for (const line of tellPlan(chain, release, plan)) say(line);

  let count = 0;
  if (plan.gas > 0n) {
    insistOnMoney(chain, release, plan);
    await confirm(chain, isSure);
  }
  const total = plan.work.missing.length + (plan.work.needsRoles ? 1 : 0);
  const deployment = await createAll(
    {
      ...progress,
      account,
      wallet,
      bringsFactory: chain.isLocal,
      firstBlock: fromBlock ?? firstBlockIn(folder, plan),
      ...(config.maxFeeGwei !== undefined && { maxFee: parseGwei(String(config.maxFeeGwei)) }),
      onSent: (hash) => say(`  ${++count} of ${total} sent: ${hash}`),
    },
    release,
  );
  await tellReadings(reader, release);
  finish(chain, deployment, records);
  if (config.explorer) await verifySources({ chain, rpcUrl, ...config.explorer, say }, release.pieces);
  else if (!chain.isLocal) say("No ETHERSCAN_API_KEY is set: the sources are not shown to the explorer.");
}

/** Remembered before anything is sent, so that a mirror need not look further back. */
function firstBlockIn(folder: string, { block, steps }: Plan): bigint {
  const file = join(folder, "began.json");
  if (existsSync(file)) return BigInt(JSON.parse(readFileSync(file, "utf8")).block);
  // Somebody began elsewhere: the chain's events tell when.
  if (steps.some(({ name, isThere }) => isThere && name !== "factory")) return 0n;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ block: Number(block) }));
  return block;
}

/** Whoever governs must be more than one key: a contract, and not an account that lends itself a contract's code. */
async function insistOnContract(chain: PublicClient, governor: `0x${string}`): Promise<void> {
  const code = await chain.getCode({ address: governor });
  if (code !== undefined && !code.startsWith("0xef0100")) return;
  throw new Complaint(`GOVERNOR_ADDRESS (${governor}) is no contract on this chain: name a multisig that is there.`);
}

function insistOnMoney(chain: Chain, { from }: Release, plan: Plan): void {
  const needed = neededFor(plan);
  if (plan.balance >= needed) return;
  throw new Complaint(
    `${from} has ${formatEther(plan.balance)} ETH on ${chain.name} and may need ${formatEther(needed)}: send it ${formatEther(needed - plan.balance)} ETH more. Nothing was deployed.`,
  );
}

async function confirm(chain: Chain, isSure: boolean): Promise<void> {
  if (isSure) return;
  if (!process.stdin.isTTY) throw new Complaint("Nothing was sent. Say --yes to do it.");
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question(`Type ${chain.name} to go on: `);
  asking.close();
  if (answer.trim() !== chain.name) throw new Complaint("Nothing was sent.");
}

async function tellReadings(chain: PublicClient, release: Release): Promise<void> {
  const readings = await readBack(chain, release);
  say(`\nRead back, ${readings.length} of ${readings.length} as meant:`);
  for (const { name, found } of readings) say(`  ${name}: ${found}`);
}

function finish(chain: Chain, deployment: Deployment, records: string): void {
  const path = join(records, `${deployment.chainId}.json`);
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Deployment) : undefined;
  if (before && !isAddressEqual(before.escrow, deployment.escrow)) {
    const kept = join(records, `${deployment.chainId}.until-block-${deployment.block}.json`);
    writeFileSync(kept, `${JSON.stringify(before, null, 2)}\n`);
    say(`The deployment before this one is kept in ${kept}.`);
  }
  say(`\nWritten to ${writeDeployment(deployment, records)}.`);
  if (!chain.isLocal) say("Run npm run generate and commit both files, so that everybody knows these contracts.");
}
