/** The mirror beside the chain: each log as viem reads it, and the read models as a replay from the first event makes them. */
import { isDeepStrictEqual } from "node:util";
import { parseEventLogs } from "viem";
import { decoderFor, type RpcLog } from "../../../indexer/decode.ts";
import { addressesOf } from "../../../indexer/deployment.ts";
import type { ChainEvent, Contract } from "../../../indexer/events.ts";
import { factNames, keyOf, type ModelName, models, selectList, stateNames, toRow } from "../../../indexer/models.ts";
import { project } from "../../../indexer/projections/index.ts";
import { openFold } from "../../../indexer/store.ts";
import { withClient } from "../../../prisma/server.ts";
import { abis } from "../abis.ts";
import type { TestChain } from "../chain.ts";
import type { Emitter } from "../emitter.ts";
import { toldFacts } from "../mirror.ts";
import type { TestDatabase } from "../postgres.ts";

/** What differs, in sentences; nothing where the mirror is right. */
export async function differences(database: TestDatabase, chain: TestChain, { deployment }: Emitter): Promise<string[]> {
  const addresses = addressesOf(deployment);
  const decoder = decoderFor(addresses);
  const raw = (await chain.cheats.request({
    method: "eth_getLogs",
    params: [{ fromBlock: "0x0", toBlock: "latest", address: Object.values(addresses) }],
  } as never)) as RpcLog[];
  const events = raw.flatMap((log) => decoder.decode(log, 31_337, BigInt(log.blockTimestamp ?? 0)) ?? []);
  const found = await rowsOf(database, [...stateNames, ...factNames]);

  const wrong = compare(
    "log",
    found.get("log") ?? [],
    raw.map((log) => byViem(log, addresses)),
  );
  const fold = openFold();
  for (const event of events) {
    fold.enter(event.block, false);
    project(event, fold.store, addresses);
  }
  for (const name of stateNames) wrong.push(...compare(name, found.get(name) ?? [], fold.made(name)));
  for (const name of factNames) if (name !== "log") wrong.push(...compare(name, found.get(name) ?? [], fold.facts(name)));

  const told = await toldFacts(database);
  const expected = fold.told.map(({ topic, payload }) => `${topic} ${JSON.stringify(payload)}`);
  if (!isDeepStrictEqual(told.map(sorted), expected.map(sorted))) {
    const [there, right] = [told.map(sorted), expected.map(sorted)];
    const at = there.findIndex((fact, place) => fact !== right[place]);
    const first = `first ${there[at] ?? "nothing"}, where it is ${right[at] ?? "nothing"}`;
    wrong.push(`The bus told ${told.length} facts that stand, where the chain has ${expected.length}, or others: ${first}.`);
  }
  return wrong;
}

/** Postgres keeps the keys of jsonb in an order of its own. */
const sorted = (text: string): string => {
  const at = text.indexOf(" ");
  return `${text.slice(0, at)} ${JSON.stringify(Object.entries(JSON.parse(text.slice(at + 1))).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
};

type AnyRow = Record<string, unknown>;

async function rowsOf(database: TestDatabase, names: ModelName[]): Promise<Map<ModelName, AnyRow[]>> {
  return withClient(database.superuserUrl, async (client) => {
    const found = new Map<ModelName, AnyRow[]>();
    for (const name of names) {
      const { rows } = await client.query<AnyRow>(`select ${selectList(name)} from chain."${models[name].table}"`);
      found.set(
        name,
        rows.map((row) => toRow(name, row) as AnyRow),
      );
    }
    return found;
  });
}

function compare(name: ModelName, found: readonly AnyRow[], expected: readonly AnyRow[]): string[] {
  const wanted = new Map(expected.map((row) => [keyOf(name, row), row]));
  const wrong: string[] = [];
  for (const row of found) {
    const key = keyOf(name, row);
    if (!isDeepStrictEqual(row, wanted.get(key)))
      wrong.push(`${name} ${key}: ${wanted.has(key) ? "other than on chain" : "not on chain"}`);
    wanted.delete(key);
  }
  for (const key of wanted.keys()) wrong.push(`${name} ${key}: missing`);
  return wrong;
}

function byViem(log: RpcLog, addresses: ReturnType<typeof addressesOf>): AnyRow {
  const contract = (Object.keys(addresses) as Contract[]).find((one) => addresses[one] === log.address.toLowerCase()) as Contract;
  const [event] = parseEventLogs({ abi: abis[contract], logs: [log as never] });
  const at: Pick<ChainEvent, "chainId" | "block" | "logIndex" | "txHash" | "blockHash" | "at"> = {
    chainId: 31_337,
    block: Number(log.blockNumber),
    logIndex: Number(log.logIndex),
    txHash: log.transactionHash,
    blockHash: log.blockHash,
    at: BigInt(log.blockTimestamp ?? 0),
  };
  const { eventName: name, args } = event as unknown as { eventName: string; args: unknown };
  return { ...at, contract, name, args: asKept(args) };
}

/** As Postgres has it: whole numbers in digits, addresses in lower case, no NUL. */
const asKept = (args: unknown): unknown =>
  JSON.parse(
    JSON.stringify(args, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
    (_, value) => {
      if (typeof value !== "string") return value;
      return value.startsWith("0x") ? value.toLowerCase() : value.replaceAll("\0", "\uFFFD");
    },
  );
