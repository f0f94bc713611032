import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";

/** Money that a contract owes an account and could not push, or that waits to be pulled (arbiters' rewards). */
export const Credit = z.object({ source: z.enum(["escrow", "court"]), token: Address, amount: Wei });

/** Sums over the whole chain, one row a token. */
export const Totals = z.object({
  token: Address,
  funded: Wei,
  locked: Wei,
  released: Wei,
  refunded: Wei,
});

export const escrow = {
  credits: oc
    .route({ method: "GET", path: "/v1/credits", summary: "What the contracts owe me", tags: ["escrow"] })
    .output(z.array(Credit)),
  figures: oc.route({ method: "GET", path: "/v1/figures", summary: "Live figures from the chain", tags: ["escrow"] }).output(
    z.object({
      totals: z.array(Totals),
      agreements: z.number().int(),
      openProjects: z.number().int(),
      people: z.number().int(),
      seats: z.number().int(),
      casesRuled: z.number().int(),
      block: z.string(),
    }),
  ),
};

export type Credit = z.infer<typeof Credit>;
export type Totals = z.infer<typeof Totals>;
