import { expect } from "chai";
import { type Hex, parseEther, parseEventLogs, zeroAddress } from "viem";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import { caseId as caseIdOf } from "#core/chain/terms.ts";
import { confirm, signIn } from "./support/pages.ts";
import { openPurse } from "./support/purse.ts";
import { aCourt, aDraft } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { press, region, see } from "./support/visitor.ts";

describe("a developer without a coin for the deposit", function () {
  this.timeout(600_000);
  const stage = onStage();

  it("answers out of the disputed milestone, as both signed, and pays no more than the gas", async () => {
    await aCourt(stage);
    const price = parseEther("1");
    const parties = { client: stage.actor(10), developer: stage.actor(11) };
    const { id, terms } = await aDraft(stage, parties, [price], zeroAddress, true);
    const developerSignature = await parties.developer.signTerms(terms);
    await parties.client.escrow("fundSigned", [terms, 1n, developerSignature], price);
    await parties.developer.escrow("submit", [terms, 0n, `0x${"5".repeat(64)}`]);
    const court = { address: stage.deployment.court, abi: courtAbi } as const;
    const deposit = await stage.chain.reader.readContract({ ...court, functionName: "depositFor", args: [price, zeroAddress] });
    await parties.client.escrow("dispute", [terms, 0n, "", `0x${"6".repeat(64)}`], deposit);
    const caseId = caseIdOf(id, 0n, stage.deployment);

    const developer = await stage.person(11);
    await developer.open(`/agreements/${id}`);
    await signIn(developer.page);
    await see(developer.page, "may come from the milestone");
    await developer.open(`/cases/${caseId}`);
    const purse = await openPurse(stage, developer);
    await press(region(developer.page, "Answer this dispute"), "Answer out of the milestone");
    await confirm(developer.page, "Answer out of the disputed milestone");

    const { logs } = await stage.chain.reader.getTransactionReceipt({ hash: developer.wallet.sent.at(-1) as Hex });
    const [advanced] = parseEventLogs({ abi: escrowAbi, eventName: "Advanced", logs });
    expect(advanced?.args).to.deep.include({ id, index: 0n, caseId, amount: deposit });
    expect(await purse.gained()).to.equal(-(await purse.gas()));
    await see(developer.page, "Add evidence");
    expect(developer.said.troubles).to.deep.equal([]);
  });
});
