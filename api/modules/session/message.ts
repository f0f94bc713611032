/**
 * The sign-in message (EIP-4361). The siwe library parses it by the standard's grammar and prints it; every field is
 * checked here, and the message must be to the last byte what the library prints of the fields that it read, so that
 * nothing unread is ever signed.
 */
import { SiweMessage } from "siwe";
import { type Address, getAddress, isAddress } from "viem";
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

const nonceForm = /^[0-9a-f]{32}$/;

/** The nonce of anything that looks like a message, so that it can be spent even when the rest is wrong. */
export const nonceOf = (message: string): string | undefined => /^Nonce: ([0-9a-f]{32})$/m.exec(message)?.[1];

/** Who claims to sign in, or nothing when any field is not exactly as we asked for it. */
export function readMessage(message: string, expected: Expected, now: Date): Claim | undefined {
  const fields = parse(message);
  if (fields === undefined || fields.toMessage() !== message) return undefined;
  const { address, nonce, statement } = fields;
  if (!isAddress(address) || getAddress(address) !== address) return undefined;
  if (!nonceForm.test(nonce) || statement !== STATEMENT) return undefined;
  return isForUs(fields, expected) && isTimely(fields, now) && isPlain(fields) ? { address, nonce } : undefined;
}

/** The library throws at the first thing that the grammar does not know. */
function parse(message: string): SiweMessage | undefined {
  try {
    return new SiweMessage(message);
  } catch {
    return undefined;
  }
}

const isForUs = ({ domain, uri, version, chainId }: SiweMessage, expected: Expected): boolean =>
  domain === new URL(expected.webOrigin).host &&
  (uri === expected.webOrigin || uri === `${expected.webOrigin}/`) &&
  version === "1" &&
  chainId === expected.chainId;

function isTimely({ issuedAt, expirationTime, notBefore }: SiweMessage, now: Date): boolean {
  if (issuedAt === undefined || expirationTime === undefined || notBefore !== undefined) return false;
  const [issued, expires, at] = [Date.parse(issuedAt), Date.parse(expirationTime), now.getTime()];
  return issued <= at + SKEW && issued >= at - CHALLENGE_LIFE - SKEW && expires > at && expires - issued <= CHALLENGE_LIFE + SKEW;
}

/** We ask for none of these, so a message that has them is not ours. */
const isPlain = ({ scheme, requestId, resources }: SiweMessage): boolean =>
  scheme === undefined && requestId === undefined && resources === undefined;
