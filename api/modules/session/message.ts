/**
 * The sign-in message (EIP-4361). The library parses and prints it; every field is checked here, and the message must be
 * to the last byte what the library prints of the fields that it read, so that nothing unread is ever signed.
 */
import { type Address, getAddress, isAddress } from "viem";
import { createSiweMessage, parseSiweMessage } from "viem/siwe";
import type { SignInChallenge } from "#core/features/session.ts";
import type { Settings } from "../../config.ts";

/** How long a challenge may wait for its signature. */
export const CHALLENGE_LIFE = 5 * 60_000;
/** Clocks of browsers that print their own `issuedAt` differ from ours a little. */
const SKEW = 60_000;

export const STATEMENT = "Sign in to Guildhall. This costs nothing and moves no money.";

type Expected = Pick<Settings, "webOrigin" | "chainId">;

export const challengeFor = ({ webOrigin, chainId }: Expected, nonce: string, now: Date): SignInChallenge => ({
  domain: new URL(webOrigin).host,
  uri: webOrigin,
  statement: STATEMENT,
  version: "1",
  chainId,
  nonce,
  issuedAt: now.toISOString(),
  expirationTime: new Date(now.getTime() + CHALLENGE_LIFE).toISOString(),
});

export type Claim = { address: Address; nonce: string };

type Fields = ReturnType<typeof parseSiweMessage>;
const nonceForm = /^[0-9a-f]{32}$/;

/** The nonce of anything that looks like a message, so that it can be spent even when the rest is wrong. */
export function nonceOf(message: string): string | undefined {
  const { nonce } = parseSiweMessage(message);
  return nonce !== undefined && nonceForm.test(nonce) ? nonce : undefined;
}

/** Who claims to sign in, or nothing when any field is not exactly as we asked for it. */
export function readMessage(message: string, expected: Expected, now: Date): Claim | undefined {
  const fields = parseSiweMessage(message);
  const { address, nonce, statement } = fields;
  if (address === undefined || !isAddress(address) || getAddress(address) !== address) return undefined;
  if (nonce === undefined || !nonceForm.test(nonce) || statement !== STATEMENT) return undefined;
  if (!isForUs(fields, expected) || !isTimely(fields, now) || !isPlain(fields)) return undefined;
  return print(fields) === message ? { address, nonce } : undefined;
}

const isForUs = ({ domain, uri, version, chainId }: Fields, expected: Expected): boolean =>
  domain === new URL(expected.webOrigin).host &&
  (uri === expected.webOrigin || uri === `${expected.webOrigin}/`) &&
  version === "1" &&
  chainId === expected.chainId;

function isTimely({ issuedAt, expirationTime, notBefore }: Fields, now: Date): boolean {
  if (issuedAt === undefined || expirationTime === undefined || notBefore !== undefined) return false;
  const [issued, expires, at] = [issuedAt.getTime(), expirationTime.getTime(), now.getTime()];
  return issued <= at + SKEW && issued >= at - CHALLENGE_LIFE - SKEW && expires > at && expires - issued <= CHALLENGE_LIFE + SKEW;
}

/** We ask for none of these, so a message that has them is not ours. */
const isPlain = ({ scheme, requestId, resources }: Fields): boolean =>
  scheme === undefined && requestId === undefined && resources === undefined;

function print(fields: Fields): string | undefined {
  const { address, chainId, domain, nonce, uri, version, statement, issuedAt, expirationTime } = fields;
  if (!address || !chainId || !domain || !nonce || !uri || !version || !statement || !issuedAt || !expirationTime)
    return undefined;
  try {
    return createSiweMessage({ address, chainId, domain, nonce, uri, version, statement, issuedAt, expirationTime });
  } catch {
    return undefined;
  }
}
