import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parseEther } from "viem";
import { config } from "../../scripts/config.ts";
import { signIn } from "./support/pages.ts";
import { aCourt, aDispute } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { lose, press, see, withoutReload } from "./support/visitor.ts";

/** Longer than a page takes to ask the API for everything. */
const LATE = 2_500;
/** An option of the API's client: its code is not held back, so that answers overtake the parts. */
const CLIENT = "customErrorResponseBodyDecoder";

type Noting = typeof window & { whenGone?: number[] };

/** In the page: when the bell was taken away after it had been there. */
const noteWhatGoes = () => {
  const whenGone: number[] = [];
  (window as Noting).whenGone = whenGone;
  let wasThere = false;
  new MutationObserver(() => {
    const isThere = document.querySelector('button[aria-label$="nothing new"], button[aria-label*="new notification"]') !== null;
    if (wasThere && !isThere) whenGone.push(performance.now());
    wasThere = isThere;
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
};

describe("a page whose parts for members come late", function () {
  this.timeout(180_000);
  const stage = onStage();

  it("keeps what the server drew until they are there, then shows how things stand, without a complaint", async () => {
    await aCourt(stage);
    const { id, caseId } = await aDispute(stage, { client: stage.actor(17), developer: stage.actor(18) }, parseEther("0.4"));
    const person = await stage.person(18);
    const { page, said } = person;
    await person.open("/");
    await signIn(page);

    let named = "";
    let isLate = false;
    await page.route("**/_next/static/chunks/*.js*", async (route) => {
      const code = await route.fetch();
      // What the page names comes at once; what its parts ask for afterwards does not.
      if (!named.includes(new URL(route.request().url()).pathname) && !(await code.text()).includes(CLIENT)) {
        isLate = true;
        await new Promise((resolve) => setTimeout(resolve, LATE));
      }
      await route.fulfill({ response: code });
    });
    await page.addInitScript(noteWhatGoes);
    for (const path of ["/projects", `/agreements/${id}`, `/cases/${caseId}`]) {
      named = await (await person.context.request.get(new URL(path, stage.webUrl).href)).text();
      isLate = false;
      await page.goto(new URL(path, stage.webUrl).href);
      await page.getByRole("button", { name: /new notification/ }).waitFor();

      expect(isLate, path).to.equal(true);
      expect(await page.evaluate(() => (window as Noting).whenGone), path).to.deep.equal([]);
    }
    expect(said.troubles).to.deep.equal([]);
  });
});

describe("a window whose code does not come", function () {
  this.timeout(120_000);
  const stage = onStage();

  it("costs a wait and not the page, which says so; the window opens once the line is there again", async () => {
    const guest = await stage.guest();
    const { page } = guest;
    await guest.open("/projects");
    await page.getByRole("searchbox").fill("a word that was typed");
    const chunks = "**/_next/static/chunks/*.js*";
    let refused = 0;
    await page.route(chunks, (route) => {
      refused++;
      return route.abort("internetdisconnected");
    });
    await press(page, "Appearance and language");
    await see(page, "A part of this page has not come yet");
    expect(refused).to.be.greaterThan(0);
    await withoutReload(guest, async () => {
      await page.unroute(chunks);
      await page.getByRole("menuitemradio", { name: "Dark" }).waitFor();
      await lose(page, "A part of this page has not come yet");
      expect(await page.getByRole("searchbox").inputValue()).to.equal("a word that was typed");
    });
  });
});

describe("the wish to connect a wallet whose code is still on its way", function () {
  this.timeout(120_000);
  const stage = onStage();

  it("is seen to be heard, is one wish however often it is pressed, and leaves nothing behind when it is given up", async () => {
    const guest = await stage.guest();
    const { page, said } = guest;
    await guest.open("/people");
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/_next/static/chunks/*.js*", async (route) => {
      await held;
      await route.continue();
    });
    const connect = page.getByRole("banner").getByRole("button", { name: "Connect" });
    expect(await connect.getAttribute("aria-busy")).to.equal(null);
    const before = await connect.boundingBox();
    await connect.click();
    await connect.and(page.locator("[aria-busy=true]")).waitFor();
    expect((await connect.boundingBox())?.width).to.equal(before?.width);
    // A busy button is no longer one to click as Playwright has it; a finger does not know.
    await connect.click({ force: true });
    expect(await page.getByRole("dialog").count()).to.equal(0);

    release();
    await page.getByRole("dialog").waitFor();
    expect(await page.getByRole("dialog").count()).to.equal(1);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await connect.and(page.locator(":not([aria-busy])")).waitFor();
    expect(said.troubles).to.deep.equal([]);
  });
});

describe("words that come late", function () {
  this.timeout(120_000);
  const stage = onStage();

  it("are waited for by a page of another section and by what opens, and nothing is left unsaid", async () => {
    const guest = await stage.guest();
    const { page, said } = guest;
    // The file of all words: no other tells what stands on the front page.
    const { title } = JSON.parse(readFileSync(join(config.root, "web/messages/en.json"), "utf8")).landing;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let isHeld = false;
    await page.route("**/_next/static/chunks/*.js*", async (route) => {
      const code = await route.fetch();
      if ((await code.text()).includes(title)) {
        isHeld = true;
        await held;
      }
      await route.fulfill({ response: code });
    });
    await guest.open("/people");
    await withoutReload(guest, async () => {
      await press(page.getByRole("banner").getByRole("navigation"), "Projects");
      await press(page, "Search and go to");
      await new Promise((resolve) => setTimeout(resolve, LATE));
      expect(isHeld).to.equal(true);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).to.equal("People");
      expect(await page.getByRole("dialog").count()).to.equal(0);
      release();
      await page.getByRole("dialog").waitFor();
      await page.getByRole("heading", { level: 1, name: "Projects", includeHidden: true }).waitFor();
    });
    expect(said.troubles).to.deep.equal([]);
  });
});
