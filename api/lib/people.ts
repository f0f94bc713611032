import type { Db, Tx } from "#db";
import type { Person } from "#core/features/profiles.ts";
import { Address } from "#core/lib/ids.ts";

/** How people are named on somebody else's page, one query for all of them. */
export async function namePeople(db: Db | Tx, addresses: Iterable<string>): Promise<(address: string) => Person> {
  const wanted = [...new Set(addresses)];
  const known = await db.person.findMany({
    where: { address: { in: wanted } },
    select: { address: true, handle: true, name: true },
  });
  const byAddress = new Map(known.map((person) => [person.address, person]));
  return (address) => ({
    address: Address.parse(address),
    handle: byAddress.get(address)?.handle ?? null,
    name: byAddress.get(address)?.name ?? null,
  });
}

export const asPerson = (row: { address: string; handle: string; name: string }): Person => ({
  address: Address.parse(row.address),
  handle: row.handle,
  name: row.name,
});
