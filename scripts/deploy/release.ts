/** What one deployment consists of: each contract with its arguments and the address that it will have. */
import { type Address, encodeDeployData, type Hex, keccak256, stringToHex } from "viem";
import { readArtifact } from "./artifacts.ts";
import { create3Address, saltOf } from "./createx.ts";
import { roleCalls } from "./governance.ts";
import { COIN, type DeployParameters } from "./parameters.ts";

const sources = {
  token: "mocks/LocalToken.sol/LocalToken",
  authority: "@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager",
  escrow: "Escrow.sol/Escrow",
  court: "Court.sol/Court",
  reputation: "Reputation.sol/Reputation",
  anchor: "Anchor.sol/Anchor",
} as const;
export type PieceName = keyof typeof sources;

export type Piece = {
  name: PieceName;
  /** As readArtifact wants it. */
  source: string;
  args: readonly unknown[];
  initCode: Hex;
  salt: Hex;
  address: Address;
};

export type Release = {
  from: Address;
  /** Of all code and all parameters: another code or another parameter is another release, at other addresses. */
  digest: Hex;
  pieces: Piece[];
  addresses: Record<PieceName, Address>;
  /** What the authority is told once everything stands. */
  roles: Hex[];
  parameters: DeployParameters;
};

/** However an address is spelt and names are ordered, the same parameters are the same release. */
const plain = (_: string, value: unknown): unknown => {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string") return value.toLowerCase();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
};

export function releaseOf(from: Address, parameters: DeployParameters, withToken: boolean): Release {
  const names = (Object.keys(sources) as PieceName[]).filter((name) => withToken || name !== "token");
  const code = names.map((name) => readArtifact(sources[name]).bytecode);
  const digest = keccak256(stringToHex(JSON.stringify([code, parameters], plain)));
  const saltFor = (name: PieceName) => saltOf(from, `guildhall ${name} ${digest}`);
  const addresses = Object.fromEntries(
    (Object.keys(sources) as PieceName[]).map((name) => [name, create3Address(from, saltFor(name))]),
  ) as Record<PieceName, Address>;
  const { token, authority, escrow, court, reputation } = addresses;

  const rated = ratesOf(parameters, withToken ? token : undefined);
  const args: Record<PieceName, readonly unknown[]> = {
    token: [],
    authority: [from],
    escrow: [authority, court, reputation, parameters.treasury ?? from, parameters.feeBps],
    court: [escrow, reputation, parameters.court],
    reputation: [authority, escrow, rated.map(([address]) => address), rated.map(([, rate]) => rate)],
    anchor: [],
  };
  const pieces = names.map((name): Piece => {
    const { abi, bytecode } = readArtifact(sources[name]);
    const initCode = encodeDeployData({ abi, bytecode, args: args[name] });
    return { name, source: sources[name], args: args[name], initCode, salt: saltFor(name), address: addresses[name] };
  });
  return { from, digest, pieces, addresses, roles: roleCalls(addresses, from, parameters), parameters };
}

/** Which tokens' fees earn experience, and how much. */
export function ratesOf({ coinRate, tokenRate, tokens = [] }: DeployParameters, localToken?: Address): [Address, bigint][] {
  return [
    [COIN, coinRate],
    ...(localToken ? [[localToken, tokenRate] as [Address, bigint]] : []),
    ...tokens.map(({ address, rate }): [Address, bigint] => [address, rate]),
  ];
}
