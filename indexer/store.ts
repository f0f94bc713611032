/**
 * What a batch of events does to the read models, worked out in memory: rows are loaded before, folded here by pure
 * projections, and written as sets afterwards. Remembers what each block found, so that a reorg can put it back.
 */
import type { BusEvent } from "#core/events.ts";
import { byKey, type FactName, keyOf, type Row, type StateName, stateNames } from "./models.ts";

type AnyRow = Readonly<Record<string, unknown>>;

export type Undo = { block: number; model: StateName; key: string; row: AnyRow; before: AnyRow | null };

export type Store = {
  get<N extends StateName>(name: N, ...key: (string | number | bigint)[]): Row<N> | undefined;
  /**
   * All rows of a model that `isWanted`, among those loaded or made here, in the order of their keys: where a batch
   * begins, and in which order the database gives its rows, must not show in what is told.
   */
  all<N extends StateName>(name: N, isWanted: (row: Row<N>) => boolean): Row<N>[];
  put<N extends StateName>(name: N, row: Row<N>): void;
  add<N extends FactName>(name: N, row: Row<N>): void;
  tell(event: BusEvent): void;
};

export type Fold = {
  store: Store;
  /** Rows as they are in the database. */
  seed<N extends StateName>(name: N, rows: Row<N>[]): void;
  /** The block of what comes next, and whether it may still be taken back. */
  enter(block: number, isRevocable: boolean): void;
  /** Rows that the database has, as they are now. */
  changed<N extends StateName>(name: N): Row<N>[];
  /** Rows that it does not have yet. */
  made<N extends StateName>(name: N): Row<N>[];
  facts<N extends FactName>(name: N): Row<N>[];
  undo: Undo[];
  told: BusEvent[];
};

export function openFold(): Fold {
  const rows = new Map(stateNames.map((name) => [name, new Map<string, AnyRow>()]));
  const changes = new Map(stateNames.map((name) => [name, new Set<string>()]));
  const births = new Map(stateNames.map((name) => [name, new Set<string>()]));
  const facts = new Map<FactName, AnyRow[]>();
  const undo: Undo[] = [];
  const told: BusEvent[] = [];
  let block = 0;
  let isRevocable = false;
  let noted = new Set<string>();

  const of = (name: StateName) => rows.get(name)!;

  const store: Store = {
    get: (name, ...key) => of(name).get(key.join(" ")) as never,
    all: (name, isWanted) =>
      [...of(name).values()].filter((row) => isWanted(row as never)).toSorted((a, b) => byKey(name, a, b)) as never,
    put: (name, row) => {
      const key = keyOf(name, row);
      const known = of(name);
      const before = known.get(key);
      if (isRevocable) {
        const note = `${name} ${key}`;
        if (!noted.has(note)) undo.push({ block, model: name, key, row, before: before ?? null });
        noted.add(note);
      }
      known.set(key, row);
      if (before === undefined) births.get(name)!.add(key);
      else if (!births.get(name)!.has(key)) changes.get(name)!.add(key);
    },
    add: (name, row) => {
      const list = facts.get(name);
      if (list) list.push(row);
      else facts.set(name, [row]);
    },
    tell: (event) => void told.push(event),
  };

  return {
    store,
    undo,
    told,
    seed: (name, loaded) => {
      for (const row of loaded) of(name).set(keyOf(name, row), row);
    },
    enter: (next, mayBeTakenBack) => {
      if (next !== block) noted = new Set();
      block = next;
      isRevocable = mayBeTakenBack;
    },
    changed: (name) => [...changes.get(name)!].map((key) => of(name).get(key)) as never,
    made: (name) => [...births.get(name)!].map((key) => of(name).get(key)) as never,
    facts: (name) => (facts.get(name) ?? []) as never,
  };
}
