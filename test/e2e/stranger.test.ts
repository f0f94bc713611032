import { expect } from "chai";
import { parseEther } from "viem";
import { accountOf } from "../../scripts/local/world.ts";
import { confirm, signIn } from "./support/pages.ts";
import { openVault } from "./support/purse.ts";
import { aDelivery, passTime } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { press, region, see } from "./support/visitor.ts";

const DAY = 86_400;

describe("somebody whom an agreement does not concern", function () {
  this.timeout(300_000);
  const stage = onStage();

  it("sees what the chain says of it and no words, and releases what its client left alone", async () => {
    const [client, developer] = [stage.actor(11), stage.actor(12)];
    const { id, title } = await aDelivery(stage, { client, developer }, [parseEther("0.4")]);
    const stranger = await stage.person(13);
    await stranger.open(`/agreements/${id}`);
    await see(stranger.page, "You see what the chain tells everybody");
    // Not even in what the page carries unseen.
    const carried = await stranger.page.locator("body").textContent();
    expect(carried).not.to.contain(title);
    expect(await stranger.page.getByText("Read the delivery").count()).to.equal(0);

    await passTime(stage, 8 * DAY);
    await signIn(stranger.page);
    const paid = await openVault(stage, accountOf(12).address);
    await press(region(stranger.page, "The time to review milestone 1 has passed"), "Release: the time has passed");
    await confirm(stranger.page, "Release milestone 1");

    const amount = parseEther("0.4");
    expect(await paid.gained()).to.equal(amount - amount / 100n);
    // The control: to its developer the same page shows the words.
    const party = await stage.person(12);
    await party.open(`/agreements/${id}`);
    await signIn(party.page);
    await see(party.page, title);
    await see(party.page, "Read the delivery");
  });
});
