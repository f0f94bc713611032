/** What all projections share: the words of the bus for a place on chain and for the people of an agreement. */
import type { ChainPoint } from "#core/events.ts";
import type { Address, AgreementId, CaseId } from "#core/lib/ids.ts";
import type { Wei } from "#core/lib/money.ts";
import type { Instant } from "#core/lib/time.ts";
import type { Point } from "../events.ts";
import type { Row } from "../models.ts";

/** ISO-8601 has four digits for the year, uint40 has room for 36812: whoever writes such a deadline gets the last of these. */
const LAST_SECOND = 253_402_300_799n;

export const clampTime = (seconds: bigint): bigint => (seconds > LAST_SECOND ? LAST_SECOND : seconds);
let last = { seconds: 0n, text: "1970-01-01T00:00:00.000Z" as Instant };
/** A block's events have one time. */
export function instant(seconds: bigint): Instant {
  if (seconds !== last.seconds) last = { seconds, text: new Date(Number(clampTime(seconds)) * 1000).toISOString() };
  return last.text;
}

// The decoder is the parser of these: it reads fixed places, in lower case, and a second look would cost more than all else.
export const wei = (amount: bigint) => amount.toString() as Wei;
export const address = (text: string) => text as Address;
export const agreementId = (text: string) => text as AgreementId;
export const caseId = (text: string) => text as CaseId;

export const pointOf = ({ chainId, block, blockHash, txHash, logIndex, at }: Point): ChainPoint => ({
  chainId,
  block: block.toString(),
  blockHash,
  txHash,
  logIndex,
  at: instant(at),
});

export const onAgreement = (event: Point, { id, client, developer }: Row<"agreement">) => ({
  ...pointOf(event),
  agreement: agreementId(id),
  client: address(client),
  developer: address(developer),
});

export const onCase = (event: Point, { caseId: id }: Row<"case">, agreement: Row<"agreement">) => ({
  ...onAgreement(event, agreement),
  caseId: caseId(id),
});

export const placeOf = ({ chainId, block, logIndex, txHash }: Point) => ({ chainId, block, logIndex, txHash });

/** Clocks of the contracts run in whole hours, rounded up. */
export const wholeHour = (seconds: bigint): bigint => ((seconds + 3_599n) / 3_600n) * 3_600n;

/** An event is about something whose beginning the mirror never saw: it has a hole, or begins too late. */
export class Unseen extends Error {}
