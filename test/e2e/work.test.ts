import { expect } from "chai";
import { hashTypedData, type Hex, parseEther, parseEventLogs, type TypedDataDefinition, zeroAddress } from "viem";
import { escrowAbi, reputationAbi } from "#core/chain/abi.ts";
import { confirm, sign, signIn } from "./support/pages.ts";
import { openPurse, openVault } from "./support/purse.ts";
import { dayFromNow } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { choose, control, dialog, field, fill, lose, milestone, press, region, see, withoutReload } from "./support/visitor.ts";

describe("a piece of work between two browsers", function () {
  this.timeout(600_000);
  const stage = onStage();

  it("goes from a posted project to a released milestone, and every wei is where the contract says", async () => {
    const { reader } = stage.chain;
    const escrow = { address: stage.deployment.escrow, abi: escrowAbi } as const;
    const [client, developer] = [await stage.person(1), await stage.person(2)];
    const title = "A tide table for three harbours";
    const [model, page] = ["Model of the tides", "Page of the table"];
    const [modelPrice, pagePrice] = ["1.500000000000000007", "0.25"];

    // The client posts, with a reload in the middle of writing.
    await client.open("/projects");
    await signIn(client.page);
    await control(client.page, "Post a project").first().click();
    await fill(client.page, "Title", title);
    await fill(
      client.page,
      "Brief",
      "Fishermen look up the tide by phone. The data of three harbours is there; what is missing is a page that loads on a bad line.",
    );
    await choose(client.page, "Field", "Data");
    await client.reload();
    await see(client.page, "This is the draft that you left here.");
    expect(await field(client.page, "Title").inputValue()).to.equal(title);
    await fill(client.page, "Wanted by", await dayFromNow(stage, 60));
    await fill(client.page, "Budget", "2");
    await control(client.page.getByRole("main"), "Post a project").click();
    await client.page.getByRole("heading", { level: 1, name: title }).waitFor();

    // The developer finds it and proposes two milestones.
    await developer.open("/projects");
    await signIn(developer.page);
    await press(developer.page, title);
    await press(developer.page, "Write a proposal");
    await fill(
      developer.page,
      "Letter",
      "I keep the tide gauges of a small port and have built pages for bad lines before. Two steps: the model, then the page.",
    );
    const editor = developer.page.getByRole("group", { name: "Milestones" });
    await press(editor, "Add a milestone");
    for (const [at, [name, amount, due]] of (
      [
        [model, modelPrice, 14],
        [page, pagePrice, 30],
      ] as const
    ).entries()) {
      const item = editor.getByRole("listitem").nth(at);
      await fill(item, "Title", name);
      await fill(item, "What will be delivered", `${name}, with its tests and a page that says how to run it.`);
      await fill(item, "Amount", amount);
      await fill(item, "Due", await dayFromNow(stage, due));
    }
    await withoutReload(client, async () => {
      await press(developer.page, "Send the proposal");
      await see(developer.page, "Your proposal was sent.");
      await see(region(client.page, "Proposals"), "I keep the tide gauges");
    });

    // The client accepts; both sign the same words.
    await press(region(client.page, "Proposals"), "Accept");
    await press(client.page.getByRole("dialog"), "Accept and draw up");
    await press(region(client.page, "Your signature is needed"), "Read and sign");
    await sign(client.page, "Sign the agreement");
    await developer.open("/agreements");
    await press(developer.page, title);
    await press(region(developer.page, "Your signature is needed"), "Read and sign");
    const shown = await dialog(developer.page, "Sign the agreement")
      .getByText(/^0x[0-9a-f]{64}$/)
      .textContent();
    await sign(developer.page, "Sign the agreement");
    const typed = [client, developer].map(({ wallet }) => wallet.signed.at(-1) as TypedDataDefinition);
    const [id] = typed.map((each) => hashTypedData(each));
    expect(typed[1]).to.deep.equal(typed[0]);
    expect(shown).to.equal(id);
    expect(client.page.url()).to.include(id);

    // The client locks the money of both milestones.
    const purses = { client: await openPurse(stage, client), developer: await openPurse(stage, developer) };
    const vault = await openVault(stage, escrow.address);
    const fees = () => reader.readContract({ ...escrow, functionName: "feesOf", args: [zeroAddress] });
    const feesBefore = await fees();
    await withoutReload(developer, async () => {
      await press(client.page, /^Lock all 2/);
      await confirm(client.page, "Lock the money of 2 milestones");
      await see(developer.page, "Your turn: deliver milestone 1");
    });
    const [created] = parseEventLogs({
      abi: escrowAbi,
      eventName: "Created",
      logs: (await reader.getTransactionReceipt({ hash: client.wallet.sent.at(-1) as Hex })).logs,
    });
    expect(created?.args.id).to.equal(id);
    const total = parseEther(modelPrice) + parseEther(pagePrice);
    expect(await vault.gained()).to.equal(total);

    // The developer delivers, the client releases.
    await press(region(developer.page, "Your turn: deliver milestone 1"), "Deliver");
    await fill(developer.page, "Title", "The model, first version");
    await fill(
      developer.page,
      "What you want to say",
      "It foretells the tides of all three harbours within four centimetres; the tests show it.",
    );
    await press(developer.page, "Keep and go on");
    await confirm(developer.page, "Deliver milestone 1");
    await withoutReload(developer, async () => {
      await press(region(client.page, "Your turn: review milestone 1"), "Release the money");
      await confirm(client.page, "Release milestone 1");
      await see(milestone(developer.page, `1. ${model}`), /^Paid:/);
    });

    const fee = (parseEther(modelPrice) * 100n) / 10_000n;
    expect(await purses.developer.gained()).to.equal(parseEther(modelPrice) - fee - (await purses.developer.gas()));
    expect(await purses.client.gained()).to.equal(-total - (await purses.client.gas()));
    expect(await vault.gained()).to.equal(parseEther(pagePrice) + fee);
    expect((await fees()) - feesBefore).to.equal(fee);

    // What it earned stands on the developer's page.
    await press(developer.page, /^Account of /);
    await press(developer.page, "My profile");
    await see(developer.page, "Earned 150 experience for released money");
    await lose(developer.page, "No standing on chain yet");
    const reputation = { address: stage.deployment.reputation, abi: reputationAbi } as const;
    const { experience } = await reader.readContract({ ...reputation, functionName: "standingOf", args: [developer.address] });
    expect(experience).to.equal(150n);
    expect([...client.said.troubles, ...developer.said.troubles]).to.deep.equal([]);
  });
});
