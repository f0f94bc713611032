import { expect } from "chai";
import { hashTypedData, type Hex, parseEther, parseEventLogs, type TypedDataDefinition } from "viem";
import { escrowAbi } from "#core/chain/abi.ts";
import { confirm, sign, signIn } from "./support/pages.ts";
import { openPurse, openVault } from "./support/purse.ts";
import { anAgreement, dayFromNow } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { choose, control, fill, milestone, press, region, see, withoutReload } from "./support/visitor.ts";

describe("another plan for an agreement, between two browsers", function () {
  this.timeout(600_000);
  const stage = onStage();

  it("is proposed, read, signed again after something happened, and moves the money to the wei", async () => {
    const [client, developer] = [await stage.person(5), await stage.person(6)];
    const parties = { client: stage.actor(5), developer: stage.actor(6) };
    const price = parseEther("0.4");
    const agreed = await anAgreement(stage, parties, [price, price]);
    const address = `/agreements/${agreed.id}`;

    // The developer drops the second line, makes the first longer, and leaves the page in between.
    await developer.open(address);
    await signIn(developer.page);
    await press(developer.page, "Propose another plan");
    await fill(developer.page, "Why", "The second ferry was taken out of service; the first now calls at two more harbours.");
    const editor = developer.page.getByRole("group", { name: "Milestones" });
    await press(editor, "Remove milestone 2");
    await developer.reload();
    await see(developer.page, "This is the draft that you left here.");
    await fill(editor.getByRole("listitem").first(), "Amount", "0.9");
    await press(editor, "Add a milestone");
    const added = editor.getByRole("listitem").nth(1);
    await fill(added, "Title", "The winter timetable");
    await fill(added, "What will be delivered", "The same recordings for the winter, with the list of what was left out.");
    await fill(added, "Amount", "0.2");
    await fill(added, "Due", await dayFromNow(stage, 90));
    await choose(developer.page, "Locked at once", "The first milestone");
    await see(region(developer.page, "What the other side will read"), "The client adds");
    await press(developer.page, "Propose it");
    const proposed = region(developer.page, "Another plan is proposed");
    await see(proposed, "The winter timetable");
    await press(proposed, "Read and sign");
    await sign(developer.page, "Sign the change of plan");
    await see(proposed, "The developer has signed");
    const digest = hashTypedData(developer.wallet.signed.at(-1) as TypedDataDefinition);

    // The client reads it; then a delivery makes the signature worthless, and says so without a reload.
    await client.open(address);
    await signIn(client.page);
    const seen = region(client.page, "Another plan is proposed");
    await see(seen, "Dropped");
    await withoutReload(client, async () => {
      const note = { title: "The first line", text: "As far as it can be sailed today.", links: [] };
      const { digest: delivery } = await parties.developer.api.documents.store({
        agreement: agreed.id,
        index: 0,
        kind: "delivery",
        ...note,
      });
      await parties.developer.escrow("submit", [agreed.terms, 0n, delivery]);
      await see(seen, "Something happened since it was signed");
    });
    await see(seen, "Under the new plan it has to be delivered again.");
    await press(proposed, "Sign again");
    await sign(developer.page, "Sign the change of plan");
    expect(hashTypedData(developer.wallet.signed.at(-1) as TypedDataDefinition)).not.to.equal(digest);

    // One transaction of the client, who brings what is missing and signs nothing else.
    const purse = await openPurse(stage, client);
    const vault = await openVault(stage, stage.deployment.escrow);
    await press(seen, "Put the new plan in place");
    await confirm(client.page, "Put the new plan in place");

    const { logs } = await stage.chain.reader.getTransactionReceipt({ hash: client.wallet.sent.at(-1) as Hex });
    const [amended] = parseEventLogs({ abi: escrowAbi, eventName: "Amended", logs });
    const missing = parseEther("0.9") - 2n * price;
    expect(amended?.args).to.deep.include({ id: agreed.id, moved: 2n * price, added: missing, returned: 0n });
    expect(await vault.gained()).to.equal(missing);
    expect(await purse.gained()).to.equal(-missing - (await purse.gas()));
    expect(client.wallet.signed).to.deep.equal([]);

    // Both go on under the new one, and find the old one from it.
    await client.page.waitForURL(`**/agreements/${amended?.args.next}`);
    await see(milestone(client.page, "2. The winter timetable"), "No money is locked for this yet.");
    await press(developer.page, "Open the newest version");
    await developer.page.waitForURL(`**/agreements/${amended?.args.next}`);
    await control(developer.page, "Version 1").click();
    await see(developer.page, "Another agreement took this one’s place");
    expect([...client.said.troubles, ...developer.said.troubles]).to.deep.equal([]);
  });
});
