/**
 * A lawful life of the contracts as events alone: agreements funded, delivered, released, split and judged, in an order
 * drawn from a seed. Whatever the contracts could not say, it does not say.
 */
import { type Address, type Hex, keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { packConfig } from "#core/chain/terms.ts";
import { MAX_UINT96 } from "#core/lib/money.ts";
import type { Contract } from "../../indexer/events.ts";

export type Said = { contract: Contract; name: string; args: Record<string, unknown> };

type Lane = { amount: bigint; locked: bigint; state: string; changes: number; caseId?: Hex };
type Agreement = {
  id: Hex;
  client: Address;
  developer: Address;
  token: Address;
  accepted: boolean;
  cancelled: boolean;
  amended: boolean;
  funded: number;
  lanes: Lane[];
};
type Case = {
  caseId: Hex;
  agreement: Hex;
  index: number;
  period: string;
  panel: { seat: bigint; arbiter: Address; hasCommitted: boolean; hasVoted: boolean }[];
};
type State = {
  count: number;
  agreements: Agreement[];
  cases: Case[];
  seats: { seat: bigint; arbiter: Address }[];
  credits: Record<string, bigint>;
  experience: Record<string, bigint>;
  completed: Record<string, bigint>;
};

export const person = (n: number): Address => `0x${(0xa000 + n).toString(16).padStart(40, "0")}`;
const token: Address = `0x${"70".repeat(20)}`;
const court: Address = `0x${"c0".repeat(20)}`;
const REVIEW = 86_400;

export type Story = {
  /** What one transaction says, all by one contract. */
  next(now: bigint): Said[];
  /** The story as it stands, to come back to when the chain does. */
  save(): string;
  load(saved: string): void;
};

const pack = (state: State): string => JSON.stringify(state, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
const unpack = (text: string): State =>
  JSON.parse(text, (_, value) =>
    typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as State;

export function aStory(random: () => number): Story {
  let state: State = { count: 0, agreements: [], cases: [], seats: [], credits: {}, experience: {}, completed: {} };
  const below = (n: number) => Math.floor(random() * n);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  // Random, so that two branches never make the same thing.
  const fresh = (what: string): Hex => keccak256(stringToHex(`${what} ${random()} ${state.count++}`));
  const of = (agreement: Agreement, name: string, args: object = {}): Said[] => [
    { contract: "escrow", name, args: { id: agreement.id, ...args } },
  ];
  const byCourt = (name: string, args: object): Said[] => [{ contract: "court", name, args: { ...args } }];

  /** New Terms between the same two in one coin; `previous` is what they amend. */
  const createdAs = (agreement: Agreement, now: bigint, previous: Hex): Said[] => {
    const { accepted, funded, client, developer, lanes } = agreement;
    const config = packConfig({ feeBps: 100, reviewPeriod: REVIEW, signBy: Number(now) + 600, nonce: BigInt(state.count) });
    const milestones = lanes.map(({ amount }) => ({ amount, due: random() < 0.05 ? 2 ** 40 - 1 : Number(now) + 86_400 }));
    return of(agreement, "Created", {
      client,
      developer,
      token: agreement.token,
      court,
      config,
      previous,
      brief: fresh("brief"),
      milestones,
      funded: BigInt(funded),
      accepted,
    });
  };
  const create = (now: bigint): Said[] => {
    const lanes = Array.from({ length: 1 + below(4) }, (): Lane => {
      // Beyond what a double can hold, and one as large as the contract takes.
      const amount = random() < 0.05 ? MAX_UINT96 : BigInt(Math.floor(random() * 2 ** 52)) * 10_007n + 1n;
      return { amount, locked: 0n, state: "Unfunded", changes: 0 };
    });
    const client = below(6);
    const agreement: Agreement = {
      id: fresh("agreement"),
      client: person(client),
      developer: person(6 + below(6)),
      token: oneOf([zeroAddress, token]),
      accepted: random() < 0.6,
      cancelled: false,
      amended: false,
      funded: 0,
      lanes,
    };
    fundUpTo(agreement, 1 + below(lanes.length));
    state.agreements.push(agreement);
    return createdAs(agreement, now, zeroHash);
  };
  const fundUpTo = (agreement: Agreement, funded: number) => {
    for (const lane of agreement.lanes.slice(agreement.funded, funded)) {
      lane.locked = lane.amount;
      lane.state = "Funded";
    }
    agreement.funded = funded;
  };

  const lane = (states: string[]) => {
    const found = state.agreements.flatMap((agreement) =>
      agreement.lanes.flatMap((one, index) =>
        !agreement.cancelled && states.includes(one.state) ? [{ agreement, one, index }] : [],
      ),
    );
    return found.length === 0 ? undefined : oneOf(found);
  };
  const pay = (one: Lane, closed: string) => {
    const amount = one.locked;
    one.locked = 0n;
    one.state = closed;
    return amount;
  };
  const disputedIn = ({ caseId }: Case, { lanes }: Agreement) =>
    lanes.filter((one) => one.caseId === caseId && one.state === "Disputed");
  const splitOf = (amount: bigint) => {
    const share = (amount * BigInt(below(10_001))) / 10_000n;
    const fee = share / 100n;
    return { toDeveloper: share - fee, toClient: amount - share, fee };
  };

  const moves: Record<string, (now: bigint) => Said[] | undefined> = {
    create,
    fund: () => {
      const agreement = state.agreements.find((one) => !one.cancelled && !one.amended && one.funded < one.lanes.length);
      if (!agreement) return undefined;
      fundUpTo(agreement, agreement.funded + 1);
      return of(agreement, "Funded", { funded: BigInt(agreement.funded) });
    },
    accept: () => {
      const agreement = state.agreements.find((one) => !one.accepted && !one.cancelled);
      if (!agreement) return undefined;
      agreement.accepted = true;
      return of(agreement, "Accepted");
    },
    cancel: () => {
      const agreement = state.agreements.find((one) => !one.accepted && !one.cancelled);
      if (!agreement || random() < 0.7) return undefined;
      agreement.cancelled = true;
      for (const one of agreement.lanes) if (one.state === "Funded") pay(one, "Refunded");
      return of(agreement, "Cancelled");
    },
    amend: (now) => {
      const isHeld = ({ state: is }: Lane) => is === "Funded" || is === "Submitted";
      const old = state.agreements.find((one) => one.accepted && !one.amended && !one.cancelled && one.lanes.some(isHeld));
      if (!old || random() < 0.6) return undefined;
      old.amended = true;
      const moved = old.lanes.filter(isHeld).reduce((sum, one) => sum + pay(one, "Amended"), 0n);
      // Two milestones out of what moved, the second of them with what the client adds, or less with what comes back.
      const half = moved / 2n + 1n;
      const lanes = [half < MAX_UINT96 ? half : MAX_UINT96, BigInt(1 + below(1_000))].map(
        (amount): Lane => ({ amount, locked: 0n, state: "Unfunded", changes: 0 }),
      );
      const next: Agreement = { ...old, id: fresh("agreement"), amended: false, funded: 0, lanes };
      fundUpTo(next, 1 + below(2));
      state.agreements.push(next);
      const needed = lanes.reduce((sum, { locked }) => sum + locked, 0n);
      const added = needed > moved ? needed - moved : 0n;
      const amended = of(old, "Amended", { next: next.id, moved, added, returned: moved + added - needed });
      return [...amended, ...createdAs(next, now, old.id)];
    },
    submit: (now) => {
      const found = lane(["Funded"]);
      if (!found) return undefined;
      found.one.state = "Submitted";
      const isFirst = !found.agreement.accepted;
      found.agreement.accepted = true;
      const clock = ((now + 3_599n) / 3_600n) * 3_600n;
      const submitted = of(found.agreement, "Submitted", {
        index: BigInt(found.index),
        digest: fresh("delivery"),
        reviewBy: clock + BigInt(REVIEW),
      });
      return isFirst ? [...of(found.agreement, "Accepted"), ...submitted] : submitted;
    },
    change: (now) => {
      const found = lane(["Submitted"]);
      if (!found || found.one.changes === 3) return undefined;
      found.one.state = "Funded";
      found.one.changes += 1;
      const submitBy = now + 90_000n;
      return of(found.agreement, "ChangesRequested", { index: BigInt(found.index), digest: fresh("change"), submitBy });
    },
    release: () => {
      const found = lane(["Submitted", "Funded"]);
      if (!found) return undefined;
      const isPart = random() < 0.3 && found.one.locked > 2n;
      const amount = isPart ? found.one.locked / 2n : found.one.locked;
      found.one.locked -= amount;
      if (!isPart) found.one.state = "Released";
      const facts = { index: BigInt(found.index), amount, fee: amount / 100n };
      const released = of(found.agreement, "Released", facts);
      if (random() < 0.8) return released;
      const account = found.agreement.developer;
      const key = `escrow ${account} ${found.agreement.token}`;
      state.credits[key] = (state.credits[key] ?? 0n) + amount;
      return [...released, { contract: "escrow", name: "Credited", args: { account, token: found.agreement.token, amount } }];
    },
    refund: () => {
      const found = lane(["Funded"]);
      if (!found || random() < 0.5) return undefined;
      return of(found.agreement, "Refunded", { index: BigInt(found.index), amount: pay(found.one, "Refunded") });
    },
    settle: () => {
      const found = lane(["Funded", "Submitted", "Disputed"]);
      if (!found || random() < 0.6) return undefined;
      const settled = of(found.agreement, "Settled", { index: BigInt(found.index), ...splitOf(pay(found.one, "Settled")) });
      const known = state.cases.find(({ caseId }) => caseId === found.one.caseId);
      if (known && disputedIn(known, found.agreement).length === 0) known.period = "Settled";
      return settled;
    },
    dispute: () => {
      const found = lane(["Submitted"]);
      if (!found) return undefined;
      const caseId = fresh("case");
      const { agreement } = found;
      // Now and then all that is submitted goes into one case, which has the lowest one's name.
      const together = random() < 0.3 ? agreement.lanes.filter(({ state: is }) => is === "Submitted") : [found.one];
      const indexes = together.map((one) => agreement.lanes.indexOf(one));
      for (const one of together) {
        one.state = "Disputed";
        one.caseId = caseId;
      }
      state.cases.push({ caseId, agreement: agreement.id, index: indexes[0] ?? 0, period: "Unopened", panel: [] });
      return indexes.flatMap((index) => of(agreement, "Disputed", { index: BigInt(index), caseId, by: agreement.client }));
    },
    withdraw: () => {
      const [key, amount] = oneOf(Object.entries(state.credits)) ?? [];
      if (key === undefined || amount === undefined || amount === 0n) return undefined;
      const [source, account, of] = key.split(" ");
      state.credits[key] = 0n;
      const to = person(99);
      if (source === "court") return byCourt("Withdrawn", { account, amount });
      return [{ contract: "escrow", name: "Withdrawn", args: { account, token: of, amount, to } }];
    },
    seat: () => {
      if (state.seats.length >= 8) {
        const leaver = oneOf(state.seats);
        if (state.cases.some(({ panel }) => panel.some(({ seat }) => seat === leaver.seat)) || random() < 0.8) return undefined;
        state.seats = state.seats.filter((seat) => seat !== leaver);
        return byCourt("SeatLeft", leaver);
      }
      const seat = { seat: BigInt(state.count++), arbiter: person(20 + below(9)) };
      state.seats.push(seat);
      return byCourt("SeatTaken", seat);
    },
    court: (now) => judge(now),
    earn: () => {
      const agreement = state.agreements.findLast((one) => one.lanes.some(({ state: is }) => is === "Released"));
      if (!agreement) return undefined;
      const account = agreement.developer;
      const gained = BigInt(1 + below(500));
      const total = (state.experience[account] ?? 0n) + gained;
      const completed = (state.completed[account] ?? 0n) + 1n;
      state.experience[account] = total;
      state.completed[account] = completed;
      const said = (name: string, args: object): Said => ({
        contract: "reputation",
        name,
        args: { account, agreement: agreement.id, ...args },
      });
      return [said("ExperienceEarned", { gained, total }), said("Completed", { completed })];
    },
  };

  /** A case's next step, whichever is running. */
  const judge = (now: bigint): Said[] | undefined => {
    const open = state.cases.filter(({ period }) => period !== "Settled" && period !== "Done");
    if (open.length === 0) return undefined;
    const known = oneOf(open);
    const { caseId } = known;
    const agreement = state.agreements.find(({ id }) => id === known.agreement) as Agreement;
    switch (known.period) {
      case "Unopened": {
        known.period = "Answer";
        const opened = {
          caseId,
          agreement: known.agreement,
          index: BigInt(known.index),
          client: agreement.client,
          developer: agreement.developer,
          byDeveloper: false,
          atStake: agreement.lanes[known.index]?.locked ?? 0n,
          deposit: 10n ** 16n,
          answerBy: now + 9_000n,
        };
        // A NUL in the text, as anybody may put there.
        const evidence = { caseId, by: agreement.client, uri: "guildhall:\0evidence – ½", digest: fresh("evidence") };
        return [...byCourt("Opened", opened), ...byCourt("Evidence", evidence)];
      }
      case "Answer":
        known.period = "Evidence";
        return byCourt("Answered", { caseId, by: agreement.developer, evidenceBy: now + 9_000n, seedBlock: 9n });
      case "Evidence": {
        if (state.seats.length < 3) return undefined;
        known.period = "Commit";
        known.panel = state.seats.slice(0, 3).map((seat) => ({ ...seat, hasCommitted: false, hasVoted: false }));
        const seats = known.panel.map(({ seat }) => seat);
        return byCourt("Drawn", { caseId, round: 1n, seats, commitBy: now + 9_000n });
      }
      case "Commit": {
        const member = known.panel.find(({ hasCommitted }) => !hasCommitted);
        if (member) {
          member.hasCommitted = true;
          return byCourt("Committed", { caseId, seat: member.seat, commitment: fresh("vote") });
        }
        known.period = "Reveal";
        return byCourt("RevealStarted", { caseId, revealBy: now + 9_000n });
      }
      case "Reveal": {
        const member = known.panel.find(({ hasVoted }) => !hasVoted);
        if (member && random() < 0.9) {
          member.hasVoted = true;
          return byCourt("Revealed", { caseId, seat: member.seat, developerBps: BigInt(below(10_001)) });
        }
        known.period = "Ruled";
        const silent = known.panel.filter(({ hasVoted }) => !hasVoted);
        const slashed = silent.flatMap(({ seat }) => byCourt("Slashed", { caseId, seat, amount: 10n ** 18n }));
        return [
          ...slashed,
          ...byCourt("Ruled", { caseId, developerBps: BigInt(below(10_001)), reason: silent.length > 1 ? 2 : 0 }),
        ];
      }
      case "Ruled": {
        known.period = "Paid";
        return disputedIn(known, agreement).flatMap((one) =>
          of(agreement, "Executed", {
            index: BigInt(agreement.lanes.indexOf(one)),
            ...splitOf(pay(one, "Ruled")),
            ruled: true,
          }),
        );
      }
      default: {
        known.period = "Done";
        const account = known.panel[0]?.arbiter as Address;
        const key = `court ${account} ${zeroAddress}`;
        state.credits[key] = (state.credits[key] ?? 0n) + 5n;
        return byCourt("Rewarded", { caseId, account, amount: 5n });
      }
    }
  };

  const names = Object.keys(moves);
  return {
    next: (now) => {
      for (;;) {
        // Cases have many steps, so they come up more often.
        const said = moves[random() < 0.35 ? "court" : oneOf(names)]?.(now);
        if (said) return said;
      }
    },
    save: () => pack(state),
    load: (saved) => {
      state = unpack(saved);
    },
  };
}
