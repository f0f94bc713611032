import { parseEther } from "viem";
import { isSignedIn, pickWallet, sign } from "./support/pages.ts";
import { aDraft } from "./support/scenes.ts";
import { onStage, testAccounts } from "./support/stage.ts";
import { dialog, press, region, see } from "./support/visitor.ts";

describe("a test wallet of the local chain", function () {
  this.timeout(300_000);
  const stage = onStage();

  it("connects without any extension, signs in, and still signs after a reload", async () => {
    const [{ index, name, purpose }] = testAccounts;
    const { id } = await aDraft(stage, { client: stage.actor(index), developer: stage.actor(6) }, [parseEther("0.1")]);
    const { page, open, reload } = await stage.guest();
    await open(`/agreements/${id}`);

    await press(page, "Connect your wallet and sign in");
    await see(page.getByRole("dialog", { name: "Connect a Wallet" }), "Test wallets of the local chain");
    await pickWallet(page, `${name} · ${purpose}`);
    await press(dialog(page, "Sign in with your wallet"), "Sign the message");
    await isSignedIn(page);
    await reload();
    await isSignedIn(page);

    await press(region(page, "Your signature is needed"), "Read and sign");
    await sign(page, "Sign the agreement");
    await region(page, /^Waiting for the signature of/).waitFor();
  });
});
