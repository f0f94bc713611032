import { periodAt } from "#core/features/court-rules.ts";
import type { Case, CasePeriod, PanelMember, Side } from "#core/features/disputes.ts";

/** Each is a function of the court, or of Escrow where money leaves. */
export type CaseMove = "answer" | "evidence" | "draw" | "commit" | "reveal" | "appeal" | "match" | "pass" | "execute";

// What a case owes somebody is not told here: only the court can say (collect.tsx).

const hasPassed = (at: string | null, now: number): boolean => at !== null && Date.parse(at) <= now;

/** By the chain's clock, which goes on while a page is open: a ruling becomes final without anybody's doing. */
export const periodNow = ({ period, appealBy }: Pick<Case, "period" | "appealBy">, now: number | null): CasePeriod =>
  now === null ? period : periodAt({ period, appealBy: appealBy === null ? null : new Date(appealBy) }, new Date(now));

export const sideOf = (each: Pick<Case, "client" | "developer">, viewer: string | null): Side | null => {
  if (viewer === each.client.address) return "client";
  return viewer === each.developer.address ? "developer" : null;
};

/** The panel that votes now: whoever lost the seat is out. */
export const sittingPanel = ({ panel, round }: Pick<Case, "panel" | "round">): PanelMember[] =>
  panel.filter((member) => member.round === round && (member.slashedFor === null || member.vote !== null));

export const seatOf = (each: Pick<Case, "panel" | "round">, viewer: string | null): PanelMember | undefined =>
  sittingPanel(each).find(({ arbiter }) => arbiter.address === viewer);

/** For which sides this reader would pay: one's own, or either where one has none. */
export const sidesFor = (each: Pick<Case, "appeal" | "client" | "developer">, viewer: string | null): Side[] => {
  const own = sideOf(each, viewer);
  const sides = each.appeal?.sides ?? [];
  return own === null ? sides : sides.filter((side) => side === own);
};

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
  const period = periodNow(each, now);
  const mayPay = each.appeal !== null && !hasPassed(each.appeal.until, now) && sidesFor(each, viewer).length > 0;

  switch (period) {
    case "Answer":
      if (isOver) return ["pass"];
      return viewer === each.respondent.address ? ["answer", ...evidence] : evidence;
    case "Evidence":
      // The draw closes the evidence, not the clock.
      if (isOver) return ["draw", ...evidence];
      return mayPay && isParty ? ["match", ...evidence] : evidence;
    case "Commit":
      return committingMoves(each, viewer, isOver);
    case "Reveal":
      if (isOver) return ["pass"];
      return mine?.hasCommitted && mine.vote === null ? ["reveal"] : [];
    case "Appeal":
      return mayPay ? ["appeal"] : [];
    case "Ruled":
      return ["execute"];
    case "Executed":
      return [];
    default:
      return period satisfies never;
  }
};

/** The votes from the least to the most for the developer, and which of them decided: one in the middle, or two. */
export const medianOf = (votes: readonly number[]): { sorted: number[]; middle: number[] } => {
  const sorted = votes.toSorted((a, b) => a - b);
  if (sorted.length === 0) return { sorted, middle: [] };
  const half = Math.floor(sorted.length / 2);
  return { sorted, middle: sorted.length % 2 === 1 ? [half] : [half - 1, half] };
};
