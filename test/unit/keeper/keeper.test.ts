import { expect } from "chai";
import { parseEther, parseGwei } from "viem";
import { readConfig } from "../../../scripts/keeper/config.ts";
import { feesFor, raisedFees } from "../../../scripts/keeper/sender.ts";
import { metricsOf, reportOf, Tally } from "../../../scripts/keeper/tally.ts";
import { Complaint } from "../../../scripts/local/complaint.ts";

const gwei = (number: number) => parseGwei(String(number));

describe("what a keeper offers for gas", () => {
  it("is twice the base fee and a tip, and never more than the ceiling", () => {
    const now = { baseFee: gwei(10), tip: gwei(1) };

    expect(feesFor(now, gwei(100))).to.deep.equal({ maxFeePerGas: gwei(21), maxPriorityFeePerGas: gwei(1) });
    expect(feesFor(now, gwei(15))).to.deep.equal({ maxFeePerGas: gwei(15), maxPriorityFeePerGas: gwei(1) });
    expect(feesFor({ ...now, tip: gwei(50) }, gwei(15))).to.deep.equal({
      maxFeePerGas: gwei(15),
      maxPriorityFeePerGas: gwei(15),
    });
    expect(feesFor(now, gwei(10))?.maxFeePerGas).to.equal(gwei(10));
    expect(feesFor(now, gwei(10) - 1n)).to.equal(undefined);
  });

  it("rises by more than the tenth that nodes ask for, in both parts, or not at all", () => {
    for (const fee of [0n, 1n, 7n, 9n, gwei(1), gwei(33)]) {
      const before = { maxFeePerGas: fee, maxPriorityFeePerGas: fee };
      const next = raisedFees(before, before, gwei(1_000))!;
      expect(next.maxFeePerGas * 10n >= fee * 11n && next.maxFeePerGas > fee).to.equal(true);
      expect(next.maxPriorityFeePerGas * 10n >= fee * 11n).to.equal(true);
    }
    const before = { maxFeePerGas: gwei(9), maxPriorityFeePerGas: gwei(1) };
    expect(raisedFees(before, before, gwei(10))).to.equal(undefined);
    expect(raisedFees(before, { maxFeePerGas: gwei(40), maxPriorityFeePerGas: gwei(2) }, gwei(50))).to.deep.equal({
      maxFeePerGas: gwei(40),
      maxPriorityFeePerGas: gwei(2),
    });
  });
});

describe("what a keeper tells", () => {
  const duties = new Set(["draw", "release"] as const);
  const facts = { chainId: 1, account: "0xabc", duties, low: parseEther("0.05"), ceiling: gwei(50) };
  const aTally = () => {
    const tally = new Tally();
    tally.beginRound(2);
    tally.note("draw", { name: "draw 0x01", ending: "done", remark: "0xhash" });
    tally.note("release", { name: "release 0x02 0", ending: "refused", remark: "Escrow_ReviewOpen" });
    return Object.assign(tally, { balance: parseEther("0.01"), isLow: true, baseFee: gwei(3), rounds: 1 });
  };

  it("is Prometheus text with every series from the beginning", () => {
    const fresh = metricsOf(new Tally(), facts);
    const later = metricsOf(aTally(), facts);

    for (const line of fresh.trimEnd().split("\n")) expect(line).to.match(/^(# (HELP|TYPE) \w+ .+|\w+\{[^}]+\} [\d.]+)$/);
    expect(fresh).to.include('guildhall_keeper_attempts_total{chain="1",duty="draw",ending="done"} 0\n');
    expect(later).to.include('guildhall_keeper_attempts_total{chain="1",duty="draw",ending="done"} 1\n');
    expect(later).to.include('guildhall_keeper_attempts_total{chain="1",duty="release",ending="refused"} 1\n');
    expect(later).to.include('guildhall_keeper_balance_is_low{chain="1"} 1\n');
    expect(later).to.include('guildhall_keeper_balance_eth{chain="1"} 0.01\n');
    const names = (text: string) => text.match(/^\w+\{[^}]+\}/gm);
    expect(names(fresh)).to.deep.equal(names(later));
  });

  it("is a few plain lines for a terminal", () => {
    const text = reportOf(aTally(), facts);

    expect(text).to.include("Keeper 0xabc on chain 1\n");
    expect(text).to.include("0.0100 ETH: LOW, send it some (alarm below 0.0500 ETH)");
    expect(text).to.match(/done +draw 0x01 {2}0xhash\n/);
    expect(text).to.match(/left +release 0x02 0 {2}Escrow_ReviewOpen\n/);
    expect(text).to.match(/In all: 1 done, 1 left\.$/);
    expect(reportOf(new Tally(), facts)).to.match(/Nothing to do\.$/);
  });
});

describe("a keeper's settings", () => {
  const base = { DATABASE_URL: "postgresql://somewhere/guildhall" };
  const why = (variables: Record<string, string>) => {
    try {
      readConfig({ ...base, ...variables });
    } catch (error) {
      if (error instanceof Complaint) return error.message;
      throw error;
    }
    return expect.fail("it began");
  };

  it("have no key outside the local chain, and never tell one", () => {
    expect(why({ CHAIN_ID: "11155111" })).to.include("set KEEPER_KEY");
    const secret = `0x${"ab".repeat(31)}`;
    expect(why({ CHAIN_ID: "11155111", KEEPER_KEY: secret }))
      .to.include("KEEPER_KEY")
      .and.not.include("abab");
  });

  it("refuse a ceiling of nothing, and a duty that there is not", () => {
    expect(why({ KEEPER_MAX_FEE_GWEI: "0" })).to.include("KEEPER_MAX_FEE_GWEI");
    expect(why({ KEEPER_DO: "draw,steal" })).to.include("KEEPER_DO");
  });
});
