import { expect } from "chai";
import fc from "fast-check";
import { localParameters } from "../../../scripts/deploy/parameters.ts";
import { bribeOf } from "../../../scripts/model/bribes.ts";
import { earningOf, tryCase } from "../../../scripts/model/earnings.ts";
import { median, rulingOf, sit, type Sitting } from "../../../scripts/model/lot.ts";
import { runModel } from "../../../scripts/model/model.ts";
import { linesOf } from "../../../scripts/model/paper.ts";
import { seeded } from "../../../scripts/model/random.ts";
import { depositFor, potOf, type Rules, rulesOf, withoutSlashing } from "../../../scripts/model/rules.ts";
import { settle } from "../../../scripts/model/settle.ts";
import { exact, honest, lazy, sealed, strategies, type StrategyName } from "../../../scripts/model/strategies.ts";

const rules: Rules = {
  seatStake: 1_000n,
  silent: 250n,
  sealed: 1_000n,
  incoherent: 500n,
  drawBounty: 1n,
  minDeposit: 30n,
  maxDeposit: 100n,
  depositBps: 100n,
};
const places = (...votes: (number | null)[]): Sitting => ({
  size: votes.length,
  places: votes.map((vote, owner) => ({ owner, vote })),
  silent: [],
});

describe("the model of the court", () => {
  it("rules by the median, and between two votes towards the client", () => {
    expect(median([10_000, 0, 7_000])).to.equal(7_000);
    expect(median([5_000, 5_001])).to.equal(5_000);
    expect(rulingOf(places(1, 2, null))).to.equal(1);
    expect(rulingOf(places(1, null, null)), "no quorum").to.equal(undefined);
  });

  it("shares the pot among the coherent, with what the others lost", () => {
    const gains = settle([places(9_000, 8_000, 0)], 8_000, 100n, rules);

    // 100 less the bounty, and half a seat of the third: 599 for two, the odd one for the first.
    expect([...gains.values()]).to.deep.equal([300n, 299n, -500n]);
  });

  it("takes less from who misread a small case, the same from who was silent, and the whole seat from who did not reveal", () => {
    const sitting: Sitting = {
      size: 3,
      places: [
        { owner: 0, vote: 0 },
        { owner: 1, vote: 10_000 },
        { owner: 2, vote: null },
      ],
      silent: [3],
    };

    const gains = settle([sitting], 10_000, 40n, rules);

    expect(Object.fromEntries(gains)).to.deep.equal({ 0: -200n, 1: 39n + 200n + 1_000n + 250n, 2: -1_000n, 3: -250n });
  });

  it("judges the first panel by the last ruling", () => {
    const gains = settle(
      [places(0, 0, 10_000), { ...places(10_000, 10_000, 10_000), places: [3, 4, 5].map((owner) => ({ owner, vote: 10_000 })) }],
      10_000,
      100n,
      rules,
    );

    expect(gains.get(0)).to.equal(-500n);
    expect(gains.get(2)).to.equal(potOf(rules, 100n, 0) + 1_000n);
    expect(gains.get(4)).to.equal(potOf(rules, 100n, 1) / 3n);
  });

  it("lets the silent pay for the round after one without a quorum, and gives what nobody earned to those who ruled", () => {
    const seven = (vote: number): Sitting => ({
      size: 7,
      places: Array.from({ length: 7 }, (_, i) => ({ owner: 10 + i, vote })),
      silent: [],
    });
    const failed: Sitting = { size: 3, places: [{ owner: 0, vote: 7_000 }], silent: [1, 2, 3, 4] };
    const paidOnce = settle([failed, seven(7_000)], 7_000, 100n, rules);
    const overturned = settle([places(0, 0, 0), seven(10_000)], 10_000, 100n, rules);

    // Four silences are 1,000: less a bounty, and the hundred that the larger panel costs more.
    expect(paidOnce.get(0)).to.equal(1_000n - 1n - 100n);
    expect(paidOnce.get(11)).to.equal((200n - 1n) / 7n);
    expect(overturned.get(11)).to.equal((200n - 1n + 3n * 500n) / 7n);
    expect(overturned.get(0)).to.equal(-500n);
  });

  it("takes from arbiters exactly what it gives to others beside the deposits", () => {
    const vote = fc.option(fc.integer({ min: 0, max: 10_000 }));
    fc.assert(
      fc.property(fc.array(vote, { minLength: 3, maxLength: 3 }), fc.integer({ min: 0, max: 3 }), (votes, silent) => {
        const sitting = { ...places(...votes), silent: Array.from({ length: silent }, (_, i) => 10 + i) };
        const final = rulingOf(sitting);
        const gains = settle([sitting], final, 100n, rules);
        const sum = [...gains.values()].reduce((total, each) => total + each, 0n);
        const isPaid = [...gains.values()].some((each) => each > 0n);
        return isPaid ? sum === (final === undefined ? -rules.drawBounty : potOf(rules, 100n, 0)) : sum <= 0n;
      }),
    );
  });

  it("replaces who is silent once, and draws nobody twice in a case", () => {
    const bench = [...Array.from({ length: 20 }, () => exact), ...Array.from({ length: 25 }, () => lazy)];
    for (let seed = 0; seed < 200; seed++) {
      const session = { bench, truth: 10_000, out: new Set<number>() };
      const sittings = [3, 7].map((size) => sit(session, size, seeded(seed)));

      const owners = sittings.flatMap(({ places: sat, silent }) => [...sat.map(({ owner }) => owner), ...silent]);
      expect(new Set(owners).size).to.equal(owners.length);
      for (const { size, places: sat, silent } of sittings) {
        expect(sat.length).to.be.at.most(size);
        expect(silent.length).to.be.at.most(2 * size);
      }
    }
    const away = sit({ bench: bench.slice(20), truth: 0, out: new Set() }, 3, seeded(1));
    expect(away).to.deep.include({ places: [] });
    expect(away.silent).to.have.length(6);
    expect(sit({ bench: [sealed, sealed, sealed], truth: 0, out: new Set() }, 3, seeded(1)).places).to.have.length(3);
  });

  it("lets the wronged side appeal until it is right", () => {
    const bench = [strategies.bribed, strategies.bribed, ...Array.from({ length: 43 }, () => honest)];
    let overturned = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { rounds, final } = tryCase({ bench, truth: 10_000, out: new Set() }, seeded(seed));
      if (rulingOf(rounds[0]!)! < 5_000) {
        expect(rounds.length).to.be.above(1);
        if (final! > 5_000) overturned += 1;
      }
    }
    expect(overturned).to.be.above(0);
  });

  it("is the same for the same seed, and another for another", () => {
    const run = (seed: number) => linesOf(runModel({ court: localParameters.court, seed, trials: 200 }));

    expect(run(3)).to.deep.equal(run(3));
    expect(run(3)).not.to.deep.equal(run(4));
  });

  it("makes laziness pay where nothing is slashed, and honesty where it is", () => {
    const deposit = depositFor(rulesOf(localParameters.court), 1n);
    const strict = { ...rulesOf(localParameters.court), incoherent: localParameters.court.seatStake / 2n };
    const best = (of: Rules) => {
      const net = (name: StrategyName) => earningOf(name, { rules: of, deposit, cases: 2_000 }, seeded(1)).net;
      const names = Object.keys(strategies) as StrategyName[];
      return names.reduce((first, name) => (net(name) > net(first) ? name : first));
    };

    expect(best(withoutSlashing(strict))).to.equal("habit");
    expect(best(strict)).to.equal("honest");
  });

  it("prices a vote at what it loses: next to nothing where a wrong vote costs no stake", () => {
    const free = bribeOf({ ...rules, incoherent: 0n }, 100n);
    const dear = bribeOf(rules, 100n);

    expect(dear.flip / free.flip).to.be.above(10);
    expect(dear.votes[0]! * 1e18).to.be.closeTo(33 + 500, 1e-6);
  });
});
