/**
 * Who gets what, in plain words: the rules of the money as a person would reckon them with pencil and paper. It shares no line
 * with the contracts, so that one can be held against the other.
 */
export type Party = "client" | "developer";
export type Ending = { toDeveloper: bigint; toClient: bigint; fee: bigint };

export type Rules = {
  /** The developer's share of what a milestone still holds. */
  shareOf: (held: bigint, developerBps: bigint) => bigint;
  /** The fee of what leaves a milestone for its developer, of which `before` has left already. */
  feeOf: (before: bigint, leaving: bigint, feeBps: bigint) => bigint;
  /** Nobody ruled. */
  evenBps: bigint;
};

const ALL = 10_000n;
const floor = (amount: bigint, bps: bigint) => (amount * bps) / ALL;
const ceil = (amount: bigint, bps: bigint) => (amount * bps + ALL - 1n) / ALL;

export const theRules: Rules = {
  shareOf: floor,
  // On all that has left, once: cutting it up saves nothing.
  feeOf: (before, leaving, feeBps) => floor(before + leaving, feeBps) - floor(before, feeBps),
  evenBps: 5_000n,
};

/** Each is wrong by a unit now and then, and nothing else. */
export const slips: Record<string, Rules> = {
  "a share that rounds up": { ...theRules, shareOf: ceil },
  "a fee on each part by itself": { ...theRules, feeOf: (_, leaving, feeBps) => floor(leaving, feeBps) },
  "a fee that rounds up": { ...theRules, feeOf: (before, leaving, bps) => ceil(before + leaving, bps) - ceil(before, bps) },
  "an even split that is not even": { ...theRules, evenBps: 5_001n },
};

type Lane = {
  amount: bigint;
  held: bigint;
  advanced?: bigint;
  state: "funded" | "submitted" | "disputed" | "closed";
  case?: number;
  since: number;
};

export class Ledger {
  readonly lanes: Lane[];
  readonly paid: Record<Party, bigint> = { client: 0n, developer: 0n };
  readonly credits: Record<Party, bigint> = { client: 0n, developer: 0n };
  readonly refuses: Record<Party, boolean> = { client: false, developer: false };
  fees = 0n;
  collected = 0n;
  readonly #rules: Rules;
  readonly #feeBps: bigint;
  #cases = 0;

  constructor(amounts: readonly bigint[], feeBps: bigint, rules: Rules) {
    [this.#rules, this.#feeBps] = [rules, feeBps];
    this.lanes = amounts.map((amount) => ({ amount, held: amount, state: "funded", since: 0 }));
  }

  get held(): bigint {
    const locked = this.lanes.reduce((sum, { held }) => sum + held, 0n);
    return locked + this.fees + this.credits.client + this.credits.developer;
  }

  /** Open to its parties: neither disputed nor closed. */
  isOpen(index: number): boolean {
    return ["funded", "submitted"].includes(this.lanes[index]!.state);
  }

  /** The milestones that are still disputed in this one's case. */
  inCaseOf(index: number): number[] {
    const { case: number } = this.lanes[index]!;
    return [...this.lanes.keys()].filter((i) => this.lanes[i]!.state === "disputed" && this.lanes[i]!.case === number);
  }

  releasePart(index: number, amount: bigint): void {
    this.#pay("developer", amount - this.#take(this.lanes[index]!, amount));
  }

  release(index: number): void {
    const lane = this.lanes[index]!;
    const amount = lane.held;
    const fee = this.#take(lane, amount);
    lane.state = "closed";
    this.#pay("developer", amount - fee);
  }

  refund(index: number): void {
    const lane = this.lanes[index]!;
    const amount = lane.held;
    [lane.held, lane.state] = [0n, "closed"];
    this.#pay("client", amount);
  }

  dispute(indices: readonly number[]): void {
    this.#cases += 1;
    for (const index of indices) Object.assign(this.lanes[index]!, { state: "disputed", case: this.#cases });
  }

  /** The developer answers out of a disputed milestone: the sum leaves it for the court, without a fee. */
  advance(index: number, amount: bigint): void {
    const lane = this.lanes[index]!;
    lane.held -= amount;
    lane.advanced = amount;
  }

  /** Both sides are paid once for all the milestones that end together, and divide what they hold. */
  settle(index: number, developerBps: bigint): Ending {
    return this.#divide([index], (held) => this.#rules.shareOf(held, developerBps))[0]!;
  }

  /** By a ruling, as if an advance were still there: the developer has had that part of the share. */
  split(indices: readonly number[], developerBps: bigint | undefined): Ending[] {
    return this.#divide(indices, (held, advanced) => {
      const share = this.#rules.shareOf(held + advanced, developerBps ?? this.#rules.evenBps) - advanced;
      return share > 0n ? share : 0n;
    });
  }

  #divide(indices: readonly number[], shareOf: (held: bigint, advanced: bigint) => bigint): Ending[] {
    const endings = indices.map((index) => {
      const lane = this.lanes[index]!;
      const held = lane.held;
      const share = shareOf(held, lane.advanced ?? 0n);
      const fee = this.#take(lane, share);
      [lane.held, lane.state] = [0n, "closed"];
      return { toDeveloper: share - fee, toClient: held - share, fee };
    });
    this.#pay(
      "developer",
      endings.reduce((sum, { toDeveloper }) => sum + toDeveloper, 0n),
    );
    this.#pay(
      "client",
      endings.reduce((sum, { toClient }) => sum + toClient, 0n),
    );
    return endings;
  }

  collect(): void {
    this.collected += this.fees;
    this.fees = 0n;
  }

  /** To somebody else, so that it can be seen apart. */
  withdraw(party: Party): bigint {
    const amount = this.credits[party];
    this.credits[party] = 0n;
    return amount;
  }

  #take(lane: Lane, amount: bigint): bigint {
    const fee = this.#rules.feeOf(lane.amount - lane.held, amount, this.#feeBps);
    lane.held -= amount;
    this.fees += fee;
    return fee;
  }

  #pay(party: Party, amount: bigint): void {
    if (this.refuses[party]) this.credits[party] += amount;
    else this.paid[party] += amount;
  }
}
