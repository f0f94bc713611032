import { expect } from "chai";
import { atLeast, binomial, flips, hypergeometric, spoils } from "../../../scripts/model/odds.ts";
import { agrees, kinds, tryFlips } from "../../../scripts/model/flips.ts";
import { seeded } from "../../../scripts/model/random.ts";

describe("the exact odds of a panel", () => {
  it("are those of small cases that one can count by hand", () => {
    expect(flips({ share: 0.5 }, 3)).to.be.closeTo(0.5, 1e-12);
    // Two of three, or three of three, of one in ten: 3 · 0.01 · 0.9 + 0.001.
    expect(flips({ share: 0.1 }, 3)).to.be.closeTo(0.028, 1e-12);
    // Four owners, two bad, three drawn: both bad ones are among them in two of the four ways to leave one out.
    expect(flips({ owners: 4, bad: 2 }, 3)).to.be.closeTo(0.5, 1e-12);
    // The same, each of the two voting wrongly half of the time.
    expect(flips({ owners: 4, bad: 2 }, 3, 0.5)).to.be.closeTo(0.125, 1e-12);
    // Nine owners, four lazy. Two silent of the first three, and both newcomers too: (6·5 / 84) · (1 / 15); three, then
    // at least two of the three: (4 / 84) · 0, since one lazy owner is left.
    expect(spoils({ owners: 9, bad: 4 }, 3)).to.be.closeTo((30 / 84) * (1 / 15), 1e-12);
    expect(spoils({ share: 1 }, 7)).to.be.closeTo(1, 1e-12);
  });

  it("add up to one, and come together as the bench grows", () => {
    for (const n of [3, 7, 15]) {
      expect(atLeast(n, 0, (k) => binomial(n, 0.35, k))).to.be.closeTo(1, 1e-12);
      expect(atLeast(n, 0, (k) => hypergeometric(45, 16, n, k))).to.be.closeTo(1, 1e-12);
      expect(flips({ owners: 1_000_000, bad: 350_000 }, n)).to.be.closeTo(flips({ share: 0.35 }, n), 1e-5);
      expect(flips({ owners: 45, bad: 14 }, n)).to.be.below(flips({ share: 14 / 45 }, n));
    }
  });

  it("are what the simulation finds, and not what another bench would give", () => {
    const trials = 20_000;
    for (const kind of ["bribed", "random", "lazy"] as const) {
      for (const owners of [45, Number.POSITIVE_INFINITY]) {
        const flip = tryFlips(kind, 0.4, 7, owners, trials, seeded(5));
        expect(agrees(flip, trials), `${kind} of ${owners}: ${flip.tried}, not ${flip.exact}`).to.equal(true);
      }
    }

    const flip = tryFlips("bribed", 0.45, 15, 45, trials, seeded(5));
    expect(agrees({ ...flip, exact: kinds.bribed.reckon({ share: 20 / 45 }, 15) }, trials)).to.equal(false);
  });
});
