import { expect } from "chai";
import { formatEther, parseEther } from "viem";
import { courtAbi } from "#core/chain/abi.ts";
import { caseId as caseIdOf } from "#core/chain/terms.ts";
import { confirm, pickWallet, sign, signIn } from "./support/pages.ts";
import { accountOf } from "../../scripts/local/world.ts";
import { openPurse, openVault } from "./support/purse.ts";
import { aCourt, aDelivery, arbiters, passTime } from "./support/scenes.ts";
import { onStage, type Person } from "./support/stage.ts";
import { dialog, fill, milestone, press, region, see, withoutReload } from "./support/visitor.ts";

const HOUR = 3_600;

describe("a dispute before three arbiters", function () {
  this.timeout(600_000);
  const stage = onStage();

  before(async function () {
    this.timeout(60_000);
    await aCourt(stage);
  });

  it("goes from the client's evidence to a split by the median vote, paid to the wei", async () => {
    const atStake = parseEther("1") + 7n;
    const { id, title } = await aDelivery(stage, { client: stage.actor(3), developer: stage.actor(4) }, [atStake]);
    const { reader } = stage.chain;
    const court = { address: stage.deployment.court, abi: courtAbi } as const;
    const caseId = caseIdOf(id, 0n, stage.deployment);
    const [client, developer, stranger] = [await stage.person(3), await stage.person(4), await stage.person(12)];

    // The client disputes what was delivered.
    await client.open(`/agreements/${id}`);
    await signIn(client.page);
    await press(milestone(client.page, "1. Line 1 of the ferries"), /choices for milestone 1$/);
    await press(client.page, "Open a dispute");
    const evidence = dialog(client.page, "Open a dispute over milestone 1");
    await fill(evidence, "Title", "Half of the line is missing");
    await fill(evidence, "What you want to say", "The list names forty departures; the recordings hold nineteen of them.");
    await press(evidence, "Keep the evidence and go on");
    await confirm(client.page, "Open a dispute over milestone 1");

    // The developer answers with as large a deposit.
    await developer.open("/court");
    await signIn(developer.page);
    await press(developer.page, title);
    await press(region(developer.page, "Answer this dispute"), /^Answer with a deposit of/);
    const answer = dialog(developer.page, "Answer the dispute");
    await fill(answer, "Title", "The other half was never recorded");
    await fill(answer, "What you want to say", "The captains of the second ship refused. I said so in the first week.");
    await press(answer, "Keep the answer and go on");
    await confirm(developer.page, "Answer the dispute");
    const { deposit } = await reader.readContract({ ...court, functionName: "caseOf", args: [caseId] });
    expect(deposit).to.equal(parseEther("0.02"));

    // The time for evidence passes, and a stranger, asked to sign in on the way, draws the panel.
    await stranger.open(`/cases/${caseId}`);
    await see(stranger.page, "Only the two parties and the drawn arbiters can read the words.");
    await withoutReload(stranger, async () => {
      await passTime(stage, 48 * HOUR);
      await press(region(stranger.page, "Time to draw the arbiters"), "Draw the arbiters");
    });
    await pickWallet(stranger.page);
    await press(dialog(stranger.page, "Sign in with your wallet"), "Sign the message");
    await confirm(stranger.page, "Draw the arbiters");
    const { panel } = await reader.readContract({ ...court, functionName: "caseOf", args: [caseId] });
    const drawn = panel.map(({ arbiter }) => arbiters.find((index) => accountOf(index).address === arbiter) ?? 0);
    expect(new Set(drawn)).to.have.lengthOf(3);

    // Each of the three seals a vote.
    const votes = ["70", "80", "20"] as const;
    const jury = await Promise.all(drawn.map((index) => stage.person(index)));
    for (const [at, arbiter] of jury.entries()) {
      await arbiter.open(`/cases/${caseId}`);
      await signIn(arbiter.page);
      await see(arbiter.page, "The list names forty departures; the recordings hold nineteen of them.");
      await commit(arbiter, votes[at] as string);
    }

    // And shows it: two from what their browser kept, the third from a new browser, by signing the same again.
    const [first, second, third] = jury as [Person, Person, Person];
    const returned = await stage.person(third.index);
    await returned.open(`/cases/${caseId}`);
    await signIn(returned.page);
    await reveal(first);
    await reveal(second);
    await press(returned.page, "Show my vote");
    await press(dialog(returned.page, "This browser does not know your vote"), "Find it with my wallet");
    await sign(returned.page, "Make the secret of your vote again");
    await withoutReload(client, async () => {
      await confirm(returned.page, "Show your vote");
      await see(client.page, "To the dispute");
      await press(region(client.page, "Milestone 1 is before the court"), "To the dispute");
      await see(client.page, "A round has ruled: you may appeal");
      await see(client.page, "Ruling so far: 70% to the developer");
    });

    // Nobody appeals, and the clock alone makes the ruling final.
    await passTime(stage, 48 * HOUR + 60);
    await client.open(`/cases/${caseId}`);
    await see(client.page, "Ruling: 70% to the developer");

    // The client pays it out, as anyone may.
    const share = (atStake * 7_000n) / 10_000n;
    const fee = (share * 100n) / 10_000n;
    const purses = { client: await openPurse(stage, client), developer: await openPurse(stage, developer) };
    const vault = await openVault(stage, stage.deployment.escrow);
    await withoutReload(developer, async () => {
      await press(client.page, "Pay out the ruling");
      await confirm(client.page, "Pay out the ruling on milestone 1");
      await see(developer.page, "As paid.");
    });
    for (const amount of [share - fee, atStake - share]) await see(developer.page, formatEther(amount));
    expect(await purses.developer.gained()).to.equal(share - fee);
    expect(await purses.client.gained()).to.equal(atStake - share - (await purses.client.gas()));
    expect(await vault.gained()).to.equal(fee - atStake);

    // An arbiter near the ruling takes half of the pot: the deposit less the bounty of the draw, and what the far vote cost.
    const farOff = (parseEther("1") * 5_000n * deposit) / (10_000n * parseEther("0.06"));
    const purse = await openPurse(stage, second);
    await press(second.page, "Collect the rewards");
    await confirm(second.page, "Collect the rewards");
    await press(second.page, "Withdraw");
    await confirm(second.page, "Withdraw");
    expect(await purse.gained()).to.equal((deposit - parseEther("0.001") + farOff) / 2n - (await purse.gas()));
    expect([client, developer, stranger, ...jury, returned].flatMap(({ said }) => said.troubles)).to.deep.equal([]);
  });
});

async function commit({ page }: Person, percent: string): Promise<void> {
  await press(region(page, "You were drawn: cast your vote"), "Vote");
  await fill(dialog(page, "Your vote"), "The developer’s share", percent);
  await press(dialog(page, "Your vote"), "Go on to seal it");
  await sign(page, "Make the secret for your vote");
  await confirm(page, "Put your sealed vote on chain");
}

async function reveal({ page }: Person): Promise<void> {
  await press(page, "Show my vote");
  await confirm(page, "Show your vote");
}
