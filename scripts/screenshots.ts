/**
 * npm run screenshots: every page of the Guildhall that runs here, at two widths, light and dark, as a guest and as three
 * of its test accounts; into .guildhall/screenshots/.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { TestAccount } from "#core/features/chain.ts";
import { connect, isSignedIn } from "../test/e2e/support/pages.ts";
import { dialog, openVisitor, press } from "../test/e2e/support/visitor.ts";
import { aBrowser } from "../test/support/browser.ts";
import { config } from "./config.ts";
import { openApi } from "./lib/hall.ts";
import { complain, Complaint } from "./local/complaint.ts";
import { say } from "./local/screen.ts";

const webUrl = `http://localhost:${config.ports.web}`;
const apiUrl = `http://localhost:${config.ports.api}`;
const folder = join(config.home, "screenshots");

const screens = [
  { width: 1440, height: 900, more: {} },
  { width: 390, height: 844, more: { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } },
] as const;
const schemes = ["light", "dark"] as const;

/** A page, or the first link of its kind on the page before. */
type Stop = { name: string; path: string } | { name: string; link: RegExp };

const projects: Stop[] = [
  { name: "projects", path: "/projects" },
  { name: "project", link: /^\/projects\/[0-9a-f-]{36}$/ },
];
const work: Stop[] = [
  { name: "agreements", path: "/agreements" },
  { name: "agreement", link: /^\/agreements\/0x/ },
];
const court: Stop[] = [
  { name: "court", path: "/court" },
  { name: "case", link: /^\/cases\/0x/ },
];
const people: Stop[] = [
  { name: "people", path: "/people" },
  { name: "person", link: /^\/people\/[^/]+$/ },
];

/** Each sees what is theirs; the purpose of a test account says who is who. */
const viewers: { name: string; purpose: RegExp | null; stops: Stop[] }[] = [
  {
    name: "guest",
    purpose: null,
    stops: [
      { name: "front", path: "/" },
      ...projects,
      ...people,
      ...court,
      { name: "private", path: "/agreements" },
      { name: "nowhere", path: "/there/is/nothing/here" },
    ],
  },
  {
    name: "client",
    purpose: /^client with/,
    stops: [
      ...work,
      { name: "new-project", path: "/projects/new" },
      { name: "notifications", path: "/notifications" },
      { name: "edit-profile", path: "/profile/edit" },
    ],
  },
  {
    name: "developer",
    purpose: /^developer/,
    stops: [
      ...work,
      ...projects,
      { name: "propose", link: /\/propose$/ },
      { name: "proposals", path: "/agreements?view=proposals" },
    ],
  },
  {
    name: "arbiter",
    purpose: /^drawn arbiter who still has to/,
    stops: [
      { name: "cases", path: "/court?mine=arbiter" },
      { name: "case", link: /^\/cases\/0x/ },
    ],
  },
];

async function signedIn(browser: Browser, account: TestAccount): Promise<BrowserContextOptions["storageState"]> {
  const context = await browser.newContext();
  const { page, open } = await openVisitor(context, webUrl);
  await open("/");
  await connect(page, `${account.name} · ${account.purpose}`);
  await press(dialog(page, "Sign in with your wallet"), "Sign the message");
  await isSignedIn(page);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function addressOf(stop: Stop, page: Page): Promise<string | undefined> {
  if ("path" in stop) return stop.path;
  const links = await page.getByRole("main").getByRole("link").all();
  for (const link of links) {
    const href = await link.getAttribute("href");
    if (href && stop.link.test(href)) return href;
  }
  return undefined;
}

async function photograph(browser: Browser, viewer: string, stops: Stop[], options: BrowserContextOptions): Promise<number> {
  let taken = 0;
  for (const { width, height, more } of screens)
    for (const colorScheme of schemes) {
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: "reduce",
        colorScheme,
        ...more,
        ...options,
      });
      const { page, open } = await openVisitor(context, webUrl);
      for (const stop of stops) {
        const address = await addressOf(stop, page);
        if (address === undefined) continue;
        await open(address);
        await page.waitForLoadState("networkidle");
        // As tall as the page, so that what sticks to the bottom is at the bottom.
        await page.setViewportSize({
          width,
          height: Math.max(height, await page.evaluate<number>("document.documentElement.scrollHeight")),
        });
        await page.screenshot({ path: join(folder, `${viewer}-${stop.name}-${width}-${colorScheme}.png`) });
        await page.setViewportSize({ width, height });
        taken += 1;
      }
      await context.close();
    }
  return taken;
}

async function screenshots(): Promise<void> {
  const status = await openApi(apiUrl)
    .api.chain.status()
    .catch((cause: unknown) => {
      throw new Complaint(
        `Nothing answers at ${apiUrl}: run npm start first, in another terminal, with the same PORT and API_PORT.`,
        { cause },
      );
    });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await aBrowser();
  try {
    for (const { name, purpose, stops } of viewers) {
      const account = purpose && status.testAccounts.find((each) => purpose.test(each.purpose));
      if (purpose && !account) {
        say(`${name}: no test account is one here`);
        continue;
      }
      const storageState = account ? await signedIn(browser, account) : undefined;
      const taken = await photograph(browser, name, stops, storageState ? { storageState } : {});
      say(`${name}${account ? ` (${account.name})` : ""}: ${taken} pictures`);
    }
  } finally {
    await browser.close();
  }
  say(`They are in ${folder}.`);
}

await screenshots().catch(complain);
