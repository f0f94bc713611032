import { expect } from "chai";
import { metricsOf, openStatus } from "../../../indexer/status.ts";

describe("the indexer's status", () => {
  const following = () => {
    let now = 1_000_000;
    const status = openStatus(() => now);
    Object.assign(status, { role: "leader", block: 100, head: 100, lookedAt: now });
    return { status, pass: (ms: number) => (now += ms) };
  };

  it("is ready when it stands at the head and has just looked", () => {
    expect(following().status.report()).to.deep.include({ ready: true, reason: null, lag: 0 });
  });

  it("is not ready while it catches up, is stale or in trouble, and says why", () => {
    const behind = following();
    behind.status.head = 106;
    const stale = following();
    stale.pass(10_000);
    const troubled = following();
    troubled.status.trouble = "The deployments file names another chain.";

    expect(behind.status.report()).to.deep.include({ ready: false, reason: "Catching up: 6 blocks to go." });
    expect(stale.status.report().reason).to.include("has not answered");
    expect(troubled.status.report()).to.deep.include({ ready: false, reason: "The deployments file names another chain." });
    expect(openStatus().report().ready).to.equal(false);
  });

  it("is ready while it stands by, because that is what a standby is for", () => {
    const { status, pass } = following();
    status.role = "standby";
    pass(60_000);

    expect(status.report().ready).to.equal(true);
  });

  it("gives its figures to Prometheus, one type a name", () => {
    const { status } = following();
    status.batchSeconds = 1.5;
    const lines = metricsOf(status, 31_337).trim().split("\n");

    expect(lines).to.include('guildhall_indexer_block{chain="31337"} 100');
    expect(lines).to.include('guildhall_indexer_batch_seconds_total{chain="31337"} 1.5');
    expect(lines.filter((line) => line.startsWith("# TYPE")).length).to.equal(lines.length / 2);
  });
});
