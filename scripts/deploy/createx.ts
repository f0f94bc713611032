/**
 * CreateX, a factory that stands at one address on Ethereum and its test chains. With its CREATE3 an address depends on
 * who deploys and on a salt alone, so contracts can name each other in immutables before any of them exists.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Account,
  type Address,
  concat,
  getContractAddress,
  type Hex,
  keccak256,
  pad,
  parseAbi,
  type PublicClient,
  slice,
  stringToHex,
  type WalletClient,
} from "viem";
import { Complaint } from "../local/complaint.ts";
import { root } from "./artifacts.ts";

export const CREATE_X: Address = "0xba5Ed099633D3B313e4D5F7bdc1305d3c28ba5Ed";
const CODE_HASH = "0xbd8a7ea8cfca7b4e5f5041d7d4b17bc317c5ce42cfbc42066a00cf26b43eb53f";
/** Signed once, by a key that signed nothing else: whoever sends it creates the same factory at the same address. */
const ORIGIN: Address = "0xeD456e05CaAb11d66C4c797dD6c1D6f9A7F352b5";
const ORIGIN_NEEDS = 0x58d15e176280000n;
/** What CREATE3 creates first: a proxy that creates whatever it is called with, as its first deed. */
const PROXY_HASH = "0x21c35dbe1b344a2488cf3321d6ce542f8e9f305544ff09e4993a62319a497c1f";

export const createXAbi = parseAbi([
  "function deployCreate3(bytes32 salt, bytes initCode) payable returns (address newContract)",
  "event ContractCreation(address indexed newContract)",
]);

/** The sender's address in front keeps everybody else from using the salt; the zero after it means: on any chain. */
export const saltOf = (from: Address, text: string): Hex => concat([from, "0x00", slice(keccak256(stringToHex(text)), 0, 11)]);

export function create3Address(from: Address, salt: Hex): Address {
  const guarded = keccak256(concat([pad(from), salt]));
  const proxy = getContractAddress({ opcode: "CREATE2", from: CREATE_X, salt: guarded, bytecodeHash: PROXY_HASH });
  return getContractAddress({ from: proxy, nonce: 1n });
}

type Deps = { chain: PublicClient; wallet: WalletClient; account: Account };

/** Whether the factory is there; a stranger at its address is refused. */
export async function hasCreateX(chain: PublicClient): Promise<boolean> {
  const code = await chain.getCode({ address: CREATE_X });
  if (code === undefined) return false;
  if (keccak256(code) === CODE_HASH) return true;
  throw new Complaint(`What stands at ${CREATE_X} is not CreateX: nothing was deployed.`);
}

/** On a chain of one's own the factory is brought along, by plain transactions that a replay can repeat. */
export async function bringCreateX({ chain, wallet, account }: Deps): Promise<void> {
  if (await hasCreateX(chain)) return;
  const missing = ORIGIN_NEEDS - (await chain.getBalance({ address: ORIGIN }));
  if (missing > 0n) {
    const hash = await wallet.sendTransaction({ account, chain: wallet.chain, to: ORIGIN, value: missing });
    await chain.waitForTransactionReceipt({ hash });
  }
  const hash = await chain.sendRawTransaction({ serializedTransaction: await signedCreation() });
  await chain.waitForTransactionReceipt({ hash });
  if (!(await hasCreateX(chain))) throw new Error(`CreateX was not created (${hash}).`);
}

/** Ignition carries it for its own strategy but exports it to nobody: 24 kB that need no second copy. */
async function signedCreation(): Promise<Hex> {
  const file = "node_modules/@nomicfoundation/ignition-core/dist/src/internal/execution/strategy/createx-artifact.js";
  const { presignedTx } = await import(pathToFileURL(join(root, file)).href);
  return presignedTx;
}
