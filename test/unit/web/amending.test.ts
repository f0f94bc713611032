import { expect } from "chai";
import type { Amendment, StaleReason } from "#core/features/amendments.ts";
import { turnOf } from "#web/features/amendments/standing.ts";

type Signed = Amendment["hasSigned"];
const turns = (hasSigned: Signed, added: string, reason: StaleReason | null = null) => {
  const money = { moved: "5", needed: "5", added, returned: "0" };
  const amendment = { state: "signed", hasSigned, money, stale: reason && { reason, since: [] } } as unknown as Amendment;
  return (["client", "developer"] as const).map((side) => turnOf(amendment, side));
};
const signed = (...sides: string[]): Signed => ({ client: sides.includes("client"), developer: sides.includes("developer") });

describe("whose turn an amendment is", () => {
  it("is everybody's to sign first", () => {
    expect(turns(signed(), "0")).to.deep.equal(["sign", "sign"]);
  });

  it("is put in place by the other side without a signature of its own", () => {
    expect(turns(signed("client"), "0")).to.deep.equal(["wait", "execute"]);
    expect(turns(signed("developer"), "0")).to.deep.equal(["execute", "wait"]);
    expect(turns(signed("client", "developer"), "0")).to.deep.equal(["execute", "execute"]);
  });

  it("is put in place by the client alone when money is missing", () => {
    expect(turns(signed("client"), "1")).to.deep.equal(["wait", "sign"]);
    expect(turns(signed("developer"), "1")).to.deep.equal(["execute", "wait"]);
    expect(turns(signed("client", "developer"), "1")).to.deep.equal(["execute", "wait"]);
  });

  it("is signed again when it moved or expired, and otherwise left", () => {
    expect(turns(signed("client", "developer"), "0", "moved")).to.deep.equal(["sign", "sign"]);
    expect(turns(signed("client", "developer"), "0", "expired")).to.deep.equal(["sign", "sign"]);
    for (const reason of ["plan", "fee", "dates"] as const)
      expect(turns(signed("client", "developer"), "0", reason)).to.deep.equal(["replace", "replace"]);
  });
});
