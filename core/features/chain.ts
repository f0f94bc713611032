import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, TxHash } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";
import { Instant } from "../lib/time.ts";

export const Token = z.object({ address: Address, symbol: z.string(), name: z.string(), decimals: z.number().int() });
export type Token = z.infer<typeof Token>;

export const TestAccount = z.object({ address: Address, name: z.string(), purpose: z.string() });
export type TestAccount = z.infer<typeof TestAccount>;

/** Everything a page must know of the chain. `testAccounts` is empty on every chain but the local one. */
/** How long each period of the court takes, in seconds. */
const Periods = z.object({
  answer: z.number().int(),
  evidence: z.number().int(),
  commit: z.number().int(),
  reveal: z.number().int(),
  appeal: z.number().int(),
});

export const CourtParameters = z.object({
  seatStake: Wei,
  maxDeposit: Wei,
  drawBounty: Wei,
  /** How long after the evidence a panel may still be drawn. */
  drawPeriod: z.number().int(),
  /** What a seat loses, in basis points of its stake: for silence, twice that for a vote shown too early; for a far vote. */
  silenceBps: z.number().int(),
  incoherenceBps: z.number().int(),
  /** How many arbiters each round has. */
  panels: z.array(z.number().int()),
  /** Up to this much of the native coin, cases run by the shorter periods. */
  fastLimit: Wei,
  fast: Periods,
  standard: Periods,
});
export type CourtParameters = z.infer<typeof CourtParameters>;

export const ChainStatus = z.object({
  chainId: z.number().int(),
  name: z.string(),
  escrow: Address,
  court: Address,
  reputation: Address,
  /** The native coin is the zero address and comes first. */
  tokens: z.array(Token),
  explorer: z.url().nullable(),
  /** What the mirror has seen. */
  head: z.object({ block: z.string(), at: Instant }),
  final: z.string(),
  /** The chain's clock now; every countdown runs on it. */
  now: Instant,
  isLocal: z.boolean(),
  testAccounts: z.array(TestAccount),
  /** The court's immutable parameters, seconds and wei. */
  courtParameters: CourtParameters,
  feeBps: z.number().int(),
  paused: z.boolean(),
});
export type ChainStatus = z.infer<typeof ChainStatus>;

export const chain = {
  status: oc
    .route({ method: "GET", path: "/v1/chain", summary: "The chain, its contracts, its clock", tags: ["chain"] })
    .output(ChainStatus),
  position: oc
    .route({
      method: "GET",
      path: "/v1/chain/position",
      summary: "Where the events are now: who fetches after this and joins the socket with it as `since` misses nothing",
      tags: ["chain"],
    })
    .output(z.object({ cursor: z.string() })),
  transaction: oc
    .route({
      method: "GET",
      path: "/v1/chain/transactions/{hash}",
      summary: "Whether the mirror has seen a transaction's events, and whether they are final",
      tags: ["chain"],
    })
    .input(z.object({ hash: TxHash }))
    .output(z.object({ seen: z.boolean(), final: z.boolean(), block: z.string().nullable() })),
  advance: oc
    .route({
      method: "POST",
      path: "/v1/chain/advance",
      summary: "Local chain only: move its clock forward and mine a block",
      tags: ["chain"],
    })
    .input(
      z.object({
        seconds: z
          .number()
          .int()
          .min(1)
          .max(90 * 86_400),
      }),
    )
    .output(z.object({ now: Instant })),
};
