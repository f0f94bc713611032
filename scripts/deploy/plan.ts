/** What a deployment will do, told before it does anything. */
import { encodeFunctionData, formatEther, formatGwei, type PublicClient } from "viem";
import type { Chain } from "./chains.ts";
import { workOf } from "./contracts.ts";
import { CREATE_X, createXAbi, hasCreateX } from "./createx.ts";
import type { Work } from "./ignite.ts";
import { courtComponents, leavesOf } from "./read-back.ts";
import type { Piece, Release } from "./release.ts";
import { duration, inWords } from "./words.ts";

/** What giving the roles costs at most: they cannot be estimated before the authority exists. A test holds it above. */
export const ROLES_GAS = 400_000n;

/** What bringing CreateX to a chain of one's own costs. */
const FACTORY_GAS = 2_602_000n;

export type Plan = {
  work: Work;
  balance: bigint;
  nonce: number;
  block: bigint;
  steps: { name: string; address?: string; gas: bigint; isThere: boolean }[];
  gas: bigint;
  /** Wei a gas: what it costs now, and the most that will be offered. */
  price: bigint;
  offer: bigint;
};

export async function planOf(chain: PublicClient, release: Release): Promise<Plan> {
  const { from, pieces, addresses } = release;
  const [hasFactory, work, balance, nonce, block, tip] = await Promise.all([
    hasCreateX(chain),
    workOf(chain, release),
    chain.getBalance({ address: from }),
    chain.getTransactionCount({ address: from }),
    chain.getBlock(),
    chain.estimateMaxPriorityFeePerGas(),
  ]);
  const base = block.baseFeePerGas ?? 0n;
  const callOf = ({ salt, initCode }: Piece) =>
    encodeFunctionData({ abi: createXAbi, functionName: "deployCreate3", args: [salt, initCode] });
  // Before the factory of a local chain is there, plain creation comes close.
  const gasOf = (piece: Piece) =>
    chain.estimateGas({ account: from, ...(hasFactory ? { to: CREATE_X, data: callOf(piece) } : { data: piece.initCode }) });
  const steps: Plan["steps"] = hasFactory ? [] : [{ name: "factory", address: CREATE_X, gas: FACTORY_GAS, isThere: false }];
  for (const piece of pieces) {
    const isThere = !work.missing.includes(piece);
    steps.push({ name: piece.name, address: piece.address, isThere, gas: isThere ? 0n : await gasOf(piece) });
  }
  steps.push({
    name: `roles in ${addresses.authority.slice(0, 8)}…`,
    isThere: !work.needsRoles,
    gas: work.needsRoles ? ROLES_GAS : 0n,
  });
  const gas = steps.reduce((sum, step) => sum + step.gas, 0n);
  return { work, balance, nonce, block: block.number, steps, gas, price: base + tip, offer: 2n * base + tip };
}

/** What it may cost if the base fee doubles meanwhile: what must be there before anything is sent. */
export const neededFor = ({ gas, offer }: Plan): bigint => gas * offer;

const row = (name: string, value: string): string => `  ${name.padEnd(34)} ${value}`;

export function tellPlan(chain: Chain, release: Release, plan: Plan): string[] {
  const { parameters, from } = release;
  const { steps, gas, price } = plan;
  return [
    `Chain ${chain.name} (${chain.id}), at block ${plan.block}`,
    row("deployer", from),
    row("its balance", `${formatEther(plan.balance)} ETH`),
    row("its next nonce", String(plan.nonce)),
    row("factory (CREATE3)", CREATE_X),
    "",
    "Contracts",
    ...steps.map(({ name, address = "", isThere, gas: one }) =>
      row(name, `${address}${address && "  "}${isThere ? "is there" : `about ${one.toLocaleString("en")} gas`}`),
    ),
    "",
    "Governance",
    row("governor", `${parameters.governor ?? from}, after ${duration(parameters.governanceDelay)}`),
    row("guardian", `${parameters.guardian ?? from}, may pause new funding at once`),
    row("treasury", parameters.treasury ?? from),
    row("deployer keeps", parameters.governor ? "no power" : "all power (a chain of one's own)"),
    "",
    "Parameters",
    row("feeBps", `${parameters.feeBps / 100} %`),
    row("governanceDelay", duration(parameters.governanceDelay)),
    ...leavesOf(courtComponents, parameters.court, "court").map(([path, value]) =>
      row(path, inWords(path, value, chain.blockTime)),
    ),
    row("coinRate", pointsFor(parameters.coinRate, "ETH", 18)),
    ...(parameters.tokens ?? []).map(({ name, address, rate }, index) =>
      row(`rate of ${name}`, `${pointsFor(rate, name, chain.tokens[index]?.decimals ?? 18)} (${address})`),
    ),
    "",
    gas === 0n
      ? "Everything is there already: nothing is sent, all of it is read back."
      : `Costs about ${gas.toLocaleString("en")} gas, ${formatEther(gas * price)} ETH at ${formatGwei(price)} gwei; at most ${formatEther(neededFor(plan))} ETH.`,
  ];
}

/** A rate is points for 10^18 of the smallest unit; people think in whole units. */
const pointsFor = (rate: bigint, name: string, decimals: number): string =>
  `${(Number(rate) * 10 ** decimals) / 1e18} points of experience for a fee of 1 ${name}`;
