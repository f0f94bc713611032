import { expect } from "chai";
import fc from "fast-check";
import { audience } from "#core/events.ts";
import { canonical, digestOf } from "#core/features/documents.ts";
import { Handle } from "#core/features/profiles.ts";
import { Address, mintId, ProjectId, Signature } from "#core/lib/ids.ts";
import { fromWei, MAX_UINT256, MAX_UINT96, MilestoneAmount, toWei, Wei } from "#core/lib/money.ts";
import { line, words } from "#core/lib/text.ts";

const takes = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe("an amount", () => {
  it("is the same number after a way over the wire", () => {
    fc.assert(fc.property(fc.bigInt(0n, MAX_UINT256), (amount) => fromWei(toWei(amount)) === amount));
  });

  it("is digits, and never throws whatever it is", () => {
    for (const wrong of [
      "",
      "-1",
      "+1",
      "1.0",
      "1e3",
      "01",
      "0x1",
      " 1",
      "1 ",
      "٣",
      ":",
      (MAX_UINT256 + 1n).toString(),
      1,
      1n,
      null,
      ["1"],
    ])
      expect(takes(Wei, wrong), String(wrong)).to.equal(false);
    fc.assert(
      fc.property(
        fc.anything(),
        (value) =>
          typeof Wei.safeParse(value).success === "boolean" && typeof MilestoneAmount.safeParse(value).success === "boolean",
      ),
    );
  });

  it("of a milestone is more than nothing and fits in 96 bits", () => {
    expect(takes(MilestoneAmount, "0")).to.equal(false);
    expect(takes(MilestoneAmount, MAX_UINT96.toString())).to.equal(true);
    expect(takes(MilestoneAmount, (MAX_UINT96 + 1n).toString())).to.equal(false);
  });
});

describe("words", () => {
  it("are kept in one form, without what lies about them", () => {
    expect(words(20).parse("  e\u0301te\u0301 ")).to.equal("\u00e9t\u00e9");
    for (const wrong of ["a\u0000b", "\ud800", "\udc00a", "safe\u202etxt.exe", "\u2066x", "\u007f", "   ", "x".repeat(21)])
      expect(takes(words(20), wrong), JSON.stringify(wrong)).to.equal(false);
  });

  it("in any script, and smileys, are welcome", () => {
    for (const right of ["Ünïcödé", "日本語", "שלום", "👩‍🚀", "two\nlines"])
      expect(takes(words(20), right), right).to.equal(true);
    expect(takes(line(20), "two\nlines")).to.equal(false);
  });
});

describe("an id", () => {
  it("minted later sorts later, and is one that the API takes", () => {
    const ids = [1, 2, 3].map((ms) => mintId(1_700_000_000_000 + ms));
    expect([...ids].sort()).to.deep.equal(ids);
    for (const id of ids) expect(takes(ProjectId, id)).to.equal(true);
    expect(takes(ProjectId, "3f2504e0-4f89-41d3-9a0c-0305e82c3301"), "a version 4").to.equal(false);
  });

  it("of an account is lower case in our hands", () => {
    expect(Address.parse("0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266")).to.equal("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  });

  it("takes no handle that a page or a lie lives under", () => {
    for (const wrong of ["admin", "me", "new", "A", "ab", "-abc", "abc-", "1abc", "a".repeat(21), "a_b"])
      expect(takes(Handle, wrong), wrong).to.equal(false);
    expect(takes(Handle, "dana-k")).to.equal(true);
  });

  it("reads a signature of whole bytes", () => {
    expect(takes(Signature, "0x123")).to.equal(false);
    expect(takes(Signature, "0x")).to.equal(false);
  });
});

describe("a document's digest", () => {
  it("is the same however its keys were ordered", () => {
    const shuffled = fc
      .jsonValue({ maxDepth: 3 })
      .map((value) => [
        value,
        JSON.parse(
          JSON.stringify(value, (_, entry) =>
            entry && typeof entry === "object" && !Array.isArray(entry)
              ? Object.fromEntries(Object.entries(entry).reverse())
              : entry,
          ),
        ),
      ]);
    fc.assert(fc.property(shuffled, ([one, other]) => digestOf(one) === digestOf(other)));
  });

  it("is another one when a word is another", () => {
    expect(digestOf({ a: "x" })).to.not.equal(digestOf({ a: "y" }));
    expect(canonical({ b: 1, a: [true, null, "é"] })).to.equal('{"a":[true,null,"é"],"b":1}');
  });
});

describe("who hears of an event", () => {
  const point = { chainId: 31_337, block: "1", blockHash: "0x1", txHash: "0x2", logIndex: 0, at: "2026-03-01T00:00:00.000Z" };
  const address = (digit: string) => Address.parse(`0x${digit.repeat(40)}`);

  it("is everybody, of what is on chain", () => {
    const rooms = audience({
      topic: "escrow.accepted",
      payload: { ...point, client: address("1"), developer: address("2"), agreement: "0xab" },
    } as never);
    expect(rooms).to.have.members([`account:${address("1")}`, `account:${address("2")}`, "agreement:0xab", "public"]);
  });

  it("is the two people alone, of a proposal", () => {
    const payload = { proposal: mintId(), project: mintId(), client: address("1"), developer: address("2") };
    expect(audience({ topic: "proposal.submitted", payload } as never)).to.have.members([
      `account:${address("1")}`,
      `account:${address("2")}`,
    ]);
  });

  it("is the arbiters too, of a draw", () => {
    const rooms = audience({
      topic: "court.drawn",
      payload: {
        ...point,
        client: address("1"),
        developer: address("2"),
        arbiters: [address("3")],
        caseId: "0xcc",
        agreement: "0xab",
      },
    } as never);
    expect(rooms).to.include.members([`account:${address("3")}`, "case:0xcc", "agreement:0xab"]);
  });
});
