/** One agreement through every module of the API, on a real stack: what the others test apart holds together. */
import { expect } from "chai";
import { zeroAddress } from "viem";
import { escrowAbi } from "#core/chain/abi.ts";
import { mintId } from "#core/lib/ids.ts";
import { openHall } from "../../../scripts/lib/hall.ts";
import { type Actor, actorIn } from "../../../scripts/lib/actor.ts";
import { termsFrom } from "../../../scripts/lib/terms.ts";
import { aStack, type TestStack } from "../../support/stack.ts";
import { until } from "../../support/until.ts";

const days = (count: number, from: string) => new Date(Date.parse(from) + count * 86_400_000).toISOString();

describe("a project from its posting to a release", function () {
  this.timeout(90_000);
  let stack: TestStack;
  let client: Actor;
  let developer: Actor;
  let now: string;

  before(async () => {
    stack = await aStack();
    const hall = openHall({ apiUrl: stack.apiUrl, rpcUrl: stack.chain.rpcUrl, deployment: stack.deployment });
    client = actorIn(hall, 1);
    developer = actorIn(hall, 2);
    await Promise.all([client.signIn(), developer.signIn()]);
    ({ now } = await client.api.chain.status());
  });
  after(async () => stack?.stop());

  it("keeps one truth between what people wrote and what the chain says", async () => {
    const project = mintId();
    await client.api.projects.post({
      id: project,
      title: "A page that works",
      brief: "We need one page that loads fast, says what we do and can be changed by us.",
      field: "web",
      skills: ["typescript"],
      token: zeroAddress,
      budget: "3000000000000000000",
      deadline: days(40, now),
    });
    const proposal = mintId();
    await developer.api.proposals.submit({
      id: proposal,
      project,
      letter: "I have made three of these and can show them. Two weeks, two steps, each to be seen.",
      token: zeroAddress,
      reviewPeriod: 3 * 86_400,
      milestones: [
        {
          title: "Draft",
          deliverable: "A page to look at, on a test address.",
          amount: "1000000000000000000",
          due: days(10, now),
        },
        { title: "Final", deliverable: "The page on its own address.", amount: "2000000000000000000", due: days(20, now) },
      ],
    });

    const { agreement } = await client.api.proposals.accept({ id: proposal });
    const drawn = await developer.api.agreements.get({ id: agreement });
    expect(drawn.state).to.equal("drafted");
    expect(drawn.awaiting).to.equal("sign");
    const terms = termsFrom(drawn.terms);
    await developer.api.agreements.sign({ id: agreement, signature: await developer.signTerms(terms) });
    const signed = await client.api.agreements.sign({ id: agreement, signature: await client.signTerms(terms) });
    expect(signed.state).to.equal("signed");
    expect(signed.awaiting).to.equal("fund");

    await client.escrow("fundSigned", [terms, 2n, signed.developerSignature ?? "0x"], 3n * 10n ** 18n);
    const note = { agreement, index: 0, kind: "delivery" as const, title: "The draft", text: "Here it is.", links: [] };
    const delivery = await developer.api.documents.store(note);
    await developer.escrow("submit", [terms, 0n, delivery.digest]);
    await until(async () => (await client.api.agreements.get({ id: agreement })).plan[0]?.state === "Submitted");

    const active = await client.api.agreements.get({ id: agreement });
    expect(active.state).to.equal("active");
    expect(active.awaiting).to.equal("review");
    expect(active.plan[0]?.delivery).to.equal(delivery.digest);
    const [, clock] = await stack.chain.reader.readContract({
      address: stack.deployment.escrow,
      abi: escrowAbi,
      functionName: "laneOf",
      args: [agreement, 0n],
    });
    expect(Date.parse(active.plan[0]?.clock ?? "")).to.equal(Number(clock) * 1000);
    expect((await client.api.documents.get({ digest: delivery.digest })).content).to.contain("Here it is.");

    await client.escrow("release", [terms, 0n]);
    await developer.escrow("refund", [terms, 1n]);
    await until(async () => (await client.api.projects.get({ id: project })).state === "completed", {
      what: "the project's completion",
    });
    expect((await developer.api.agreements.get({ id: agreement })).state).to.equal("closed");
    expect((await developer.api.reputation.standing({ address: developer.address })).experience).to.not.equal("0");
    await until(
      async () => {
        const { items } = await developer.api.notifications.list({});
        return ["proposal.accepted", "agreement.signed", "escrow.created", "escrow.released"].every((topic) =>
          items.some((each) => each.topic === topic),
        );
      },
      { what: "the developer's notifications" },
    );
  });
});
