/** Where a row of the gas table is measured: two guilds, one without a fee and one that takes 1 %, and the two who agree. */
import { type LocalAccount, type Hex, keccak256, toHex, type Address } from "viem";
import { AMOUNTS, type Coin, type Deeds, deedsIn, type Juror } from "./deeds.ts";
import { type Hall, newcomer, openHall } from "./hall.ts";

export type Guild = Deeds & {
  hall: Hall;
  client: LocalAccount;
  developer: LocalAccount;
  /** Terms between the two. */
  terms(options?: { coin?: Coin; court?: Address }): ReturnType<Deeds["aTerms"]>;
  /** Twelve wallets with a seat each that already counts. */
  seat(): Promise<void>;
  /** A case over the first milestone, answered and drawn: the developer disputes what is funded, so nobody need submit. */
  drawn(options?: { coin?: Coin }): Promise<{ terms: ReturnType<Deeds["aTerms"]>; id: Hex; panel: Juror[] }>;
};
export type Stage = { free: Guild; paid: Guild };

export const randao = (i: number): Hex => keccak256(toHex(`randao ${i}`));

async function openGuild(feeBps: number, isFirstUse: boolean): Promise<Guild> {
  const hall = await openHall({ feeBps });
  const deeds = deedsIn(hall);
  const { client, stranger } = hall.people;
  const developer = isFirstUse ? newcomer("developer") : hall.people.developer;
  const by = { client, developer };
  let isSeated = false;
  await deeds.approve(client);
  // To the last unit when it is the first use: what returns finds an empty account.
  await deeds.mint(client.address, (isFirstUse ? 3n : 1_000n) * AMOUNTS.erc20);

  const guild: Guild = {
    ...deeds,
    hall,
    ...by,
    terms: (options) => deeds.aTerms({ ...options, by }),
    async seat() {
      if (isSeated) return;
      isSeated = !isFirstUse;
      for (const arbiter of hall.people.arbiters) await deeds.takeSeat(arbiter);
      hall.wait(hall.parameters.court.seatDelay);
    },
    async drawn({ coin = "eth" } = {}) {
      await guild.seat();
      const terms = guild.terms({ coin });
      await deeds.fundSigned(terms, by);
      await hall.enrich(developer);
      await deeds.dispute(terms, 0, developer);
      const id = deeds.caseIdOf(terms, 0);
      await deeds.answer(id, client);
      await deeds.draw(id, stranger, randao(0));
      return { terms, id, panel: await deeds.panelOf(id) };
    },
  };
  return guild;
}

/** Everything happens once, so that every recipient, counter and token exists afterwards. */
async function live(guild: Guild): Promise<void> {
  const { client, developer, hall } = guild;
  await guild.seat();
  for (const coin of ["eth", "erc20"] as const) {
    const kept = guild.terms({ coin });
    await guild.fundSigned(kept, guild);
    await guild.release(kept, 0, client);
    await guild.refund(kept, 1, developer);
    const finished = guild.terms({ coin });
    await guild.fundSigned(finished, guild);
    for (const index of [0, 1, 2]) await guild.release(finished, index, client);
    const { terms, id, panel } = await guild.drawn({ coin });
    await rule(guild, id, panel, coin === "eth" ? 7_000n : 2_000n);
    await guild.execute(terms, 0);
    await guild.reward(id);
    await guild.reclaim(id);
  }
  hall.wait(3_600n);
}

/** Three equal votes, and the time to appeal. */
export async function rule(guild: Guild, id: Hex, panel: Juror[], developerBps: bigint) {
  const commits: number[] = [];
  const reveals: number[] = [];
  for (const juror of panel) commits.push(await guild.commit(id, juror, developerBps));
  for (const juror of panel) reveals.push(await guild.reveal(id, juror, developerBps));
  // Nobody appeals: the clock makes the ruling final.
  guild.hall.wait(guild.hall.parameters.court.standard.appeal + 1n);
  return { commits, reveals };
}

/** @param isFirstUse Nothing has happened before, and nobody has heard of the developer. */
export async function openStage(isFirstUse: boolean): Promise<Stage & { close(): Promise<unknown> }> {
  const [free, paid] = [await openGuild(0, isFirstUse), await openGuild(100, isFirstUse)];
  if (!isFirstUse) for (const guild of [free, paid]) await live(guild);
  return { free, paid, close: () => Promise.all([free.hall.close(), paid.hall.close()]) };
}
