import { expect } from "chai";
import fc from "fast-check";
import { parseJson } from "../../../api/lib/body.ts";
import { asDate, asHex, asInteger, asUuid, markOf, readMark } from "../../../api/lib/paging.ts";
import { bodyOf, toProblem } from "../../../api/lib/problems.ts";
import { networkOf } from "../../../api/lib/request.ts";
import { mayEnter } from "../../../api/lib/rooms.ts";
import { readCookie } from "../../../api/lib/session.ts";
import { mintId } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";

const isRefused = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof Problem && error.code === "bad-input") return true;
    throw error;
  }
};

describe("the reader of JSON", () => {
  it("reads whatever JSON.stringify writes of values that we can keep, and reads the same", () => {
    const isKept = (text: string): boolean => {
      let kept = !/\\u0000|\\ud[89a-f]/i.test(text);
      JSON.parse(text, (_key, value) => {
        if (Number.isInteger(value) && !Number.isSafeInteger(value)) kept = false;
        return value;
      });
      return kept;
    };
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value)),
        (text) => {
          fc.pre(isKept(text));
          expect(parseJson(text)).to.deep.equal(JSON.parse(text));
        },
      ),
    );
  });

  it("refuses with a problem, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => text.slice(0, -1)),
        ),
        (text) => {
          if (!isRefused(() => parseJson(text))) JSON.parse(text);
        },
      ),
    );
  });

  it("tells keys apart by what they mean", () => {
    expect(isRefused(() => parseJson('{"a":1,"\\u0061":2}'))).to.equal(true);
    expect(parseJson('{"a":{"a":1},"b":[{"a":1},{"a":2}]}')).to.deep.equal({ a: { a: 1 }, b: [{ a: 1 }, { a: 2 }] });
    expect(parseJson('{"a":"a\\",\\"a"}')).to.deep.equal({ a: 'a","a' });
  });
});

describe("the mark of a page", () => {
  it("is read as it was written", () => {
    const [at, id] = [new Date("2026-03-01T00:00:00.123Z"), mintId()];
    expect(readMark(markOf(at, id), asDate, asUuid)).to.deep.equal([at, id]);
    expect(readMark(markOf(7n, "0xab"), asInteger, asHex)).to.deep.equal([7n, "0xab"]);
  });

  it("made up by a caller is refused", () => {
    fc.assert(fc.property(fc.string(), (text) => isRefused(() => readMark(text, asDate, asUuid))));
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => isRefused(() => readMark(markOf(a, b), asDate, asUuid))));
  });
});

describe("a caller", () => {
  it("is one network, however its address is written", () => {
    expect(networkOf("::ffff:10.1.2.3")).to.equal("10.1.2.3");
    expect(networkOf("2001:db8:1:2:3:4:5:6")).to.equal(networkOf("2001:db8:1:2::9"));
    expect(networkOf("2001:db8:1:2::1")).to.not.equal(networkOf("2001:db8:1:3::1"));
  });

  it("enters an account's room only as that account", () => {
    const viewer = { address: "0xab" } as never;
    expect(mayEnter("account:0xab", viewer)).to.equal(true);
    expect(mayEnter("account:0xac", viewer)).to.equal(false);
    expect(mayEnter("account:0xab", null)).to.equal(false);
    expect(mayEnter("agreement:0x1", null)).to.equal(true);
  });

  it("is known by a whole cookie of ours and nothing like it", () => {
    const token = "A".repeat(43);
    expect(readCookie(`a=b; guildhall=${token}; c=d`, "guildhall")).to.equal(token);
    for (const wrong of [undefined, "", `guildhall2=${token}`, `guildhall=${token}A`, "guildhall=", `guildhall="${token}"`])
      expect(readCookie(wrong, "guildhall")).to.equal(undefined);
  });
});

describe("a failure", () => {
  it("of a busy database is one to come back from", () => {
    const busy = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    expect(toProblem(new Error("query", { cause: busy })).code).to.equal("unavailable");
    expect(toProblem(new Error("timeout exceeded when trying to connect")).code).to.equal("unavailable");
  });

  it("that nobody knows says nothing of itself", () => {
    const { detail, code } = bodyOf(toProblem(new Error("secret at 10.0.0.1")), "id");
    expect(code).to.equal("unexpected");
    expect(detail).to.not.contain("secret");
  });
});
