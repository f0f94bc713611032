import { expect } from "chai";
import { parseEther } from "viem";
import { escrowAbi } from "#core/chain/abi.ts";
import { accountOf } from "../../scripts/local/world.ts";
import { confirm, connect, isSignedIn, isSignedOut, signIn, signOut } from "./support/pages.ts";
import { aDraft, anAgreement } from "./support/scenes.ts";
import { onStage, type Person } from "./support/stage.ts";
import { dialog, field, fill, press, region, see } from "./support/visitor.ts";

describe("a wallet that does not do what the page hopes", function () {
  this.timeout(300_000);
  const stage = onStage();

  /** Who the server says this browser is. */
  const whoIs = async ({ page }: Person): Promise<string | null> => {
    const me = await (await page.request.get(`${stage.apiUrl.replace("127.0.0.1", "localhost")}/v1/session`)).json();
    return me?.address ?? null;
  };

  it("connects on the second try after the person declined the first", async () => {
    const person = await stage.person(5);
    await person.open("/");

    person.wallet.rejectNext("wallet_requestPermissions");
    await connect(person.page);
    await press(person.page, /^retry$/i);

    await dialog(person.page, "Sign in with your wallet").waitFor();
    expect(person.wallet.asked).to.deep.equal(["wallet_requestPermissions", "wallet_requestPermissions"]);
  });

  it("says that a declined message changed nothing, and signs it on the second try", async () => {
    const person = await stage.person(5);
    await person.open("/");
    await connect(person.page);

    person.wallet.rejectNext("personal_sign");
    const asked = dialog(person.page, "Sign in with your wallet");
    await press(asked, "Sign the message");
    await asked.getByRole("alert").filter({ hasText: "You declined the message in your wallet. Nothing happened." }).waitFor();
    expect(await whoIs(person)).to.equal(null);
    await press(asked, "Sign the message");

    await isSignedIn(person.page);
    expect(await whoIs(person)).to.equal(person.address.toLowerCase());
  });

  it("refuses a message that another key has signed, and takes the right one afterwards", async () => {
    const person = await stage.person(5);
    await person.open("/");
    await connect(person.page);

    person.wallet.signMessagesWith(accountOf(6));
    const asked = dialog(person.page, "Sign in with your wallet");
    await press(asked, "Sign the message");
    await asked.getByRole("alert").filter({ hasText: "The sign-in was refused." }).waitFor();
    expect(await whoIs(person)).to.equal(null);
    person.wallet.signMessagesWith(accountOf(5));
    await press(asked, "Sign the message");

    await isSignedIn(person.page);
  });

  it("leaves terms unsigned when their signature is declined, and loses nothing", async () => {
    const { id } = await aDraft(stage, { client: stage.actor(5), developer: stage.actor(6) }, [parseEther("0.3")]);
    const client = await stage.person(5);
    await client.open(`/agreements/${id}`);
    await signIn(client.page);

    client.wallet.rejectNext("eth_signTypedData_v4");
    await press(region(client.page, "Your signature is needed"), "Read and sign");
    const asked = dialog(client.page, "Sign the agreement");
    await press(asked, "Sign in wallet");
    await asked.getByRole("alert").filter({ hasText: "You declined in your wallet" }).waitFor();
    expect(client.wallet.signed).to.deep.equal([]);
    await press(asked, "Try again");

    await see(asked, "Signed. Once both have signed you can lock the money.");
  });

  it("sends nothing when a transaction is declined, and keeps the words that belong to it", async () => {
    const { id } = await anAgreement(stage, { client: stage.actor(5), developer: stage.actor(6) }, [parseEther("0.3")]);
    const developer = await stage.person(6);
    await developer.open(`/agreements/${id}`);
    await signIn(developer.page);
    const words = "Every departure of the first line, cut and named.";
    const deliver = () => press(region(developer.page, "Your turn: deliver milestone 1"), "Deliver");
    const note = dialog(developer.page, "Deliver milestone 1");
    const stateOnChain = async () =>
      (
        await stage.chain.reader.readContract({
          address: stage.deployment.escrow,
          abi: escrowAbi,
          functionName: "laneOf",
          args: [id, 0n],
        })
      )[0];

    await deliver();
    await fill(note, "Title", "The first line");
    await fill(note, "What you want to say", words);
    await press(note, "Keep and go on");
    developer.wallet.rejectNext("eth_sendTransaction");
    await press(dialog(developer.page, "Deliver milestone 1"), "Confirm in wallet");
    await developer.page.getByRole("alert").filter({ hasText: "You declined in your wallet" }).waitFor();
    await developer.page.keyboard.press("Escape");
    expect(developer.wallet.sent).to.deep.equal([]);
    expect(await stateOnChain()).to.equal(1);

    await developer.reload();
    await deliver();
    expect(await field(note, "What you want to say").inputValue()).to.equal(words);
    await press(note, "Keep and go on");
    await confirm(developer.page, "Deliver milestone 1");
    expect(await stateOnChain()).to.equal(2);
  });

  it("ends the session when the wallet turns to another account, and begins one for that account when asked", async () => {
    const person = await stage.person(7);
    await person.open("/agreements");
    await signIn(person.page);

    await person.wallet.choose(accountOf(8));
    await see(person.page, "Your wallet switched to another account, so you were signed out.");
    await see(person.page, "Sign in to go on");
    expect(await whoIs(person)).to.equal(null);
    await press(person.page, "Sign in again");
    await press(dialog(person.page, "Sign in with your wallet"), "Sign the message");

    await isSignedIn(person.page);
    expect(await whoIs(person)).to.equal(accountOf(8).address.toLowerCase());
  });

  it("signs out for good: the page forgets, and the old cookie opens nothing", async () => {
    const person = await stage.person(7);
    await person.open("/agreements");
    await signIn(person.page);
    const [cookie] = await person.context.cookies(stage.apiUrl.replace("127.0.0.1", "localhost"));
    const asBefore = async () =>
      (await fetch(`${stage.apiUrl}/v1/session`, { headers: { cookie: `${cookie?.name}=${cookie?.value}` } })).json();
    expect((await asBefore()).address).to.equal(person.address.toLowerCase());

    await signOut(person.page);

    await see(person.page, "Sign in to go on");
    expect(await asBefore()).to.equal(null);
    await person.reload();
    await isSignedOut(person.page);
  });
});
