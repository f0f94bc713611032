import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { config } from "../../scripts/config.ts";
import { aProject } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import { control, press, see, withoutReload } from "./support/visitor.ts";

const languages = readdirSync(join(config.root, "web/messages")).map((file) => file.replace(/\.json$/, ""));
const wordsOf = (language: string) => JSON.parse(readFileSync(join(config.root, `web/messages/${language}.json`), "utf8"));
const rightToLeft = new Set(["ar"]);

describe("what a person prefers", function () {
  this.timeout(180_000);
  const stage = onStage();

  const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const chosenTheme = (page: Page) => page.evaluate(() => document.documentElement.dataset["theme"] ?? "system");
  const chooseTheme = async (page: Page, name: string, becomes: string) => {
    await press(page, "Appearance and language");
    await page.getByRole("menuitemradio", { name }).click();
    // The click answers before React has drawn what it chose.
    await page.waitForFunction((theme) => (document.documentElement.dataset["theme"] ?? "system") === theme, becomes);
    // The menu stays for a second thought.
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "hidden" });
  };

  it("is dark at once, stays so after a reload, and comes so from the server", async () => {
    const guest = await stage.guest({ colorScheme: "light" });
    const { page, context } = guest;
    await guest.open("/projects");
    const light = await ground(page);

    await withoutReload(guest, () => chooseTheme(page, "Dark", "dark"));
    const dark = await ground(page);
    expect(dark).to.not.equal(light);
    await guest.reload();
    expect(await ground(page)).to.equal(dark);

    const answer = await context.request.get(new URL("/projects", stage.webUrl).href);
    expect(await answer.text()).to.match(/<html[^>]* data-theme="dark"/);
  });

  it("follows the system until a person chooses, and again when they choose that", async () => {
    const guest = await stage.guest({ colorScheme: "dark" });
    const { page } = guest;
    await guest.open("/projects");
    const dark = await ground(page);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await ground(page)).to.not.equal(dark);

    await chooseTheme(page, "Dark", "dark");
    expect(await ground(page)).to.equal(dark);
    await chooseTheme(page, "As my system", "system");

    expect(await ground(page)).to.not.equal(dark);
    expect(await chosenTheme(page)).to.equal("system");
  });

  for (const language of languages)
    it(`speaks ${language}, in its direction, without loading the page anew, and remembers it`, async () => {
      const guest = await stage.guest();
      const { page } = guest;
      await guest.open("/people");
      const of = (attribute: "lang" | "dir") => page.locator("html").getAttribute(attribute);
      const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;

      await withoutReload(guest, async () => {
        await press(page, "Appearance and language");
        await page.getByRole("menuitemradio", { name: new RegExp(`^${name}$`, "i") }).click();
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
      });
      await page.reload();

      expect(await of("lang")).to.equal(language);
      expect(await of("dir")).to.equal(rightToLeft.has(language) ? "rtl" : "ltr");
    });

  it("goes through Spanish and Arabic and back to English in one visit, and what was typed stays", async () => {
    const guest = await stage.guest();
    const { page } = guest;
    await guest.open("/people");
    const search = page.locator("main input[type=search]");
    await search.fill("oak");

    await withoutReload(guest, async () => {
      for (const [from, to] of [
        ["en", "es"],
        ["es", "ar"],
        ["ar", "en"],
      ] as const) {
        await press(page, wordsOf(from).frame.settings);
        const name = new Intl.DisplayNames(to, { type: "language" }).of(to) ?? to;
        await page.getByRole("menuitemradio", { name: new RegExp(`^${name}$`, "i") }).click();
        await page.getByRole("heading", { name: wordsOf(to).profiles.title, level: 1, exact: true }).waitFor();
        expect(await page.locator("html").getAttribute("dir"), to).to.equal(rightToLeft.has(to) ? "rtl" : "ltr");
        expect(await search.inputValue(), to).to.equal("oak");
        await page.keyboard.press("Escape");
      }
    });

    expect(guest.said.troubles).to.deep.equal([]);
  });
});

describe("a page that breaks", function () {
  this.timeout(180_000);
  const stage = onStage();

  it("says so inside the frame, and leads on", async () => {
    const { page, open } = await stage.guest();
    // Nothing that the API can say: only a fault of ours draws such a page.
    await page.route(/\/v1\/projects\?/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { items: [null], next: null } });
    });
    const poster = stage.actor(33);
    await poster.signIn();
    await open("/projects");
    // What somebody posts makes the list ask anew.
    await aProject(poster, stage, "A bridge that counts its crossings");

    const broken = page.getByRole("main");
    await broken.getByRole("heading", { name: "This page broke", level: 1 }).waitFor();
    await control(broken, "Try again").waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await press(broken, "To the front page");

    await page.getByRole("heading", { name: wordsOf("en").landing.title, level: 1 }).waitFor();
  });
});

describe("a person without a connection", function () {
  this.timeout(180_000);
  const stage = onStage();

  it("is told so on the page that is open, and that it is live again", async () => {
    const { context, page, open } = await stage.guest();
    await open("/projects");

    await context.setOffline(true);
    await page.getByRole("status").filter({ hasText: "No connection" }).waitFor();
    await context.setOffline(false);

    await page
      .getByRole("status")
      .filter({ hasText: /^Live$/ })
      .waitFor();
  });

  it("finds a page of ours in place of the browser's, and the way back", async () => {
    const { context, page, open } = await stage.guest();
    await open("/");
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });

    await context.setOffline(true);
    await page.goto(new URL("/projects", stage.webUrl).href);
    await page.getByRole("heading", { name: "You are offline", level: 1 }).waitFor();
    await see(page, /Nothing is lost/);
    await context.setOffline(false);
    await press(page, "Try again");

    await page.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
  });
});
