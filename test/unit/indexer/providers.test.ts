import { expect } from "chai";
import type { Chain } from "../../../indexer/chain.ts";
import { providersOf, WrongChain } from "../../../indexer/providers.ts";

const node = (name: string, chainId: number | Error): Chain => ({
  name,
  chainId: async () => {
    if (chainId instanceof Error) throw chainId;
    return chainId;
  },
  head: () => Promise.reject(new Error("not asked")),
  headers: () => Promise.reject(new Error("not asked")),
  logs: () => Promise.reject(new Error("not asked")),
  receipts: () => Promise.reject(new Error("not asked")),
});
const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

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
});
