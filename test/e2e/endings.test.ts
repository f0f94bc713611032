import { expect } from "chai";
import type { Request } from "playwright-core";
import { type Hex, parseEther, zeroAddress } from "viem";
import { escrowAbi } from "#core/chain/abi.ts";
import { until } from "../support/until.ts";
import { confirm, signIn } from "./support/pages.ts";
import { type Agreed, aDelivery, aDraft } from "./support/scenes.ts";
import { onStage, type Person } from "./support/stage.ts";
import { control, dialog, press, region, see } from "./support/visitor.ts";

const DOLLARS = 1_000_000n;
const FEES = { maxFeePerGas: 60_000_000_000n, maxPriorityFeePerGas: 40_000_000_000n, gas: 100_000n };

describe("a transaction", function () {
  this.timeout(300_000);
  const stage = onStage();
  const parties = () => ({ client: stage.actor(9), developer: stage.actor(10) });

  const stateOnChain = async ({ id }: Agreed): Promise<number> => {
    const lane = { address: stage.deployment.escrow, abi: escrowAbi, functionName: "laneOf", args: [id, 0n] } as const;
    return (await stage.chain.reader.readContract(lane))[0];
  };
  const SUBMITTED = 2;
  const RELEASED = 4;

  /** A client who is about to release what was delivered, with the dialog open and everything worked out. */
  async function aboutToRelease(before: (client: Person) => Promise<void> = async () => {}) {
    const agreed = await aDelivery(stage, parties(), [parseEther("0.2")]);
    const client = await stage.person(9);
    await before(client);
    await client.open(`/agreements/${agreed.id}`);
    await signIn(client.page);
    const open = async () => {
      await press(region(client.page, "Your turn: review milestone 1"), /^Release/);
      return dialog(client.page, "Release milestone 1");
    };
    return { agreed, client, open };
  }

  async function signByBoth({ id, terms }: Agreed): Promise<void> {
    for (const one of Object.values(parties())) {
      await one.signIn();
      await one.api.agreements.sign({ id, signature: await one.signTerms(terms) });
    }
  }

  const alert = (person: Person, text: string) => person.page.getByRole("alert").filter({ hasText: text }).waitFor();
  const ready = (asked: ReturnType<typeof dialog>) =>
    control(asked, "Confirm in wallet").and(asked.locator(":enabled:not([aria-disabled])")).waitFor();

  const asksFor = (request: Request, method: string): boolean => request.postData()?.includes(method) === true;

  /** No block takes anything until it is told to. */
  async function withoutBlocks(work: (mine: () => Promise<void>) => Promise<void>): Promise<void> {
    const { cheats } = stage.chain;
    await cheats.setAutomine(false);
    try {
      await work(() => cheats.mine({ blocks: 1 }));
    } finally {
      await cheats.setAutomine(true);
    }
  }

  it("asks to switch a wallet that is on another network, and goes on once it did", async () => {
    const { agreed, client, open } = await aboutToRelease();

    await client.wallet.leaveNetwork(1);
    const asked = await open();
    await alert(client, "Your wallet is on another network");
    await press(asked, /^Switch to /);
    await ready(asked);
    await confirm(client.page, "Release milestone 1");

    expect(await stateOnChain(agreed)).to.equal(RELEASED);
  });

  it("says how much is missing before it asks the wallet, and nothing is sent", async () => {
    const agreed = await aDraft(stage, parties(), [parseEther("0.2")]);
    const client = await stage.person(9);
    const balance = await stage.chain.reader.getBalance({ address: client.address });
    await signByBoth(agreed);
    await stage.chain.cheats.setBalance({ address: client.address, value: parseEther("0.1") });
    try {
      await client.open(`/agreements/${agreed.id}`);
      await signIn(client.page);
      await press(client.page, /^Lock /);
      await alert(client, "There is too little money in your account");
      await see(client.page, /needs 0\.2\D.*has 0\.1\D/);
      expect(client.wallet.asked).to.not.include("eth_sendTransaction");
    } finally {
      await stage.chain.cheats.setBalance({ address: client.address, value: balance });
    }
  });

  it("that the contract would refuse by now is not sent, and the reason is a sentence", async () => {
    const { agreed, client, open } = await aboutToRelease();
    const asked = await open();
    await ready(asked);

    client.wallet.rejectNext("eth_sendTransaction");
    await press(asked, "Confirm in wallet");
    await alert(client, "You declined in your wallet");
    await stage.actor(9).escrow("release", [agreed.terms, 0n]);
    await press(asked, "Try again");

    await alert(client, "The contract would refuse this");
    await alert(client, "Nothing was sent. ");
    expect(await asked.getByRole("alert").textContent()).to.not.match(/Escrow_|0x/);
    expect(client.wallet.sent).to.deep.equal([]);
  });

  it("that a block took and the contract undid says so, and why", async () => {
    const { agreed, client, open } = await aboutToRelease();
    const asked = await open();
    await ready(asked);

    client.wallet.sendBlindly();
    await stage.actor(9).escrow("release", [agreed.terms, 0n]);
    await press(asked, "Confirm in wallet");

    await alert(client, "The contract refused this");
    await alert(client, "only the network cost was spent");
    const [hash] = client.wallet.sent as [Hex];
    expect((await stage.chain.reader.getTransactionReceipt({ hash })).status).to.equal("reverted");
  });

  for (const [what, title, value] of [
    ["replaced by another", "Replaced by another transaction", 1n],
    ["cancelled in the wallet", "Cancelled in your wallet", 0n],
  ] as const)
    it(`that is ${what} says that it will never happen`, async () => {
      const { agreed, client, open } = await aboutToRelease();
      const asked = await open();
      await ready(asked);

      await withoutBlocks(async (mine) => {
        // Who never saw the first transaction cannot tell what replaced it.
        const isSeen = client.page.waitForResponse((answer) => asksFor(answer.request(), "eth_getTransactionByHash"));
        await press(asked, "Confirm in wallet");
        await see(asked, "Waiting for a block…");
        await isSeen;
        const [hash] = client.wallet.sent as [Hex];
        const { nonce } = await stage.chain.reader.getTransaction({ hash });
        const to = value === 0n ? client.address : stage.actor(10).address;
        await stage.chain.wallet(9).sendTransaction({ to, value, nonce, ...FEES });
        await mine();
        await alert(client, title);
      });

      expect(await stateOnChain(agreed)).to.equal(SUBMITTED);
      expect(await control(asked, "Try again").count()).to.equal(value === 0n ? 1 : 0);
    });

  it("that no block takes may be waited for, and is done when one does", async () => {
    const { agreed, client, open } = await aboutToRelease((person) => person.page.clock.install());
    const asked = await open();
    await ready(asked);

    await withoutBlocks(async (mine) => {
      await press(asked, "Confirm in wallet");
      await see(asked, "Waiting for a block…");
      await client.page.clock.fastForward(95_000);
      await alert(client, "No block has taken it yet");
      expect(await control(asked, "Try again").count()).to.equal(0);
      await press(asked, "Keep waiting");
      await see(asked, "Waiting for a block…");
      await mine();
      await see(asked, "Seen by Guildhall");
      await asked.getByRole("status").filter({ hasText: "Done" }).waitFor();
    });

    expect(await stateOnChain(agreed)).to.equal(RELEASED);
  });

  it("that cannot reach the network says so, and works once it can", async () => {
    const { agreed, client, open } = await aboutToRelease();
    await client.context.route(`${stage.chain.rpcUrl}/**`, (route) => route.abort());

    const asked = await open();
    await alert(client, "The network could not be reached");
    await client.context.unroute(`${stage.chain.rpcUrl}/**`);
    await press(asked, "Try again");
    await ready(asked);
    await confirm(client.page, "Release milestone 1");

    expect(await stateOnChain(agreed)).to.equal(RELEASED);
  });

  it("that Guildhall has not read yet is called done on the chain, and then seen", async () => {
    const { client, open } = await aboutToRelease((person) => person.page.clock.install());
    const asked = await open();
    await ready(asked);

    await stage.service("indexer").stop();
    try {
      await press(asked, "Confirm in wallet");
      await see(asked, /^In block/);
      await client.page.clock.fastForward(20_000);
      await see(asked, /^It is on the chain\. Guildhall shows it as soon as it has read the block/);
    } finally {
      await stage.run("indexer");
    }

    await asked.getByText(/^It is on the chain\./).waitFor({ state: "hidden" });
    await asked.getByRole("status").filter({ hasText: "Done" }).waitFor();
  });

  describe("that pays in a token", () => {
    const token = () => stage.deployment.token ?? zeroAddress;

    const signed = async (amount = 40n * DOLLARS): Promise<Hex> => {
      const agreed = await aDraft(stage, parties(), [amount], token().toLowerCase() as Hex);
      await signByBoth(agreed);
      return agreed.id;
    };
    async function aboutToPay(person: Person, id: Hex) {
      await person.open(`/agreements/${id}`);
      await signIn(person.page);
      await press(person.page, /^Lock /);
      return dialog(person.page, "Lock the money of milestone 1");
    }
    const held = async (id: Hex) => {
      await until(async () => (await stage.actor(9).api.agreements.get({ id })).plan[0]?.state === "Funded", {
        what: "the money in the mirror",
      });
    };

    before(async () => {
      await stage.actor(9).token?.("mint", [stage.actor(9).address, 200n * DOLLARS]);
    });

    it("asks for a permit in place of an approval: one signature, one transaction", async () => {
      const id = await signed();
      const client = await stage.person(9);

      const asked = await aboutToPay(client, id);
      await see(asked, /a signature that permits the contract to take exactly this amount/);
      await confirm(client.page, "Lock the money of milestone 1");

      await held(id);
      expect(client.wallet.sent).to.have.lengthOf(1);
      expect(client.wallet.signed.map(({ primaryType }) => primaryType)).to.deep.equal(["Permit"]);
      expect(client.wallet.signed[0]?.message).to.include({ value: String(40n * DOLLARS) });
    });

    it("pays in one confirmation where the wallet has batches", async () => {
      const id = await signed();
      const client = await stage.person(9);
      client.wallet.batches();

      const asked = await aboutToPay(client, id);
      await see(asked, "Your wallet allows the amount and pays it in one confirmation.");
      await confirm(client.page, "Lock the money of milestone 1");

      await held(id);
      expect(client.wallet.sentBatches).to.deep.equal([2]);
      expect(client.wallet.asked).to.not.include("eth_sendTransaction");
    });

    it("falls back to an approval where the wallet signs no permit", async () => {
      const id = await signed();
      const client = await stage.person(9);
      client.wallet.forget("eth_signTypedData_v4");

      await aboutToPay(client, id);
      await confirm(client.page, "Lock the money of milestone 1");

      await held(id);
      expect(client.wallet.sent).to.have.lengthOf(2);
    });

    it("says how much of the token is missing", async () => {
      const id = await signed(4_000n * DOLLARS);
      const client = await stage.person(9);

      await aboutToPay(client, id);

      await alert(client, "There is too little money in your account");
      await see(client.page, /needs 4,000\D.*GUSD/);
    });
  });
});
