import {
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  type PublicClient,
  toFunctionSelector,
  type WalletClient,
  type Account,
} from "viem";
import { courtAbi, escrowAbi, reputationAbi } from "../../core/chain/abi.ts";
import type { Deployment } from "../../core/chain/deployments.ts";
import { LONG_STOP } from "../../core/chain/terms.ts";
import { readArtifact } from "./artifacts.ts";
import { authorityAbi, powers, GUARDIAN, roleCalls } from "./governance.ts";
import { COIN, type DeployParameters } from "./parameters.ts";

type Deps = { chain: PublicClient; wallet: WalletClient; account: Account };

/** A case that takes all its time must be over before Escrow passes the court over. */
function requireFits({ court }: DeployParameters): void {
  const { answerPeriod, evidencePeriod, drawPeriod, commitPeriod, revealPeriod } = court;
  const longest = answerPeriod + evidencePeriod + drawPeriod + 2n * commitPeriod + revealPeriod;
  if (longest >= BigInt(LONG_STOP))
    throw new Error(`A case may last ${longest} s, but Escrow waits ${LONG_STOP} s. Shorten its periods.`);
}

async function create({ chain, wallet, account }: Deps, source: string, args: readonly unknown[]) {
  const { abi, bytecode } = readArtifact(source);
  const hash = await wallet.sendTransaction({ account, chain: wallet.chain, data: encodeDeployData({ abi, bytecode, args }) });
  const receipt = await chain.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success" || !receipt.contractAddress) throw new Error(`${source} was not created (${hash}).`);
  return { address: receipt.contractAddress, block: Number(receipt.blockNumber) };
}

/**
 * Escrow, Court and Reputation name each other in immutables, so their addresses are foretold from the account's nonce,
 * and every one is read back. The authority (OpenZeppelin's AccessManager) is created first and gets its roles last.
 */
export async function createAll(deps: Deps, parameters: DeployParameters, withToken: boolean): Promise<Deployment> {
  requireFits(parameters);
  const { chain, account } = deps;
  const from = account.address;
  let nonce = await chain.getTransactionCount({ address: from });
  const token = withToken ? await create(deps, "mocks/LocalToken.sol/LocalToken", []) : undefined;
  if (token) nonce += 1;
  const manager = await create(deps, "@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager", [from]);
  nonce += 1;
  const authority = manager.address;
  const foretold = (offset: number): Address => getContractAddress({ from, nonce: BigInt(nonce + offset) });
  const [escrow, court, reputation] = [foretold(0), foretold(1), foretold(2)];
  const tokens = [COIN, ...(token ? [token.address] : [])];
  const rates = [parameters.coinRate, ...(token ? [parameters.tokenRate] : [])];

  await create(deps, "Escrow.sol/Escrow", [authority, court, reputation, parameters.treasury ?? from, parameters.feeBps]);
  await create(deps, "Court.sol/Court", [escrow, reputation, parameters.court]);
  await create(deps, "Reputation.sol/Reputation", [authority, escrow, tokens, rates]);
  const anchor = await create(deps, "Anchor.sol/Anchor", []);
  await giveRoles(deps, authority, roleCalls({ escrow, reputation }, from, parameters));

  const genesis = await chain.getBlock({ blockNumber: 0n });
  const deployment: Deployment = {
    chainId: await chain.getChainId(),
    escrow,
    court,
    reputation,
    authority,
    anchor: anchor.address,
    ...(token ? { token: token.address } : {}),
    block: token?.block ?? manager.block,
    genesisHash: genesis.hash as Hex,
  };
  await readBack(chain, deployment, parameters, from);
  return deployment;
}

async function giveRoles({ chain, wallet, account }: Deps, authority: Address, calls: Hex[]): Promise<void> {
  const data = encodeFunctionData({ abi: authorityAbi, functionName: "multicall", args: [calls] });
  const hash = await wallet.sendTransaction({ account, chain: wallet.chain, to: authority, data });
  const { status } = await chain.waitForTransactionReceipt({ hash });
  if (status !== "success") throw new Error(`The authority's roles were not given (${hash}).`);
}

/** Each power belongs to whom it should, after the delay that it should. */
async function readPowers(chain: PublicClient, deployment: Deployment, parameters: DeployParameters, from: Address) {
  const { governor = from, guardian = from, governanceDelay } = parameters;
  for (const { role, contract, functions } of powers) {
    for (const one of functions) {
      const args = [role === GUARDIAN ? guardian : governor, deployment[contract], toFunctionSelector(one)] as const;
      const found = await chain.readContract({ address: deployment.authority, abi: authorityAbi, functionName: "canCall", args });
      const meant = role === GUARDIAN ? [true, 0] : [governanceDelay === 0, governanceDelay];
      if (String(found) !== String(meant)) throw new Error(`${contract}.${one} may be called as ${found}, not as ${meant}.`);
    }
  }
}

/** What the chain holds is what was meant, name by name. */
async function readBack(chain: PublicClient, deployment: Deployment, parameters: DeployParameters, from: Address): Promise<void> {
  const { escrow, court, reputation, authority } = deployment;
  const at = <const A>(address: Address, abi: A) => ({ address, abi });
  const [feeBps] = await chain.readContract({ ...at(escrow, escrowAbi), functionName: "policy" });
  const read = {
    "Escrow.guildCourt": [await chain.readContract({ ...at(escrow, escrowAbi), functionName: "guildCourt" }), court],
    "Escrow.reputation": [await chain.readContract({ ...at(escrow, escrowAbi), functionName: "reputation" }), reputation],
    "Escrow.policy": [feeBps, BigInt(parameters.feeBps)],
    "Court.escrow": [await chain.readContract({ ...at(court, courtAbi), functionName: "escrow" }), escrow],
    "Court.reputation": [await chain.readContract({ ...at(court, courtAbi), functionName: "reputation" }), reputation],
    "Reputation.escrow": [await chain.readContract({ ...at(reputation, reputationAbi), functionName: "escrow" }), escrow],
    "Reputation.authority": [
      await chain.readContract({ ...at(reputation, reputationAbi), functionName: "authority" }),
      authority,
    ],
    "Escrow.authority": [await chain.readContract({ ...at(escrow, escrowAbi), functionName: "authority" }), authority],
    "Escrow.treasury": [
      await chain.readContract({ ...at(escrow, escrowAbi), functionName: "treasury" }),
      parameters.treasury ?? from,
    ],
  };
  for (const [name, [found, meant]] of Object.entries(read)) {
    if (String(found).toLowerCase() !== String(meant).toLowerCase()) throw new Error(`${name} is ${found}, not ${meant}.`);
  }
  await readPowers(chain, deployment, parameters, from);

  const found = await chain.readContract({ ...at(court, courtAbi), functionName: "parameters" });
  for (const name of Object.keys(parameters.court) as (keyof typeof parameters.court)[]) {
    if (found[name] !== parameters.court[name])
      throw new Error(`The court's ${name} is ${found[name]}, not ${parameters.court[name]}.`);
  }
}
