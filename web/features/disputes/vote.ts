import { z } from "zod";
import type { Case, PanelMember } from "#core/features/disputes.ts";

const Hex32 = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .transform((text) => text as `0x${string}`);

/** What keeps a sealed vote from being guessed. */
export const Salt = Hex32;

/** A vote before it is shown. Whoever holds it can reveal it; nobody else can guess it. */
export const Vote = z.object({
  kind: z.literal("guildhall-vote"),
  chainId: z.number().int(),
  court: z.string(),
  caseId: Hex32,
  round: z.number().int(),
  seat: z.string(),
  arbiter: z.string(),
  developerBps: z.number().int().min(0).max(10_000),
  salt: Salt,
});
export type Vote = z.infer<typeof Vote>;

type Court = { chainId: number; court: `0x${string}` };

/** Seals a vote for its seat, as the contract does; what it gives is what the seat commits to. */
export const sealerOf = async (dispute: Case, { round, seat, arbiter }: PanelMember, { chainId, court }: Court) => {
  const { commitment } = await import("#core/chain/terms.ts");
  const place = { caseId: dispute.caseId, round: BigInt(round), seat: BigInt(seat), arbiter: arbiter.address };
  return ({ developerBps, salt }: Pick<Vote, "developerBps" | "salt">): `0x${string}` =>
    commitment(place, { developerBps: BigInt(developerBps), salt }, { chainId, court });
};

type Place = Pick<Vote, "chainId" | "court" | "caseId" | "round" | "seat">;

const keyOf = (place: Place): string =>
  ["guildhall.vote", place.chainId, place.court, place.caseId, place.round, place.seat].join(".");

const parse = (text: string | null): Vote | null => {
  try {
    const vote = Vote.safeParse(JSON.parse(text ?? "null"));
    return vote.success ? vote.data : null;
  } catch {
    return null;
  }
};

/** A copy in this browser, so that a reveal needs nothing but a press. The wallet can make it again. */
export const keepVote = (vote: Vote): void => {
  try {
    localStorage.setItem(keyOf(vote), JSON.stringify(vote));
  } catch {
    // This browser keeps nothing; the wallet or the file brings the vote back.
  }
};

export const keptVote = (place: Place): Vote | null => {
  try {
    return parse(localStorage.getItem(keyOf(place)));
  } catch {
    return null;
  }
};

export const voteFromFile = async (file: File): Promise<Vote | null> => (file.size > 4_096 ? null : parse(await file.text()));

/** Offers the vote as a file, for wallets that sign the same thing differently each time and browsers that forget. */
export const downloadVote = (vote: Vote): void => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(vote, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `guildhall-vote-${vote.caseId.slice(2, 10)}-seat-${vote.seat}.json`;
  link.click();
  URL.revokeObjectURL(url);
};
