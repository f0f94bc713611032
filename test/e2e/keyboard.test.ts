import { expect } from "chai";
import type { Page } from "playwright-core";
import { parseEther } from "viem";
import { until } from "../support/until.ts";
import { aDraft } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { dialog, see } from "./support/visitor.ts";

/** More stops than any page of ours has. */
const STOPS = 90;

describe("the keyboard alone", function () {
  this.timeout(300_000);
  const stage = onStage();

  /** What Enter would press. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at?.matches("a, button") ? (at.getAttribute("aria-label") ?? at.textContent ?? "").trim() : "";
    });
  const hasFocus = (page: Page): Promise<boolean> =>
    page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);

  /** Goes on with Tab until focus is on what is called that, and presses Enter. */
  async function reach(page: Page, name: RegExp): Promise<void> {
    await until(
      async () => {
        for (let stop = 0; stop < STOPS; stop++) {
          if (name.test(await focused(page))) return true;
          await page.keyboard.press("Tab");
        }
        return false;
      },
      { what: `focus on ${name}` },
    );
    await page.keyboard.press("Enter");
  }

  it("leads from signing in to locked money, and focus is never lost", async () => {
    const developer = stage.actor(16);
    const { id, terms, title } = await aDraft(stage, { client: stage.actor(15), developer }, [parseEther("0.2")]);
    await developer.api.agreements.sign({ id, signature: await developer.signTerms(terms) });
    const client = await stage.person(15);
    const { page } = client;
    await client.open("/agreements");

    await reach(page, /^Connect your wallet and sign in$/);
    await page.getByRole("dialog", { name: "Connect a Wallet" }).waitFor();
    await reach(page, /Test Wallet/);
    await dialog(page, "Sign in with your wallet").waitFor();
    await reach(page, /^Sign the message$/);
    await see(page, title);
    await reach(page, new RegExp(title));

    await page.getByRole("heading", { name: title, level: 1 }).waitFor();
    await reach(page, /^Read and sign$/);
    await dialog(page, "Sign the agreement").waitFor();
    await reach(page, /^Sign in wallet$/);
    await see(page, "Signed. Once both have signed you can lock the money.");
    await reach(page, /^Done$/);
    await dialog(page, "Sign the agreement").waitFor({ state: "hidden" });
    await until(() => hasFocus(page), { what: "focus after the signature" });

    await reach(page, /^Lock milestone 1/);
    await dialog(page, "Lock the money of milestone 1").waitFor();
    await reach(page, /^Confirm in wallet$/);
    await see(dialog(page, "Lock the money of milestone 1"), /^In block/);
    await reach(page, /^Done$/);
    await dialog(page, "Lock the money of milestone 1").waitFor({ state: "hidden" });
    await until(() => hasFocus(page), { what: "focus after the payment" });

    expect(client.wallet.sent).to.have.lengthOf(1);
    await until(async () => (await stage.actor(15).api.agreements.get({ id })).state === "active", { what: "the money held" });
  });

  it("opens the palette, finds a person and a page, and gives focus back", async () => {
    const guest = await stage.guest();
    const { page } = guest;
    await stage.actor(15).signIn();
    await guest.open("/people");

    await page.keyboard.press("Control+k");
    const palette = dialog(page, "Search and go to");
    await palette.waitFor();
    await page.keyboard.type("court");
    await palette.getByRole("option", { name: "Court", exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/court");
    await page.keyboard.press("?");
    await dialog(page, "Keyboard shortcuts").waitFor();
    await page.keyboard.press("Escape");
    await dialog(page, "Keyboard shortcuts").waitFor({ state: "hidden" });
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.waitForURL("**/projects");
  });

  it("does nothing by single letters while somebody types, or once they are turned off", async () => {
    const guest = await stage.guest();
    const { page } = guest;
    await guest.open("/projects");

    await page.getByRole("searchbox").or(page.getByRole("main").getByRole("textbox")).first().focus();
    await page.keyboard.type("gp?/");
    expect(await page.getByRole("dialog").count()).to.equal(0);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("?");
    await dialog(page, "Keyboard shortcuts").getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    await dialog(page, "Keyboard shortcuts").waitFor({ state: "hidden" });
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("?");

    expect(await page.getByRole("dialog").count()).to.equal(0);
  });
});
