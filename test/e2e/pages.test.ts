import { globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parseEther } from "viem";
import { config } from "../../scripts/config.ts";
import { axe, tooSmall } from "./support/axe.ts";
import { signIn } from "./support/pages.ts";
import { aCourt, aDispute, aProject } from "./support/scenes.ts";
import { onStage } from "./support/stage.ts";
import type { Visitor } from "./support/visitor.ts";
import { until } from "../support/until.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const widths = [390, 320];
const otherLanguages = readdirSync(join(config.root, "web/messages"))
  .map((file) => file.replace(/\.json$/, ""))
  .filter((language) => language !== "en");

describe("every page", function () {
  this.timeout(600_000);
  const stage = onStage();
  /** One address for each page of web/app, and some that lead nowhere. */
  let addresses: Record<string, string> = {};

  before(async function () {
    this.timeout(60_000);
    await aCourt(stage);
    const [client, developer] = [stage.actor(13), stage.actor(14)];
    const { id, caseId } = await aDispute(stage, { client, developer }, parseEther("0.4"));
    const project = await aProject(developer, stage, "A lighthouse that answers letters");
    addresses = {
      "/": "/",
      "/projects": "/projects",
      "/projects/new": "/projects/new",
      "/projects/[id]": `/projects/${project}`,
      "/projects/[id]/propose": `/projects/${project}/propose`,
      "/agreements": "/agreements",
      "/agreements/[id]": `/agreements/${id}`,
      "/agreements/[id]/amend": `/agreements/${id}/amend`,
      "/cases/[caseId]": `/cases/${caseId}`,
      "/court": "/court",
      "/people": "/people",
      "/people/[who]": `/people/${client.address.toLowerCase()}`,
      "/profile/edit": "/profile/edit",
      "/notifications": "/notifications",
      "/welcome": "/welcome",
      "/design": "/design",
      "no page": "/there/is/nothing/here",
      "no project": "/projects/01890000-0000-7000-8000-000000000000",
      "no agreement": `/agreements/0x${"0".repeat(64)}`,
      "no case": `/cases/0x${"0".repeat(64)}`,
      "no person": "/people/nobody-at-all",
    };
  });

  it("is visited here", () => {
    const pages = globSync("**/page.tsx", { cwd: join(config.root, "web/app") }).map(
      (file) => `/${file.replace(/\/?page\.tsx$/, "")}`,
    );

    expect(Object.keys(addresses)).to.include.members(pages);
  });

  it("is answered with a policy that runs its own scripts by nonce and nobody else's", async () => {
    const nonces: string[] = [];
    const api = stage.apiUrl.replace("127.0.0.1", "localhost");
    for (const address of Object.values(addresses)) {
      const answer = await fetch(new URL(address, stage.webUrl), { redirect: "manual" });
      const policy = new Map(
        (answer.headers.get("content-security-policy") ?? "")
          .split(/; */)
          .map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]),
      );
      const scripts = policy.get("script-src") ?? [];
      const nonce = scripts.find((source) => source.startsWith("'nonce-"))?.slice(7, -1) ?? "none";

      expect(scripts, address).to.include("'strict-dynamic'").and.not.include("'unsafe-inline'").and.not.include("'unsafe-eval'");
      expect(policy.get("frame-ancestors"), address).to.deep.equal(["'none'"]);
      // No relay, since this stage has no WalletConnect.
      expect(policy.get("connect-src"), address).to.have.members(["'self'", api, api.replace(/^http/, "ws"), stage.chain.rpcUrl]);
      expect(nonce, address).to.match(/^[A-Za-z0-9+/=]{22,}$/);
      const opened = [...(await answer.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(opened, address).to.not.be.empty;
      expect(
        opened.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
        address,
      ).to.deep.equal([]);
      nonces.push(nonce);
    }
    expect(new Set(nonces)).to.have.lengthOf(nonces.length);
  });

  it("opens on a wide screen for somebody signed in without a complaint in the console or of axe, and fits a phone", async () => {
    const person = await stage.person(13);
    await person.open("/");
    await signIn(person.page);

    expect(await lookAround(person, ["light", "dark"])).to.deep.equal([]);
  });

  it("opens on a phone for a guest without a complaint in the console, fits it, and fits a thumb", async () => {
    expect(await lookAround(await stage.guest(phone))).to.deep.equal([]);
  });

  for (const language of otherLanguages)
    it(`opens in ${language} without a complaint in the console or of axe, and fits a phone`, async () => {
      const guest = await stage.guest({ locale: language });
      await guest.context.addCookies([{ name: "language", value: language, url: stage.webUrl }]);

      expect(await lookAround(guest, ["light"])).to.deep.equal([]);
    });

  it("would be caught by axe and by the measure of a thumb if it were wrong", async () => {
    const { page, open } = await stage.guest(phone);
    await open("/");
    expect(await axe(page)).to.deep.equal([]);

    await page.evaluate(() => {
      document.querySelector("main")?.insertAdjacentHTML("afterbegin", "<button style='height:20px;width:20px'></button>");
    });

    expect((await axe(page)).join()).to.include("button-name");
    expect(await tooSmall(page)).to.have.lengthOf(1);
  });

  it("would be heard if it complained: a script in somebody's words does not run, and is noticed", async () => {
    const { page, open, said } = await stage.guest();
    await open("/");

    await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hasRun = true'>"));
    await until(() => said.troubles.some((line) => line.includes("Content Security Policy")), {
      what: "the browser's complaint",
    });

    expect(await page.evaluate(() => "hasRun" in window)).to.equal(false);

    said.troubles.length = 0;
    const elsewhere = `${stage.indexerUrl}/healthz`;
    const asked = await page.evaluate(
      (url) =>
        fetch(url, { mode: "no-cors" }).then(
          () => "answered",
          () => "refused",
        ),
      elsewhere,
    );
    expect(asked).to.equal("refused");
    expect(said.troubles.join()).to.include("Content Security Policy");
  });

  /** What was wrong on the way through all pages. */
  async function lookAround({ page, open, said }: Visitor, themes: ("light" | "dark")[] = []): Promise<string[]> {
    const found: string[] = [];
    const { width = 0, height = 0 } = page.viewportSize() ?? {};
    for (const address of Object.values(addresses)) {
      await page.setViewportSize({ width, height });
      await open(address);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      for (const each of [width, ...widths.filter((narrower) => narrower < width)]) {
        await page.setViewportSize({ width: each, height });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) found.push(`${address} is ${over} px too wide at ${each}`);
      }
      if (themes.length === 0) {
        await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
        found.push(...(await tooSmall(page)).map((what) => `${address}: too small for a thumb: ${what}`));
      } else await page.setViewportSize({ width, height });
      for (const theme of themes) {
        await page.evaluate(async (chosen) => {
          document.documentElement.setAttribute("data-theme", chosen);
          // Two frames later it is drawn in it.
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        }, theme);
        // Colours take a moment to change, and axe reads them half-way.
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
        found.push(...(await axe(page)).map((line) => `${address} (${theme}): ${line}`));
      }
      found.push(
        ...said.troubles
          .splice(0)
          .filter((line) => !isExpected(address, line))
          .map((line) => `${address}: ${line}`),
      );
    }
    return found;
  }

  /** Chromium writes every 404 into the console, also that of the page itself. */
  const isExpected = (address: string, line: string) =>
    Object.entries(addresses).some(([name, path]) => path === address && (name === "/design" || name.startsWith("no "))) &&
    line.includes("404") &&
    line.includes(address);
});
