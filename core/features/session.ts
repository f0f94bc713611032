import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, Signature } from "../lib/ids.ts";
import { Instant } from "../lib/time.ts";

/** What the wallet is asked to sign (EIP-4361). Every field comes from the server, and every field is checked there again. */
export const SignInChallenge = z.object({
  domain: z.string(),
  uri: z.url(),
  statement: z.string(),
  version: z.literal("1"),
  chainId: z.number().int(),
  nonce: z.string(),
  issuedAt: Instant,
  expirationTime: Instant,
});
export type SignInChallenge = z.infer<typeof SignInChallenge>;

export const Role = z.enum(["member", "admin"]);
export type Role = z.infer<typeof Role>;

export const Me = z.object({
  address: Address,
  handle: z.string(),
  name: z.string(),
  role: Role,
  expiresAt: Instant,
});
export type Me = z.infer<typeof Me>;

export const session = {
  challenge: oc
    .route({ method: "POST", path: "/v1/session/challenge", summary: "Ask for a sign-in message", tags: ["session"] })
    .output(SignInChallenge),
  signIn: oc
    .route({ method: "POST", path: "/v1/session", summary: "Sign in with Ethereum", tags: ["session"] })
    .input(z.object({ message: z.string().max(4_000), signature: Signature }))
    .output(Me),
  me: oc.route({ method: "GET", path: "/v1/session", summary: "Who is signed in", tags: ["session"] }).output(Me.nullable()),
  signOut: oc
    .route({ method: "DELETE", path: "/v1/session", summary: "Sign out", tags: ["session"], successStatus: 204 })
    .output(z.void()),
};
