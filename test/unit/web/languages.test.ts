import { expect } from "chai";
import { physicalIn } from "../../../scripts/lib/physical.ts";
import { faultsOf } from "../../../scripts/lib/translations.ts";
import { directionOf, isolated, languageFor, languageIn, languageOf, localeOf } from "#web/lib/languages.ts";
import { pseudo } from "#web/lib/pseudo.ts";

describe("the language of a page", () => {
  it("is the first that we speak of those the browser asks for, in the order of its wish", () => {
    expect(languageFor("fr-CH, de;q=0.9, en;q=0.4")).to.equal("en");
    expect(languageFor("")).to.equal("en");
    expect(languageFor("en;q=0, xx")).to.equal("en");
  });

  it("is what was chosen before, and English when that is a language we do not have", () => {
    expect(languageOf("theme=dark; language=en; a=b")).to.equal("en");
    expect(languageOf("language=tlh")).to.equal("en");
    expect(languageOf("notlanguage=es")).to.equal("en");
  });

  it("is read from the right in Arabic", () => {
    expect(directionOf("ar")).to.equal("rtl");
    expect(directionOf("es")).to.equal("ltr");
    expect(directionOf(localeOf("ar"))).to.equal("rtl");
  });

  it("writes numbers with Latin digits, also where a region would have its own", () => {
    expect(new Intl.NumberFormat("ar-EG").format(12)).to.equal("١٢");
    expect(new Intl.NumberFormat(localeOf("ar-EG")).format(12)).to.equal("12");
    expect(languageIn(localeOf("ar"))).to.equal("ar");
  });

  it("keeps a name together in a sentence that runs the other way, and adds nothing elsewhere", () => {
    expect(isolated("0x12…ab", localeOf("ar"))).to.equal("\u20680x12…ab\u2069");
    expect(isolated("0x12…ab", localeOf("es"))).to.equal("0x12…ab");
  });
});

describe("the pseudo-language", () => {
  it("changes words and leaves arguments, so that what stays plain was never a message", () => {
    expect(pseudo("Open projects")).to.equal("[Öpén~ pröjécts~]");
    expect(pseudo([["count", 2, { one: [0, " day"], other: [0, " days"] }]])).to.deep.equal([
      "[",
      ["count", 2, { one: [0, " dáý"], other: [0, " dáýs~"] }],
      "]",
    ]);
  });
});

describe("a translation", () => {
  const english = { a: { b: "Signed by {name}", c: "{count, plural, one {# day} other {# days}}" } };

  it("is whole when it says everything with the same arguments", () => {
    const spanish = { a: { b: "Firmado por {name}", c: "{count, plural, one {# día} many {# de días} other {# días}}" } };

    expect(faultsOf(english, spanish)).to.deep.equal([]);
  });

  it("is faulty when a message is missing, is left over, lost an argument or cannot be read", () => {
    expect(faultsOf(english, { a: { b: "Firmado", d: "x", c: "{count, plural, one {# día}" } })).to.have.lengthOf(3);
    expect(faultsOf(english, { a: { b: "Firmado por {name}" } })).to.deep.equal(['"a.c" is missing.']);
  });
});

describe("a page that reads in both directions", () => {
  it("says start and end, never left and right", () => {
    expect(
      physicalIn('"ms-2 pe-4 text-start rounded-s-md start-0 -translate-x-1/2 max-w-3xl border-line"', "component"),
    ).to.deep.equal([]);
    expect(physicalIn('"-ml-2 pr-4 text-left rounded-l-md left-0 border-l"', "component")).to.have.lengthOf(6);
    expect(physicalIn('"rtl:left-0 ltr:ml-2"', "component")).to.deep.equal([]);
    expect(physicalIn(".a { margin-left: 2px; left: 0 }", "style")).to.have.lengthOf(2);
    expect(physicalIn(".a { margin-inline-start: 2px; text-align: start }", "style")).to.deep.equal([]);
  });
});
