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
  /** The developer's share by a ruling of what a milestone holds, when `advanced` has answered the claim out of it. */
  ruledShareOf: (shareOf: Rules["shareOf"], held: bigint, advanced: bigint, developerBps: bigint) => bigint;
  /** Who gets what new Terms do not need. */
  leftoverTo: Party;
};

const ALL = 10_000n;
const floor = (amount: bigint, bps: bigint) => (amount * bps) / ALL;
const ceil = (amount: bigint, bps: bigint) => (amount * bps + ALL - 1n) / ALL;

export const theRules: Rules = {
  shareOf: floor,
  // On all that has left, once: cutting it up saves nothing.
  feeOf: (before, leaving, feeBps) => floor(before + leaving, feeBps) - floor(before, feeBps),
  evenBps: 5_000n,
  // As if the advance were still there, less what the developer has had of it.
  ruledShareOf: (shareOf, held, advanced, bps) => {
    const share = shareOf(held + advanced, bps);
    return share > advanced ? share - advanced : 0n;
  },
  leftoverTo: "client",
};

/** Most are wrong by a unit now and then, and nothing else. */
export const slips: Record<string, Rules> = {
  "a share that rounds up": { ...theRules, shareOf: ceil },
  "a fee on each part by itself": { ...theRules, feeOf: (_, leaving, feeBps) => floor(leaving, feeBps) },
  "a fee that rounds up": { ...theRules, feeOf: (before, leaving, bps) => ceil(before + leaving, bps) - ceil(before, bps) },
  "an even split that is not even": { ...theRules, evenBps: 5_001n },
  "a ruling over what an advance has left": { ...theRules, ruledShareOf: (shareOf, held, _, bps) => shareOf(held, bps) },
  "what an amendment leaves over for the developer": { ...theRules, leftoverTo: "developer" },
};

type Lane = {
  agreement: number;
  amount: bigint;
  held: bigint;
  advanced: bigint;
  state: "funded" | "submitted" | "disputed" | "closed";
  case?: number;
  /** Its deadline comes with the next long wait; else not in this story. */
  isNear: boolean;
  /** How many long waits there had been when it began, and when its clock last did. A review is over after one. */
  born: number;
  since: number;
  asked: number;
};
export type Plan = { amounts: readonly bigint[]; isNear: readonly boolean[] };
type Agreement = { isAccepted: boolean; isOver: boolean };

export class Ledger {
  readonly lanes: Lane[] = [];
  readonly agreements: Agreement[] = [];
  readonly paid: Record<Party, bigint> = { client: 0n, developer: 0n };
  readonly credits: Record<Party, bigint> = { client: 0n, developer: 0n };
  readonly refuses: Record<Party, boolean> = { client: false, developer: false };
  fees = 0n;
  collected = 0n;
  /** What went to a court as advances. */
  advanced = 0n;
  waits = 0;
  readonly #rules: Rules;
  readonly #feeBps: bigint;
  #cases = 0;

  constructor(plan: Plan, feeBps: bigint, rules: Rules, isAccepted = true) {
    [this.#rules, this.#feeBps] = [rules, feeBps];
    this.#begin(plan, isAccepted);
  }

  #begin({ amounts, isNear }: Plan, isAccepted: boolean): void {
    const agreement = this.agreements.push({ isAccepted, isOver: false }) - 1;
    for (const [i, amount] of amounts.entries()) {
      const fresh = { advanced: 0n, born: this.waits, since: this.waits, asked: 0 } as const;
      this.lanes.push({ ...fresh, agreement, amount, held: amount, state: "funded", isNear: isNear[i] ?? false });
    }
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

  /** The developer may still submit: before the deadline, and for a whole review after a request for changes. */
  isTimely(index: number): boolean {
    const { isNear, born, asked, since } = this.lanes[index]!;
    return !isNear || born === this.waits || (asked > 0 && since === this.waits);
  }

  /** By the developer, who may claim before having submitted; by either while a review runs. */
  isDisputable(index: number): boolean {
    const lane = this.lanes[index]!;
    if (!this.agreements[lane.agreement]!.isAccepted) return false;
    return lane.state === "submitted" ? lane.since === this.waits : lane.state === "funded" && this.isTimely(index);
  }

  wait(): void {
    this.waits += 1;
  }

  submit(index: number): void {
    const lane = this.lanes[index]!;
    Object.assign(lane, { state: "submitted", since: this.waits });
    this.agreements[lane.agreement]!.isAccepted = true;
  }

  askChanges(index: number): void {
    const lane = this.lanes[index]!;
    Object.assign(lane, { state: "funded", since: this.waits, asked: lane.asked + 1 });
  }

  /** The client takes back all that an offer holds, in one payment. */
  cancel(agreement: number): void {
    this.agreements[agreement]!.isOver = true;
    this.#pay("client", this.#empty(agreement));
  }

  /** What new Terms cost beyond what moves over; less than nothing is left over. */
  missing(agreement: number, { amounts }: Plan): bigint {
    const needed = amounts.reduce((sum, amount) => sum + amount, 0n);
    return needed - this.#movable(agreement).reduce((sum, { held }) => sum + held, 0n);
  }

  /** New Terms take an agreement's place: what is not disputed moves, the client brings what is missing. */
  amend(agreement: number, plan: Plan): void {
    const missing = this.missing(agreement, plan);
    this.agreements[agreement]!.isOver = true;
    this.#empty(agreement);
    this.#begin(plan, true);
    if (missing < 0n) this.#pay(this.#rules.leftoverTo, -missing);
  }

  #movable(agreement: number): Lane[] {
    return this.lanes.filter((lane) => lane.agreement === agreement && ["funded", "submitted"].includes(lane.state));
  }

  #empty(agreement: number): bigint {
    const lanes = this.#movable(agreement);
    const held = lanes.reduce((sum, lane) => sum + lane.held, 0n);
    for (const lane of lanes) Object.assign(lane, { held: 0n, state: "closed" });
    return held;
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
    this.advanced += amount;
  }

  /** Both sides are paid once for all the milestones that end together, and divide what they hold. */
  settle(index: number, developerBps: bigint): Ending {
    return this.#divide([index], (held) => this.#rules.shareOf(held, developerBps))[0]!;
  }

  /** By a ruling, as if an advance were still there: the developer has had that part of the share. */
  split(indices: readonly number[], developerBps: bigint | undefined): Ending[] {
    const bps = developerBps ?? this.#rules.evenBps;
    return this.#divide(indices, (held, advanced) => this.#rules.ruledShareOf(this.#rules.shareOf, held, advanced, bps));
  }

  #divide(indices: readonly number[], shareOf: (held: bigint, advanced: bigint) => bigint): Ending[] {
    const endings = indices.map((index) => {
      const lane = this.lanes[index]!;
      const held = lane.held;
      const share = shareOf(held, lane.advanced);
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
