import { expect } from "chai";
import { type Connection, openWriter } from "../../../indexer/sql.ts";

type Asked = string | { name: string; text: string };

/** A connection that notes what it is asked. */
function aConnection(): Connection & { asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    query: async (statement: Asked) => {
      asked.push(statement);
      return { rows: [], rowCount: 0 };
    },
    copy: async () => {},
    connect: async () => {},
    end: async () => {},
    on: () => {},
  } as never;
}

describe("the writer's statements", () => {
  const select = "select 1 where $1";
  const heldBy = async (size?: "small" | "large") => {
    const connection = aConnection();
    const writer = openWriter(() => connection);
    for (let at = 0; at < 2; at++) await writer.transact((sql) => sql.query(select, [true]), size);
    return connection.asked.filter((each) => (typeof each === "string" ? each === select : each.text === select));
  };

  it("keep their plan in a small batch, under one name", async () => {
    const kept = { name: "s0", text: select, values: [true] };

    expect(await heldBy()).to.deep.equal([kept, kept]);
    expect(await heldBy("small")).to.deep.equal([kept, kept]);
  });

  it("are planned anew in a large one, since tables grow under it", async () => {
    expect(await heldBy("large")).to.deep.equal([select, select]);
  });
});
