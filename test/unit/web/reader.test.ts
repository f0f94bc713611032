import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { watchReader } from "#web/lib/wallet/reader.ts";

/** Nobody waits for this long: where it is waited for, the test runs out of time. */
const FOREVER = 600_000;

describe("work that has time until the reader is answered", () => {
  for (const kind of ["pointerdown", "keydown"]) {
    it(`waits after a ${kind}, for a moment`, async () => {
      const page = new EventTarget();
      const reader = watchReader(page, { rest: 200, most: FOREVER });
      page.dispatchEvent(new Event(kind));

      const rests = reader.rests();
      expect(await Promise.race([rests, sleep(20, "still waits")])).to.equal("still waits");
      await rests;
      reader.end();
    });
  }

  it("does not wait where nothing was pressed, nor for what was pressed after its end", async () => {
    const page = new EventTarget();
    const reader = watchReader(page, { rest: FOREVER, most: FOREVER });
    await reader.rests();
    reader.end();
    page.dispatchEvent(new Event("keydown"));
    await reader.rests();
  });

  it("is done in the end beside somebody who never stops", async () => {
    const page = new EventTarget();
    const reader = watchReader(page, { rest: FOREVER, most: 100 });
    page.dispatchEvent(new Event("keydown"));
    await reader.rests();
    reader.end();
  });
});
