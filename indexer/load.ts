import type { ChainEvent } from "./events.ts";
import { type Row, selectList, type StateName, toRow, models } from "./models.ts";
import { needsOf } from "./projections/index.ts";
import type { Sql } from "./sql.ts";
import type { Fold } from "./store.ts";

/** Loads the rows that these events will ask for, with one query a table. */
export async function loadInto(fold: Fold, sql: Sql, chainId: number, events: readonly ChainEvent[]): Promise<void> {
  const needs = needsOf(events);
  const select = async <N extends StateName>(name: N, where: string, values: unknown[]): Promise<Row<N>[]> => {
    const text = `select ${selectList(name)} from chain."${models[name].table}" where ${where}`;
    const { rows } = await sql.query(text, values);
    const loaded = rows.map((row) => toRow(name, row));
    fold.seed(name, loaded);
    return loaded;
  };

  if (needs.cases.size > 0 || needs.agreements.size > 0) {
    const cases = await select("case", "case_id = any($1) or agreement_id = any($2)", [[...needs.cases], [...needs.agreements]]);
    // Whoever speaks of a case names its parties, and those stand in the agreement.
    for (const { agreementId } of cases) needs.agreements.add(agreementId);
  }
  if (needs.agreements.size > 0) {
    await select("agreement", "id = any($1)", [[...needs.agreements]]);
    await select("milestone", "agreement_id = any($1)", [[...needs.agreements]]);
  }
  if (needs.cases.size > 0) {
    await select("panelMember", "case_id = any($1)", [[...needs.cases]]);
    await select("caseRound", "case_id = any($1)", [[...needs.cases]]);
  }
  if (needs.seats.size > 0) await select("seat", "chain_id = $1 and seat = any($2)", [chainId, [...needs.seats].map(String)]);
  if (needs.accounts.size > 0) {
    const accounts = [...needs.accounts];
    await select("credit", "chain_id = $1 and source in ('escrow', 'court') and account = any($2)", [chainId, accounts]);
    await select("standing", "chain_id = $1 and account = any($2)", [chainId, accounts]);
  }
}
