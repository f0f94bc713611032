import { type Row, rows } from "./rows.ts";
import { openStage } from "./stage.ts";

/** In gas; `first`: the same when it happens for the first time. */
export type Measured = Row & { steady: number; first: number };

export async function measureAll(): Promise<Measured[]> {
  const [steady, first] = [await figures(false), await figures(true)];
  return rows.map((row, i) => ({ ...row, steady: steady[i]!, first: first[i]! }));
}

async function figures(isFirstUse: boolean): Promise<number[]> {
  const stage = await openStage(isFirstUse);
  const { free, paid } = stage;
  try {
    const found: number[] = [];
    for (const row of rows) found.push(await free.hall.aside(() => paid.hall.aside(() => row.measure(stage))));
    return found;
  } finally {
    await stage.close();
  }
}
