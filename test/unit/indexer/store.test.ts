import { expect } from "chai";
import type { Row } from "../../../indexer/models.ts";
import { openFold } from "../../../indexer/store.ts";

const member = (round: number, seat: bigint): Row<"panelMember"> => ({
  caseId: "0xca5e",
  round,
  seat,
  chainId: 31_337,
  arbiter: `0x${seat}`,
  commitment: null,
  vote: null,
  slashed: 0n,
  slashedFor: null,
  exposedBy: null,
  rewarded: 0n,
});

/** As "round:seat". */
const placesOf = (members: Row<"panelMember">[]): string[] => members.map(({ round, seat }) => `${round}:${seat}`);

describe("the store of a batch", () => {
  // A table gives its rows in the order in which they were last written; a batch that drew the panel itself, as drawn.
  const orders = {
    "as drawn": [member(1, 10n), member(1, 9n), member(2, 2n)],
    "as the table has them": [member(2, 2n), member(1, 9n), member(1, 10n)],
  };
  for (const [order, members] of Object.entries(orders)) {
    it(`gives rows by their keys, loaded ${order}`, () => {
      const fold = openFold();
      fold.seed("panelMember", members);

      expect(placesOf(fold.store.all("panelMember", () => true))).to.deep.equal(["1:9", "1:10", "2:2"]);
    });

    it(`gives rows by their keys, made ${order}`, () => {
      const { store } = openFold();
      for (const row of members) store.put("panelMember", row);

      expect(placesOf(store.all("panelMember", ({ round }) => round === 1))).to.deep.equal(["1:9", "1:10"]);
    });
  }
});
