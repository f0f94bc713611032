import { Problem } from "#core/lib/problem.ts";
import type { Db } from "#db";
import type { Viewer } from "../../lib/request.ts";
import { type Loaded, mayRead, mustBeParty, noSuchAgreement, type Side } from "../agreements/index.ts";

export const noSuchAmendment = () => new Problem("not-found", "There is no such amendment, or it is not yours to read.");

const partiesOf = ({ id, terms: { client, developer } }: Loaded) => ({ id, client, developer });

/** Reading follows the agreement that would be amended. */
export async function mustRead(db: Db, old: Loaded | undefined, viewer: Viewer): Promise<Loaded> {
  if (!old || !(await mayRead(db, partiesOf(old), viewer))) throw noSuchAgreement();
  return old;
}

/** Both parties propose and sign; whoever proposed may withdraw, and the other side alone declines. */
export async function mustBe(db: Db, old: Loaded, viewer: Viewer, who: "party" | "author" | "other", by?: string): Promise<Side> {
  const side = await mustBeParty(db, partiesOf(old), viewer);
  if (who === "author" && by !== viewer.address)
    throw new Problem("not-allowed", "Only who proposed an amendment withdraws it; the other side declines it.");
  if (who === "other" && by === viewer.address)
    throw new Problem("not-allowed", "You proposed this amendment. Withdraw it instead.");
  return side;
}
