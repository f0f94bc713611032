import { expect } from "chai";
import type { Chain, Header } from "../../../indexer/chain.ts";
import { providersOf, WrongChain } from "../../../indexer/providers.ts";

const node = (name: string, chainId: number | Error, height?: () => number): Chain => ({
  name,
  chainId: async () => {
    if (chainId instanceof Error) throw chainId;
    return chainId;
  },
  head: async () => {
    if (!height) throw new Error("not asked");
    return { head: { number: height() } as Header, finalized: undefined };
  },
  headers: () => Promise.reject(new Error("not asked")),
  logs: () => Promise.reject(new Error("not asked")),
  receipts: () => Promise.reject(new Error("not asked")),
});
const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("providers", () => {
  it("are asked in their order, and one that failed rests", async () => {
    let now = 0;
    const [first, second] = [node("first", 1), node("second", 1)];
    const providers = providersOf([first, second], 1, () => now);

    expect(await providers.best()).to.equal(first);
    expect(await providers.second(first)).to.equal(second);
    providers.failed(first);
    expect(await providers.best()).to.equal(second);
    // Nobody else is well, so the same gives the second opinion.
    expect(await providers.second(second)).to.equal(second);
    now = 60_000;
    expect(await providers.best()).to.equal(first);
  });

  it("that are all down are asked nevertheless, because one must be", async () => {
    const only = node("only", 1);
    const providers = providersOf([only], 1);
    providers.failed(only);

    expect(await providers.best()).to.equal(only);
  });

  it("on another chain are refused by name, and never asked again", async () => {
    const providers = providersOf([node("wrong", 5)], 1);

    expect(await refusal(providers.best()))
      .to.be.instanceOf(WrongChain)
      .with.property("message")
      .that.includes("wrong is on chain 5");
    expect(await refusal(providers.best())).to.be.instanceOf(WrongChain);
  });

  it("on another chain are passed over where another one is left, for the second opinion too", async () => {
    const right = node("right", 1);
    const providers = providersOf([node("wrong", 5), right, node("wrong too", 6)], 1);

    expect(await providers.best()).to.equal(right);
    expect(await providers.second(right)).to.equal(right);
  });

  it("that do not answer are not on a wrong chain", async () => {
    const providers = providersOf([node("down", new Error("no route"))], 1);

    expect(await refusal(providers.best())).not.to.be.instanceOf(WrongChain);
  });

  it("are left when another is well ahead, and taken again when they have caught up", async () => {
    let now = 0;
    let height = 100;
    const [slow, quick] = [node("slow", 1, () => height), node("quick", 1, () => 110)];
    const providers = providersOf([slow, quick], 1, () => now);
    await providers.best();

    // The first look is on its way; what it found counts at the next.
    expect(providers.isBehind(slow, 100)).to.equal(false);
    await settled();
    expect(providers.isBehind(slow, 100)).to.equal(true);
    expect(await providers.best()).to.equal(quick);
    now = 5_000;
    expect(await providers.best()).to.equal(quick);
    height = 110;
    now = 60_000;
    expect(await providers.best()).to.equal(slow);
  });

  it("are kept when they are a block or three behind, when the others are, and when the others do not answer", async () => {
    for (const other of [node("hasty", 1, () => 103), node("behind", 1, () => 50), node("down", 1)]) {
      const first = node("first", 1, () => 100);
      const providers = providersOf([first, other], 1);
      await providers.best();
      providers.isBehind(first, 100);
      await settled();

      expect(providers.isBehind(first, 100), other.name).to.equal(false);
    }
  });

  it("are kept beside a higher one that is of another chain", async () => {
    const first = node("first", 1, () => 100);
    const providers = providersOf([first, node("other chain", 5, () => 900)], 1);
    await providers.best();
    providers.isBehind(first, 100);
    await settled();

    expect(providers.isBehind(first, 100)).to.equal(false);
  });
});
