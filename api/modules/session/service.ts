import { randomBytes } from "node:crypto";
import { hashMessage } from "viem";
import type { Me, SignInChallenge } from "#core/features/session.ts";
import { Address } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";
import type { Tx } from "#db";
import type { Deps } from "../../deps.ts";
import type { RequestContext } from "../../lib/request.ts";
import { newToken, SESSION_LIFE, sessionIdOf } from "../../lib/session.ts";
import { signed } from "../../lib/signatures.ts";
import { CHALLENGE_LIFE, challengeFor, nonceOf, readMessage } from "./message.ts";

/** One sentence for every reason, so that the refusal teaches an attacker nothing. */
const refused = () =>
  new Problem("sign-in-refused", "The sign-in was refused. Ask for a new message and sign it with the wallet you want to use.");

/** `x` and ten digits of the address; more of them when somebody has those already. */
const handlesFor = (address: Address): string[] => [10, 13, 16, 19].map((digits) => `x${address.slice(2, 2 + digits)}`);

export const sessions = ({ database: { prisma }, change, chain, clock, settings }: Deps) => {
  const challenge = async (): Promise<SignInChallenge> => {
    const now = new Date();
    const nonce = randomBytes(16).toString("hex");
    await prisma.signInNonce.create({ data: { nonce, expiresAt: new Date(now.getTime() + CHALLENGE_LIFE) } });
    return challengeFor(settings, nonce, now);
  };

  /** Gone whatever comes of it: of fifty who bring the same nonce, one finds it. */
  const spend = async (nonce: string, now: Date): Promise<boolean> => {
    const rows = await prisma.$queryRaw<{ expires_at: Date }[]>`
      delete from app.sign_in_nonce where nonce = ${nonce} returning expires_at`;
    return rows[0] !== undefined && rows[0].expires_at > now;
  };

  const verify = async (message: string, signature: `0x${string}`, now: Date): Promise<Address> => {
    const nonce = nonceOf(message);
    if (nonce === undefined || !(await spend(nonce, now))) throw refused();
    const claim = readMessage(message, settings, now);
    if (claim === undefined || claim.nonce !== nonce) throw refused();

    const isTheirs = await signed(chain, { account: claim.address, hash: hashMessage(message), signature });
    if (!isTheirs) throw refused();
    return Address.parse(claim.address);
  };

  const signIn = async (input: { message: string; signature: `0x${string}` }, context: RequestContext): Promise<Me> => {
    const now = new Date();
    const address = await verify(input.message, input.signature, now);
    const token = newToken();
    const expiresAt = new Date(now.getTime() + SESSION_LIFE);
    const joinedAt = await clock.now();

    const person = await change(context.requestId, async (tx, tell) => {
      const { person, isNew } = await meet(tx, address, joinedAt, settings.admins.has(address) ? "admin" : "member");
      // A new sign-in in the same browser ends the session before it: no token outlives a change of person.
      if (context.viewer) await tx.session.deleteMany({ where: { id: context.viewer.session } });
      await tx.session.create({
        data: { id: sessionIdOf(token), address, userAgent: context.userAgent, createdAt: now, lastSeenAt: now, expiresAt },
      });
      if (isNew) await tell("profile.updated", { address });
      return person;
    });

    context.cookies.keep(token, expiresAt);
    return { address, handle: person.handle, name: person.name, role: person.role, expiresAt: expiresAt.toISOString() };
  };

  const me = async ({ viewer }: RequestContext): Promise<Me | null> => {
    if (viewer === null) return null;
    const { handle, name } = await prisma.person.findUniqueOrThrow({ where: { address: viewer.address } });
    return { address: viewer.address, handle, name, role: viewer.role, expiresAt: viewer.expiresAt.toISOString() };
  };

  const signOut = async ({ viewer, cookies }: RequestContext): Promise<void> => {
    if (viewer !== null) await prisma.session.deleteMany({ where: { id: viewer.session } });
    cookies.drop();
  };

  return { challenge, signIn, me, signOut };
};

/** The person behind an address, made on the first sign-in. Whether they are an admin is configuration's to say, each time. */
async function meet(tx: Tx, address: Address, joinedAt: Date, role: "admin" | "member") {
  const known = await tx.person.findUnique({ where: { address } });
  if (known) {
    const person = known.role === role ? known : await tx.person.update({ where: { address }, data: { role } });
    return { person, isNew: false };
  }

  const name = `${address.slice(0, 6)}…${address.slice(-4)}`;
  for (const handle of handlesFor(address)) {
    // Whether the address or the handle was taken meanwhile: nothing is written, and the next look tells which.
    const { count } = await tx.person.createMany({ data: { address, handle, name, role, joinedAt }, skipDuplicates: true });
    const person = await tx.person.findUnique({ where: { address } });
    if (person) return { person, isNew: count === 1 };
  }
  throw new Error("Every handle derived from the address is taken.");
}
