import { z } from "zod";

export const MAX_UINT96 = 2n ** 96n - 1n;
export const MAX_UINT256 = 2n ** 256n - 1n;

/** An amount in a token's smallest unit, as a decimal string without sign, point or leading zero. Never a number. */
export const Wei = z
  .string()
  .max(78)
  // What is not digits must not reach the next check, which would throw on it.
  .regex(/^(0|[1-9][0-9]*)$/, {
    error: "An amount is a whole number in the token's smallest unit, written in digits.",
    abort: true,
  })
  .refine((text) => BigInt(text) <= MAX_UINT256, "An amount fits in 256 bits.")
  .brand<"Wei">();
export type Wei = z.infer<typeof Wei>;

/** What one milestone can hold: the contract keeps amounts in 96 bits, and an empty milestone is refused. */
export const MilestoneAmount = Wei.refine(
  (text) => BigInt(text) > 0n && BigInt(text) <= MAX_UINT96,
  "A milestone holds more than nothing and less than 2^96 of the smallest unit.",
);

export const toWei = (amount: bigint): Wei => Wei.parse(amount.toString());
export const fromWei = (amount: Wei): bigint => BigInt(amount);
export const sumWei = (amounts: readonly Wei[]): bigint => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
