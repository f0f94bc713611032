import { expect } from "chai";
import type { TestChain } from "../../support/chain.ts";
import { aSharedChain } from "../../support/emitter.ts";
import { withoutParentCheck, withoutProof, withoutTransaction } from "../../support/schedule/naive.ts";
import { type Naive, type Outcome, runSchedule } from "../../support/schedule/run.ts";

const SCHEDULES = 25;
/** A control fails one schedule of five or more; which, is a matter of timing, and a busy machine has another. */
const CONTROLS = 150;

describe("the mirror through schedules of reorgs, kills and lies", function () {
  this.timeout(300_000);
  let chain: TestChain;

  before(async () => {
    chain = await aSharedChain();
  });

  it(`is the chain's after each of ${SCHEDULES}`, async () => {
    const outcomes: Outcome[] = [];
    for (let i = 0; i < SCHEDULES; i++) outcomes.push(await runSchedule(chain, `schedule ${i}`));

    expect(outcomes.filter(({ wrong }) => wrong.length > 0)).to.deep.equal([]);
    // Schedules in which nothing goes wrong prove nothing. Of nine kinds the rarest come a time or two, as the timing has it.
    expect(new Set(outcomes.flatMap(({ faults }) => [...faults.keys()])).size).to.be.at.least(6);
  });

  const naive: Record<string, Naive> = {
    "does not look at parents": { chain: withoutParentCheck, moves: ["reorg"] },
    "writes without a transaction": { connect: withoutTransaction, moves: ["mine more", "die"] },
    "believes the first answer": { chain: withoutProof, moves: ["lie"] },
  };
  for (const [what, variant] of Object.entries(naive)) {
    it(`is not where it ${what}: the control`, async () => {
      let wrong: string[] = [];
      for (let i = 0; wrong.length === 0 && i < CONTROLS; i++) {
        ({ wrong } = await runSchedule(chain, `schedule ${i}`, { naive: variant, patienceMs: 2_000 }));
      }

      expect(wrong).not.to.deep.equal([]);
    });
  }
});
