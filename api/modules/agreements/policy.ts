import { Problem } from "#core/lib/problem.ts";
import type { Db } from "#db";
import type { Viewer } from "../../lib/request.ts";
import { lineOf } from "./history.ts";

type Parties = { id: string; client: string; developer: string };

export type Side = "client" | "developer";

export const sideOf = ({ client, developer }: Omit<Parties, "id">, viewer: Viewer): Side | null =>
  viewer.address === client ? "client" : viewer.address === developer ? "developer" : null;

/** For whoever may not read it an agreement is not there: no answer tells that it is. */
export const noSuchAgreement = () => new Problem("not-found", "There is no such agreement, or it is not yours to read.");

/**
 * Who reads all of it, words included: its parties, admins, and the arbiters drawn for a case of it or of an agreement
 * that it was amended from or into, since what was agreed before and after is part of what they judge.
 */
export async function mayRead(db: Db, agreement: Parties, viewer: Viewer | null): Promise<boolean> {
  if (viewer === null) return false;
  if (viewer.role === "admin" || sideOf(agreement, viewer) !== null) return true;
  const line = await lineOf(db, agreement.id);
  const seats = await db.$queryRaw<unknown[]>`
    select 1 from chain.panel_member m join chain."case" c on c.case_id = m.case_id
    where m.arbiter = ${viewer.address} and c.agreement_id = any(${line.map(({ id }) => id)}) limit 1`;
  return seats.length > 0;
}

/** Only a party signs, settles or draws up again; to a reader who is none it says so, to anyone else nothing is there. */
export async function mustBeParty(db: Db, agreement: Parties, viewer: Viewer): Promise<Side> {
  const side = sideOf(agreement, viewer);
  if (side !== null) return side;
  if (await mayRead(db, agreement, viewer)) throw new Problem("not-allowed", "Only its client and its developer do this.");
  throw noSuchAgreement();
}
