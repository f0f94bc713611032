import { expect } from "chai";
import fc from "fast-check";
import { moneyText, toDecimal } from "#web/ui/money-text.ts";
import { decimalMark, fromDecimal, typedAmount } from "#web/ui/typed-money.ts";
import { spanText } from "#web/ui/span-text.ts";

const ether = { symbol: "ETH", decimals: 18 };

describe("money on the screen", () => {
  it("reads back every amount that it writes, to the last unit, for any number of decimals", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 190n }), fc.integer({ min: 0, max: 24 }), (amount, decimals) => {
        expect(fromDecimal(toDecimal(amount, decimals), decimals)).to.equal(amount);
      }),
    );
  });

  it("never shows more than there is", () => {
    expect(moneyText(1_999_999_999_999_999_999n, ether, "en", 2)).to.equal("1.99\u00a0ETH");
  });

  it("keeps digits that a floating number would lose", () => {
    expect(moneyText(90_071_992_547_409_931_234_567_890_123_456_789n, ether, "en", 18)).to.equal(
      "90,071,992,547,409,931.234567890123456789\u00a0ETH",
    );
  });

  it("says that there is something where it is too little to show", () => {
    expect(moneyText(1n, ether, "en", 4)).to.equal("<0.0001\u00a0ETH");
    expect(moneyText(1n, ether, "en", 18)).to.equal("0.000000000000000001\u00a0ETH");
    expect(moneyText(0n, ether, "en", 4)).to.equal("0\u00a0ETH");
  });

  it("takes no amount that is finer than the token, negative or no number", () => {
    for (const text of ["1.0000001", "-1", "1e3", "", ".5", "1,5", "0x1"]) expect(fromDecimal(text, 6), text).to.equal(null);
  });
});

describe("an amount as it is typed", () => {
  const read = (text: string, locale: string) => fromDecimal(text, 3, decimalMark(locale));

  it("has the mark of its language", () => {
    expect(["en", "es-u-nu-latn", "ar-u-nu-latn"].map(decimalMark)).to.deep.equal([".", ",", "."]);
    expect([read("1.5", "en"), read("1,5", "es"), read("1000,125", "es")]).to.deep.equal([1_500n, 1_500n, 1_000_125n]);
  });

  it("may have a point where commas are written, unless that could part thousands", () => {
    expect([read("1.5", "es"), read("0.125", "es"), read("1.500", "es")]).to.deep.equal([1_500n, 125n, null]);
  });

  it("is refused when it could be read in two ways", () => {
    for (const text of ["1,000.5", "1.000,5", "1,000,000", "1 000", "1.2.3", ",5"])
      for (const locale of ["en", "es"]) expect(read(text, locale), `${text} in ${locale}`).to.equal(null);
    expect(read("1,000", "en")).to.equal(null);
  });

  it("is read back as it was written, in any language", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 90n }), fc.integer({ min: 0, max: 24 }), (amount, decimals) => {
        for (const mark of [".", ","] as const)
          expect(fromDecimal(typedAmount(amount, decimals, mark), decimals, mark)).to.equal(amount);
      }),
    );
  });
});

describe("a length of time on the screen", () => {
  it("is told in its two largest units, and a nought between them is left out", () => {
    expect(spanText(3 * 86_400 + 4 * 3_600 + 59, "en")).to.equal("3 days 4 hr");
    expect(spanText(3_600 + 59, "en")).to.equal("1 hr");
    expect(spanText(59, "en")).to.equal("59 sec");
    expect(spanText(0, "en")).to.equal("0 sec");
  });
});
