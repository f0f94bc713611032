/** What the chain holds is what was meant, name by name. Nothing is written down before this holds. */
import { type AbiParameter, type Address, type Hex, isAddressEqual, type PublicClient, toFunctionSelector } from "viem";
import { courtAbi, escrowAbi, reputationAbi } from "../../core/chain/abi.ts";
import { readArtifact } from "./artifacts.ts";
import { ADMIN, authorityAbi, GOVERNOR, GUARDIAN, powers } from "./governance.ts";
import { type Piece, type Release, ratesOf } from "./release.ts";

/** A difference between what was meant and what is. */
export class Mismatch extends Error {
  override name = "Mismatch";
}

export type Reading = { name: string; found: unknown; meant: unknown };

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === "bigint" ? inner.toString() : typeof inner === "string" ? inner.toLowerCase() : inner,
  );
export const isSame = ({ found, meant }: Reading): boolean => plain(found) === plain(meant);

export async function readBack(chain: PublicClient, release: Release): Promise<Reading[]> {
  const readings = [
    ...(await Promise.all(release.pieces.map((piece) => readCode(chain, piece)))),
    ...(await readNames(chain, release)),
    ...(await readCourt(chain, release)),
    ...(await readPowers(chain, release)),
  ];
  const wrong = readings.filter((reading) => !isSame(reading));
  if (wrong.length === 0) return readings;
  throw new Mismatch(wrong.map(({ name, found, meant }) => `${name} is ${found}, not ${meant}`).join("; "));
}

/** The code itself, but for the places where the constructor wrote its immutables. */
async function readCode(chain: PublicClient, { name, source, address }: Piece): Promise<Reading> {
  const { deployedBytecode, immutableReferences = {} } = readArtifact(source);
  const holes = Object.values(immutableReferences).flat();
  const masked = (code: Hex | undefined): string => {
    const bytes = Buffer.from((code ?? "0x").slice(2), "hex");
    for (const { start, length } of holes) bytes.subarray(start, start + length).fill(0);
    return `${bytes.length} bytes, ${bytes.toString("base64")}`;
  };
  const isMeant = masked(await chain.getCode({ address })) === masked(deployedBytecode);
  return { name: `the code of ${name}`, found: isMeant ? "as compiled" : "something else", meant: "as compiled" };
}

async function readNames(chain: PublicClient, release: Release): Promise<Reading[]> {
  const { addresses, parameters, from, pieces } = release;
  const { escrow, court, reputation, authority } = addresses;
  const [inEscrow, inCourt, inReputation] = [
    { address: escrow, abi: escrowAbi },
    { address: court, abi: courtAbi },
    { address: reputation, abi: reputationAbi },
  ] as const;
  const token = pieces.find(({ name }) => name === "token")?.address;
  const [feeBps, isPaused] = await chain.readContract({ ...inEscrow, functionName: "policy" });
  const rates = await Promise.all(
    ratesOf(parameters, token).map(async ([of, meant]) => ({
      name: `Reputation.rateOf(${of})`,
      found: await chain.readContract({ ...inReputation, functionName: "rateOf", args: [of] }),
      meant,
    })),
  );
  return [
    { name: "Escrow.guildCourt", found: await chain.readContract({ ...inEscrow, functionName: "guildCourt" }), meant: court },
    {
      name: "Escrow.reputation",
      found: await chain.readContract({ ...inEscrow, functionName: "reputation" }),
      meant: reputation,
    },
    { name: "Escrow.authority", found: await chain.readContract({ ...inEscrow, functionName: "authority" }), meant: authority },
    {
      name: "Escrow.treasury",
      found: await chain.readContract({ ...inEscrow, functionName: "treasury" }),
      meant: parameters.treasury ?? from,
    },
    { name: "Escrow.policy.feeBps", found: feeBps, meant: BigInt(parameters.feeBps) },
    { name: "Escrow.policy.paused", found: isPaused, meant: false },
    { name: "Court.escrow", found: await chain.readContract({ ...inCourt, functionName: "escrow" }), meant: escrow },
    { name: "Court.reputation", found: await chain.readContract({ ...inCourt, functionName: "reputation" }), meant: reputation },
    { name: "Reputation.escrow", found: await chain.readContract({ ...inReputation, functionName: "escrow" }), meant: escrow },
    {
      name: "Reputation.authority",
      found: await chain.readContract({ ...inReputation, functionName: "authority" }),
      meant: authority,
    },
    ...rates,
  ];
}

type Component = AbiParameter & { components?: readonly Component[] };

/** Every value of a struct by its name, as the ABI names them. */
export function leavesOf(components: readonly Component[], value: unknown, path: string): [string, unknown][] {
  return components.flatMap(({ name = "", components: inner }) => {
    const one = (value as Record<string, unknown> | undefined)?.[name];
    return inner ? leavesOf(inner, one, `${path}.${name}`) : [[`${path}.${name}`, one] as [string, unknown]];
  });
}

const parametersOf = courtAbi.find((entry) => entry.type === "function" && entry.name === "parameters");
export const courtComponents = ((parametersOf as { outputs?: readonly Component[] } | undefined)?.outputs?.[0]?.components ??
  []) as readonly Component[];

async function readCourt(chain: PublicClient, { addresses, parameters }: Release): Promise<Reading[]> {
  const held = await chain.readContract({ address: addresses.court, abi: courtAbi, functionName: "parameters" });
  const found = leavesOf(courtComponents, held, "Court.parameters");
  const meant = new Map(leavesOf(courtComponents, parameters.court, "Court.parameters"));
  return found.map(([name, value]) => ({ name, found: value, meant: meant.get(name) ?? "not said" }));
}

/** Each power belongs to whom it should, after the delay that it should, and the deployer keeps none. */
export async function readPowers(chain: PublicClient, { addresses, parameters, from }: Release): Promise<Reading[]> {
  const { governor = from, guardian = from, governanceDelay } = parameters;
  const authority = { address: addresses.authority, abi: authorityAbi } as const;
  const readings: Reading[] = [];
  for (const { role, contract, functions } of powers) {
    const [who, meant] = role === GUARDIAN ? [guardian, [true, 0]] : [governor, [governanceDelay === 0, governanceDelay]];
    for (const one of functions) {
      const args = [who, addresses[contract], toFunctionSelector(one)] as const;
      const found = await chain.readContract({ ...authority, functionName: "canCall", args });
      readings.push({ name: `${contract}.${one} by ${role === GUARDIAN ? "the guardian" : "the governor"}`, found, meant });
    }
  }
  const has = (role: bigint, account: Address) =>
    chain.readContract({ ...authority, functionName: "hasRole", args: [role, account] });
  readings.push({ name: "the governor's admin role", found: await has(ADMIN, governor), meant: [true, governanceDelay] });
  for (const [role, name, holder] of [
    [ADMIN, "admin", governor],
    [GOVERNOR, "governor", governor],
    [GUARDIAN, "guardian", guardian],
  ] as const) {
    const [found] = await has(role, from);
    readings.push({ name: `whether the deployer is ${name}`, found, meant: isAddressEqual(holder, from) });
  }
  return readings;
}
