import { expect } from "chai";
import type { Locator } from "playwright-core";
import { parseEther } from "viem";
import { signIn } from "./support/pages.ts";
import { aCourt, aDispute, anAgreement } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { press, region, see, withoutReload } from "./support/visitor.ts";
import { until } from "../support/until.ts";

/** Whole days of a countdown such as "29 days 4 hr left". */
const daysLeft = async (place: Locator): Promise<number> =>
  Number(/(\d+) days/.exec((await place.getByText(/left$/).textContent()) ?? "")?.[1] ?? 0);

describe("countdowns", function () {
  this.timeout(300_000);
  const stage = onStage();

  it("run on the chain's clock: when it is moved, every open page counts from there", async () => {
    const { id } = await anAgreement(stage, { client: stage.actor(9), developer: stage.actor(10) }, [parseEther("0.2")]);
    const [client, developer] = [await stage.person(9), await stage.person(10)];
    for (const party of [client, developer]) {
      await party.open(`/agreements/${id}`);
      await signIn(party.page);
    }
    const [waiting, turn] = [
      region(client.page, "Waiting for milestone 1"),
      region(developer.page, "Your turn: deliver milestone 1"),
    ];
    const before = await daysLeft(turn);
    expect(await daysLeft(waiting)).to.equal(before);

    await withoutReload(client, () =>
      withoutReload(developer, async () => {
        await press(developer.page, "Advance the clock");
        await press(developer.page.getByRole("menu"), "1 week");
        await see(developer.page, "The chain’s clock moved forward.");
        for (const place of [turn, waiting])
          await until(async () => (await daysLeft(place)) === before - 7, { what: "a countdown seven days shorter" });
      }),
    );
  });

  it("end: past its deadline a case says what anyone may do now", async () => {
    await aCourt(stage);
    const { caseId } = await aDispute(stage, { client: stage.actor(9), developer: stage.actor(10) }, parseEther("0.2"));
    const client = await stage.person(9);
    await client.open(`/cases/${caseId}`);
    await signIn(client.page);
    await region(client.page, /^Waiting for .* to answer$/).waitFor();

    await withoutReload(client, async () => {
      await press(client.page, "Past this deadline");
      await see(region(client.page, "Nobody answered in time"), "The time has passed");
    });
  });
});
