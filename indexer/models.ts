/**
 * The tables of schema chain as the writer sees them. Rows are plain objects in camel case; the SQL is derived.
 * New rows travel by COPY, changed ones as one array a column (`unnest`): twenty and ten times an ORM's speed.
 */
import { copyText } from "../prisma/copy.ts";

type Kinds = {
  text: string;
  int: number;
  block: number;
  big: bigint;
  numeric: bigint;
  time: bigint;
  bool: boolean;
  json: string;
};
type Column = { kind: keyof Kinds; isNullable: boolean };
type Columns = Record<string, Column>;

export type RowOf<C extends Columns> = {
  readonly [N in keyof C]: C[N]["isNullable"] extends true ? Kinds[C[N]["kind"]] | null : Kinds[C[N]["kind"]];
};

const is = <K extends keyof Kinds>(kind: K) => ({ kind, isNullable: false }) as const;
const may = <K extends keyof Kinds>(kind: K) => ({ kind, isNullable: true }) as const;

export type Model<C extends Columns = Columns> = {
  table: string;
  columns: C;
  key: (keyof C & string)[];
  /** Appended to and never changed: what lies above an ancestor is deleted, nothing is restored. */
  isFact: boolean;
  /** For COPY. */
  target: string;
  update: string;
  delete: string;
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const quoted = (name: string): string => `"${snake(name)}"`;

const arrays: Record<keyof Kinds, string> = {
  text: "text[]",
  int: "int4[]",
  block: "int8[]",
  big: "int8[]",
  numeric: "numeric[]",
  time: "int8[]",
  bool: "bool[]",
  json: "text[]",
};
const outOf: Partial<Record<keyof Kinds, (name: string) => string>> = {
  time: (name) => `to_timestamp(${name}::float8)`,
  json: (name) => `${name}::jsonb`,
};

function define<C extends Columns>(table: string, key: (keyof C & string)[], columns: C, isFact = false): Model<C> {
  const names = Object.keys(columns);
  const list = names.map(quoted).join(", ");
  const values = names.map((name) => outOf[columns[name]!.kind]?.(quoted(name)) ?? quoted(name)).join(", ");
  const params = names.map((name, i) => `$${i + 1}::${arrays[columns[name]!.kind]}`).join(", ");
  const changes = names.filter((name) => !key.includes(name)).map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  const keyParams = key.map((name, i) => `$${i + 1}::${arrays[columns[name]!.kind]}`).join(", ");
  const same = key.map((name) => `t.${quoted(name)} = k.${quoted(name)}`).join(" and ");
  return {
    table,
    columns,
    key,
    isFact,
    target: `chain."${table}" (${list})`,
    update: `insert into chain."${table}" (${list}) select ${values} from unnest(${params}) as t (${list})
      on conflict (${key.map(quoted).join(", ")}) do update set ${changes.join(", ")}`,
    delete: `delete from chain."${table}" t using unnest(${keyParams}) as k (${key.map(quoted).join(", ")}) where ${same}`,
  };
}

const place = { chainId: is("int"), block: is("block"), logIndex: is("int"), txHash: is("text") };
const placeKey: ("chainId" | "block" | "logIndex")[] = ["chainId", "block", "logIndex"];

export const models = {
  agreement: define("escrow_agreement", ["id"], {
    id: is("text"),
    chainId: is("int"),
    escrow: is("text"),
    client: is("text"),
    developer: is("text"),
    token: is("text"),
    court: is("text"),
    config: is("numeric"),
    feeBps: is("int"),
    reviewPeriod: is("big"),
    previous: is("text"),
    brief: is("text"),
    next: may("text"),
    funded: is("int"),
    accepted: is("bool"),
    cancelled: is("bool"),
    createdAt: is("time"),
    createdBlock: is("block"),
    txHash: is("text"),
  }),
  milestone: define("milestone", ["agreementId", "index"], {
    agreementId: is("text"),
    index: is("int"),
    chainId: is("int"),
    amount: is("numeric"),
    due: is("time"),
    state: is("text"),
    clock: may("time"),
    changesRequested: is("int"),
    locked: is("numeric"),
    toDeveloper: is("numeric"),
    toClient: is("numeric"),
    fee: is("numeric"),
    toNext: is("numeric"),
    caseId: may("text"),
    delivery: may("text"),
    changeRequest: may("text"),
  }),
  credit: define("credit", ["chainId", "source", "account", "token"], {
    chainId: is("int"),
    source: is("text"),
    account: is("text"),
    token: is("text"),
    amount: is("numeric"),
  }),
  case: define("case", ["caseId"], {
    caseId: is("text"),
    chainId: is("int"),
    agreementId: is("text"),
    index: is("int"),
    claimant: is("text"),
    respondent: is("text"),
    atStake: is("numeric"),
    deposit: is("numeric"),
    period: is("text"),
    round: is("int"),
    answerBy: is("time"),
    evidenceBy: may("time"),
    seedBlock: may("big"),
    commitBy: may("time"),
    revealBy: may("time"),
    appealBy: may("time"),
    developerBps: may("int"),
    reason: may("text"),
    openedAt: is("time"),
    ruledAt: may("time"),
    toDeveloper: may("numeric"),
    toClient: may("numeric"),
    clientBack: may("numeric"),
    developerBack: may("numeric"),
  }),
  caseRound: define("case_round", ["caseId", "round"], {
    caseId: is("text"),
    round: is("int"),
    chainId: is("int"),
    size: is("int"),
    state: is("text"),
    appellant: may("text"),
    price: may("numeric"),
    paidByClient: may("text"),
    paidByDeveloper: may("text"),
    evidenceBy: is("time"),
    seedBlock: is("big"),
    commitBy: may("time"),
    revealBy: may("time"),
    appealBy: may("time"),
    developerBps: may("int"),
    beganAt: is("time"),
    endedAt: may("time"),
    endedBlock: may("block"),
  }),
  panelMember: define("panel_member", ["caseId", "round", "seat"], {
    caseId: is("text"),
    round: is("int"),
    seat: is("big"),
    chainId: is("int"),
    arbiter: is("text"),
    commitment: may("text"),
    vote: may("int"),
    slashed: is("numeric"),
    slashedFor: may("text"),
    exposedBy: may("text"),
    rewarded: is("numeric"),
  }),
  seat: define("seat", ["chainId", "seat"], {
    chainId: is("int"),
    seat: is("big"),
    arbiter: is("text"),
    takenAt: is("time"),
    leftAt: may("time"),
  }),
  standing: define("standing", ["chainId", "account"], {
    chainId: is("int"),
    account: is("text"),
    experience: is("numeric"),
    completed: is("int"),
    won: is("int"),
    lost: is("int"),
    lastActivity: may("time"),
  }),

  log: define(
    "log",
    placeKey,
    {
      ...place,
      blockHash: is("text"),
      at: is("time"),
      contract: is("text"),
      name: is("text"),
      args: is("json"),
    },
    true,
  ),
  movement: define(
    "movement",
    placeKey,
    {
      ...place,
      agreementId: is("text"),
      kind: is("text"),
      index: may("int"),
      token: is("text"),
      amount: is("numeric"),
      fee: is("numeric"),
      at: is("time"),
    },
    true,
  ),
  evidence: define(
    "evidence",
    placeKey,
    { ...place, caseId: is("text"), by: is("text"), uri: is("text"), digest: is("text"), at: is("time") },
    true,
  ),
  reputationEvent: define(
    "reputation_event",
    // One ruling speaks of two accounts.
    [...placeKey, "account"],
    {
      ...place,
      account: is("text"),
      kind: is("text"),
      gained: is("numeric"),
      total: may("numeric"),
      agreementId: may("text"),
      caseId: may("text"),
      at: is("time"),
    },
    true,
  ),
} as const;

export type ModelName = keyof typeof models;
export type Row<N extends ModelName> = RowOf<(typeof models)[N]["columns"]>;
export type FactName = "log" | "movement" | "evidence" | "reputationEvent";
export type StateName = Exclude<ModelName, FactName>;

const names = Object.keys(models) as ModelName[];
export const factNames = names.filter((name): name is FactName => models[name].isFact);
export const stateNames = names.filter((name): name is StateName => !models[name].isFact);

type AnyRow = Readonly<Record<string, unknown>>;

/** One array a column, for the model's SQL. */
export function toArrays(name: ModelName, rows: readonly AnyRow[], only?: readonly string[]): unknown[][] {
  return (only ?? Object.keys(models[name].columns)).map((column) =>
    rows.map((row) => {
      const value = row[column];
      return typeof value === "bigint" ? value.toString() : value;
    }),
  );
}

/** The same, a line a row in COPY's text format. */
export function* toCopy(name: ModelName, rows: Iterable<AnyRow>): Generator<string> {
  const columns = Object.entries(models[name].columns as Columns).map(([column, { kind }]) => ({ column, kind }));
  for (const row of rows) {
    let text = "";
    let gap = "";
    for (const { column, kind } of columns) {
      text += gap + cellOf(kind, row[column]);
      gap = "\t";
    }
    yield `${text}\n`;
  }
}

function cellOf(kind: keyof Kinds, value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (kind === "text" || kind === "json") return copyText(value as string);
  if (kind === "time") return timeText(value as bigint);
  if (kind === "bool") return value ? "t" : "f";
  return String(value);
}

let lastTime = { seconds: 0n, text: "1970-01-01T00:00:00.000Z" };
/** A block's events have one time. */
function timeText(seconds: bigint): string {
  if (seconds !== lastTime.seconds) lastTime = { seconds, text: new Date(Number(seconds) * 1_000).toISOString() };
  return lastTime.text;
}

const keys = Object.fromEntries(names.map((name) => [name, models[name].key as readonly string[]])) as Record<
  ModelName,
  readonly string[]
>;

export function keyOf(name: ModelName, row: AnyRow): string {
  const key = keys[name];
  let text = String(row[key[0]!]);
  for (let i = 1; i < key.length; i++) text += ` ${String(row[key[i]!])}`;
  return text;
}

/** In the order of their keys, numbers as numbers. */
export function byKey(name: ModelName, a: AnyRow, b: AnyRow): number {
  for (const column of keys[name]) {
    const [left, right] = [a[column] as string | number | bigint, b[column] as string | number | bigint];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** For the undo journal: bigints as strings. */
export const toJson = (row: AnyRow): string =>
  JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

/** A row out of JSON or Postgres, where numeric and int8 come as text and times, by `selectList`, as seconds. */
export function toRow<N extends ModelName>(name: N, values: Record<string, unknown>): Row<N> {
  const columns: Columns = models[name].columns;
  const row = Object.entries(values).map(([column, value]) => [column, revive(columns[column]?.kind, value)]);
  return Object.fromEntries(row) as Row<N>;
}

export const selectList = (name: ModelName): string =>
  Object.entries(models[name].columns as Columns)
    .map(([column, { kind }]) => {
      const value = kind === "time" ? `extract(epoch from ${quoted(column)})::int8` : quoted(column);
      return `${value} as "${column}"`;
    })
    .join(", ");

function revive(kind: keyof Kinds | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === "numeric" || kind === "big" || kind === "time") return BigInt(value as string | number);
  return kind === "int" || kind === "block" ? Number(value) : value;
}
