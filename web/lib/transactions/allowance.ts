import {
  type Address,
  type Chain,
  domainSeparator,
  erc20Abi,
  type Hex,
  keccak256,
  parseAbi,
  parseSignature,
  type PublicClient,
  stringToHex,
  type Transport,
  type TypedDataDomain,
} from "viem";
import { isRejection } from "#web/lib/wallet/rejection.ts";
import type { WalletActions } from "#web/lib/wallet/store.ts";
import type { Allowance, Call, Permit, Way } from "./plan.ts";

type Client = PublicClient<Transport, Chain>;

/** How long a signed permit is good for: long enough for a slow hand and a slow block. */
const PERMIT_LASTS = 3_600n;
/** A wallet that does not answer what it can do is taken for one that cannot. */
const ABILITY_PATIENCE = 2_000;

const permitAbi = parseAbi([
  "function nonces(address owner) view returns (uint256)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function PERMIT_TYPEHASH() view returns (bytes32)",
  "function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)",
  "function version() view returns (string)",
]);

const permitTypes = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;
const permitHash = keccak256(stringToHex("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"));

export const approvalOf = ({ token, spender, amount }: Allowance): Call => ({
  abi: erc20Abi,
  address: token,
  functionName: "approve",
  args: [spender, amount],
});

/** Whether the wallet does several calls as one, for one confirmation (EIP-5792). */
const hasBatches = async (account: Address, actions: WalletActions, chainId: number): Promise<boolean> => {
  const wallet = await actions.walletClient();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ABILITY_PATIENCE));
  const abilities = await Promise.race([wallet.getCapabilities({ account, chainId }).catch(() => null), late]);
  const status = abilities?.atomic?.status;
  return status === "supported" || status === "ready";
};

/** Only a key signs what a token reads as v, r and s: an account that is a contract cannot, one that borrows code can. */
const isKey = async (client: Client, address: Address): Promise<boolean> => {
  const code = await client.getCode({ address });
  return !code || code === "0x" || code.startsWith("0xef0100");
};

/**
 * What a permit for the token is signed under; null when the token has none that we can be sure of. What it says of itself must
 * hash to its own separator, and a token that names another form of permit (as DAI does) is left alone.
 */
const permitDomain = async (client: Client, token: Address): Promise<TypedDataDomain | null> => {
  const of = { address: token, abi: permitAbi } as const;
  const optional = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null);
  const [separator, typeHash, described, name, version] = await Promise.all([
    optional(client.readContract({ ...of, functionName: "DOMAIN_SEPARATOR" })),
    optional(client.readContract({ ...of, functionName: "PERMIT_TYPEHASH" })),
    optional(client.readContract({ ...of, functionName: "eip712Domain" })),
    optional(client.readContract({ address: token, abi: erc20Abi, functionName: "name" })),
    optional(client.readContract({ ...of, functionName: "version" })),
  ]);
  if (separator === null || (typeHash !== null && typeHash !== permitHash)) return null;
  const domain = {
    name: described?.[1] ?? name ?? "",
    version: described?.[2] ?? version ?? "1",
    chainId: client.chain.id,
    verifyingContract: token,
  };
  return domainSeparator({ domain }) === separator ? domain : null;
};

/** The way that asks least of the person: one confirmation, else a signature that costs nothing, else a transaction before. */
export const wayFor = async (client: Client, account: Address, wish: Allowance, actions: WalletActions): Promise<Way> => {
  if (await hasBatches(account, actions, client.chain.id)) return "batch";
  if (!wish.withPermit) return "approve";
  const [hasKey, domain] = await Promise.all([isKey(client, account), permitDomain(client, wish.token)]);
  return hasKey && domain ? "permit" : "approve";
};

/** Asks for the permit; null when the wallet cannot sign one, which is no reason to stop. */
export const signPermit = async (
  client: Client,
  account: Address,
  { token, spender, amount }: Allowance,
  actions: WalletActions,
): Promise<Permit | null> => {
  const [domain, nonce, { timestamp }] = await Promise.all([
    permitDomain(client, token),
    client.readContract({ address: token, abi: permitAbi, functionName: "nonces", args: [account] }),
    client.getBlock({ blockTag: "pending" }),
  ]);
  if (!domain) return null;
  const deadline = timestamp + PERMIT_LASTS;
  const wallet = await actions.walletClient();
  const signature = await wallet
    .signTypedData({
      domain,
      types: permitTypes,
      primaryType: "Permit",
      message: { owner: account, spender, value: amount, nonce, deadline },
    })
    .catch((error: unknown): Hex | null => {
      if (isRejection(error)) throw error;
      return null;
    });
  if (!signature) return null;
  const { r, s, yParity } = parseSignature(signature);
  return { value: amount, deadline, v: 27 + yParity, r, s };
};
