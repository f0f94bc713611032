import type { Case, PanelMember } from "#core/features/disputes.ts";

/** Each is a function of the court, or of Escrow where money leaves. */
export type CaseMove = "answer" | "evidence" | "draw" | "commit" | "reveal" | "pass" | "execute";

// A claim is not told here: what a case owes somebody only the court can say (claim.tsx).

const hasPassed = (at: string | null, now: number): boolean => at !== null && Date.parse(at) <= now;

/** The panel that votes now: who kept silent and was replaced is slashed and out. */
export const sittingPanel = ({ panel }: Pick<Case, "panel">): PanelMember[] => {
  const round = Math.max(0, ...panel.map((member) => member.round));
  return panel.filter((member) => member.round === round && (member.hasCommitted || BigInt(member.slashed) === 0n));
};

export const seatOf = (each: Pick<Case, "panel">, viewer: string | null): PanelMember | undefined =>
  sittingPanel(each).find(({ arbiter }) => arbiter.address === viewer);

const committingMoves = (each: Case, viewer: string | null, isOver: boolean): CaseMove[] => {
  const panel = sittingPanel(each);
  const mine = seatOf(each, viewer);
  // With every commitment in, the first reveal ends the period early.
  if (panel.length > 0 && panel.every((member) => member.hasCommitted)) return [...(mine ? (["reveal"] as const) : []), "pass"];
  if (isOver) return ["pass"];
  return mine && !mine.hasCommitted ? ["commit"] : [];
};

/** What somebody may do in a case now, what they must do first. `now` is the chain's clock in milliseconds. */
export const caseMoves = (each: Case, viewer: string | null, now: number): CaseMove[] => {
  const isParty = viewer === each.claimant.address || viewer === each.respondent.address;
  const isOver = hasPassed(each.until, now);
  const mine = seatOf(each, viewer);
  const evidence: CaseMove[] = isParty ? ["evidence"] : [];

  switch (each.period) {
    case "Answer":
      if (isOver) return ["pass"];
      return viewer === each.respondent.address ? ["answer", ...evidence] : evidence;
    case "Evidence":
      // The draw closes the evidence, not the clock.
      return isOver ? ["draw", ...evidence] : evidence;
    case "Commit":
      return committingMoves(each, viewer, isOver);
    case "Reveal":
      if (isOver) return ["pass"];
      return mine?.hasCommitted && mine.vote === null ? ["reveal"] : [];
    case "Appeal":
      return [];
    case "Ruled":
      return ["execute"];
    case "Executed":
      return [];
    default:
      return each.period satisfies never;
  }
};

/** The votes from the least to the most for the developer, and which of them decided: one in the middle, or two. */
export const medianOf = (votes: readonly number[]): { sorted: number[]; middle: number[] } => {
  const sorted = votes.toSorted((a, b) => a - b);
  if (sorted.length === 0) return { sorted, middle: [] };
  const half = Math.floor(sorted.length / 2);
  return { sorted, middle: sorted.length % 2 === 1 ? [half] : [half - 1, half] };
};
