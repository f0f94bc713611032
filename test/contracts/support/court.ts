/** What a case comes to for those who sit in it, and whether the court can pay it. */
import { expect } from "chai";
import * as s from "./world.ts";

/** What a vote far from the ruling loses in a case with this deposit. */
export const farOff = (deposit: bigint) => (s.P.seatStake * s.P.incoherenceBps * deposit) / (10_000n * s.P.maxDeposit);

export const penalty = (s.P.seatStake * s.P.silenceBps) / 10_000n;
export const pot = (deposit: bigint) => deposit - s.P.drawBounty;

/** Everyone of the panel commits, save those named. */
export async function commitAll(w: s.World, caseId: s.Hex, panel: s.Juror[], votes: number[], silent: number[] = []) {
  for (const [i, juror] of panel.entries()) if (!silent.includes(i)) await s.commit(w, caseId, juror, votes[i]!);
}

/** Nobody's wei is lost: what the court holds is stakes, credits and what can be claimed. */
export async function expectSolvent(w: s.World, caseId: s.Hex) {
  await w.court.connect(w.treasury).reward([caseId]);
  const everyone = [w.client, w.developer, w.stranger, ...w.arbiters];
  let owed = 0n;
  for (const { address } of everyone) {
    owed += await w.court.creditOf(address);
    owed += (await w.court.seatsOf(address)) * s.P.seatStake;
    owed += await s.owedTo(w, caseId, { address });
  }
  expect(owed).to.equal(await s.ethers.provider.getBalance(w.court));
}
