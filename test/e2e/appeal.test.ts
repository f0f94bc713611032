import { expect } from "chai";
import { parseEther } from "viem";
import { courtAbi } from "#core/chain/abi.ts";
import { confirm, signIn } from "./support/pages.ts";
import { openPurse } from "./support/purse.ts";
import { aCourt, aDispute, aRound, passTime } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { press, region, see, withoutReload } from "./support/visitor.ts";

describe("a ruling that is appealed", function () {
  this.timeout(600_000);
  const stage = onStage();

  before(async function () {
    this.timeout(60_000);
    await aCourt(stage);
  });

  it("goes from three arbiters to seven, paid for by both sides, and their ruling is final when the time has passed", async () => {
    const [clientActor, developerActor] = [stage.actor(5), stage.actor(6)];
    const dispute = await aDispute(stage, { client: clientActor, developer: developerActor }, parseEther("1"));
    const { caseId } = dispute;
    const court = { address: stage.deployment.court, abi: courtAbi } as const;
    const read = () => stage.chain.reader.readContract({ ...court, functionName: "caseOf", args: [caseId] });
    const { deposit } = await read();
    await developerActor.court("answer", [caseId, "", `0x${"11".repeat(32)}`], deposit);
    await aRound(stage, dispute, [7_000n, 8_000n, 7_500n]);

    // The client, told what each end would mean, appeals for twice the first deposit.
    const [client, developer] = [await stage.person(5), await stage.person(6)];
    await client.open(`/cases/${caseId}`);
    await signIn(client.page);
    await see(client.page, "Ruling so far: 75% to the developer");
    await see(client.page, "Appeal, and it becomes 0%");
    const purse = await openPurse(stage, client);
    await press(region(client.page, "For the client"), /^Appeal for/);
    await confirm(client.page, "Appeal the ruling");
    expect(await purse.gained()).to.equal(-2n * deposit - (await purse.gas()));

    // The developer sees it and pays as much.
    await developer.open(`/cases/${caseId}`);
    await signIn(developer.page);
    await withoutReload(client, async () => {
      await see(developer.page, "The other side appealed");
      await press(region(developer.page, "For the developer"), /as well$/);
      await confirm(developer.page, "Pay for the appeal as well");
      await see(client.page, "The client’s side appealed; both sides paid");
    });
    const { paidByClient, paidByDeveloper } = await read();
    expect([paidByClient, paidByDeveloper]).to.deep.equal([true, true]);

    // Seven others rule, and the clock makes it final.
    await withoutReload(client, async () => {
      await aRound(stage, dispute, [5_000n, 6_000n, 6_500n, 6_000n, 5_500n, 7_000n, 6_000n]);
      await see(client.page, "Ruling so far: 60% to the developer");
      await see(client.page, "Round 2: 7 arbiters");
    });
    await passTime(stage, 48 * 3_600 + 60);
    await client.open(`/cases/${caseId}`);
    await see(client.page, "Ruling: 60% to the developer");

    // Both get back what the ruling leaves of what they paid: all that came in less two rounds.
    const [toClient, toDeveloper] = await stage.chain.reader.readContract({
      ...court,
      functionName: "reclaimable",
      args: [caseId],
    });
    const cost = deposit + 2n * deposit;
    expect([toClient, toDeveloper]).to.deep.equal([3n * deposit - (cost * 6n) / 10n, 3n * deposit - (cost * 4n) / 10n]);
    await press(client.page, "Take the deposits back");
    await confirm(client.page, "Take the deposits back");
    await see(client.page, "Back to the client from the court");
    expect([client, developer].flatMap(({ said }) => said.troubles)).to.deep.equal([]);
  });
});
