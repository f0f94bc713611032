import { expect } from "chai";
import { type Address, type Hex, parseEventLogs } from "viem";
import { courtAbi, escrowAbi, tokenAbi } from "#core/chain/abi.ts";
import { caseId as caseIdOf } from "#core/chain/terms.ts";
import { confirm, signIn } from "./support/pages.ts";
import { aCourt, aDraft } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { control, dialog, fill, milestone, press, see } from "./support/visitor.ts";

describe("two milestones in a token", function () {
  this.timeout(600_000);
  const stage = onStage();

  it("are locked with one signature and one transaction, and go to the court as one case", async () => {
    await aCourt(stage);
    const token = stage.deployment.token as Address;
    const parties = { client: stage.actor(8), developer: stage.actor(9) };
    const amounts = [300_000_000n, 200_000_007n];
    const total = 500_000_007n;
    const { id, terms } = await aDraft(stage, parties, amounts, token);
    await parties.developer.api.agreements.sign({ id, signature: await parties.developer.signTerms(terms) });
    await parties.client.token?.("mint", [parties.client.address, total]);
    await parties.client.api.agreements.sign({ id, signature: await parties.client.signTerms(terms) });
    const balanceOf = (of: Address) =>
      stage.chain.reader.readContract({ address: token, abi: tokenAbi, functionName: "balanceOf", args: [of] });
    const held = await balanceOf(stage.deployment.escrow);

    const client = await stage.person(8);
    await client.open(`/agreements/${id}`);
    await signIn(client.page);
    await press(client.page, /^Lock all 2/);
    await confirm(client.page, "Lock the money of 2 milestones");

    expect(client.wallet.asked.slice(-2)).to.deep.equal(["eth_signTypedData_v4", "eth_sendTransaction"]);
    expect(client.wallet.sent).to.have.length(1);
    expect(await balanceOf(client.address)).to.equal(0n);
    expect((await balanceOf(stage.deployment.escrow)) - held).to.equal(total);
    const allowance = { address: token, abi: tokenAbi, functionName: "allowance" } as const;
    expect(
      await stage.chain.reader.readContract({ ...allowance, args: [client.address, stage.deployment.escrow] }),
      "nothing is allowed beyond what was taken",
    ).to.equal(0n);

    // Both are delivered, and the client takes both to the court at once.
    for (const index of [0n, 1n]) await parties.developer.escrow("submit", [terms, index, `0x${"5".repeat(64)}`]);
    await see(milestone(client.page, "2. Line 2 of the ferries"), /^Delivered\./);
    await press(milestone(client.page, "1. Line 1 of the ferries"), /^More/);
    await press(client.page, "Open a dispute");
    const evidence = dialog(client.page, "Open a dispute over milestone 1");
    await evidence.getByRole("checkbox", { name: /^2\. Line 2/ }).check();
    await see(evidence, "These 2 milestones.");
    await fill(evidence, "Title", "Neither line can be heard");
    await fill(
      evidence,
      "What you want to say",
      "Both recordings are silent from the first minute on; the list of departures is empty.",
    );
    await press(evidence, "Keep the evidence and go on");
    await confirm(client.page, "Open one dispute over 2 milestones");

    const { logs } = await stage.chain.reader.getTransactionReceipt({ hash: client.wallet.sent.at(-1) as Hex });
    const disputed = parseEventLogs({ abi: escrowAbi, eventName: "Disputed", logs });
    const [opened] = parseEventLogs({ abi: courtAbi, eventName: "Opened", logs });
    const caseId = caseIdOf(id, 0n, stage.deployment);
    expect(disputed.map(({ args }) => [args.index, args.caseId])).to.deep.equal([
      [0n, caseId],
      [1n, caseId],
    ]);
    expect(opened?.args.atStake).to.equal(total);
    await control(milestone(client.page, "2. Line 2 of the ferries"), "To the dispute").click();
    await client.page.waitForURL(`**/cases/${caseId}`);
    await see(client.page, "To milestones 1 and 2");
    expect(client.said.troubles).to.deep.equal([]);
  });
});
