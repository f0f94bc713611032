/**
 * npm run screenshots: every page of the Guildhall that runs here and what opens on it, at two widths, light and dark, as a
 * guest and as three of its test accounts; the main ones in a language that is read from the right too. Into
 * .guildhall/screenshots/; a word narrows it to the pages with that name, or to the person it names.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
const word = process.argv[2];

/** Until what was opened stands still. */
const SETTLED = 1_500;

const schemes = ["light", "dark"] as const;

/** A page, or the first link of its kind on the page before; `before` and `after` make of it what is to be seen. */
type Stop = ({ path: string } | { link: RegExp }) & {
  name: string;
  before?: (page: Page) => Promise<void>;
  after?: (page: Page) => Promise<void>;
  /** What lies over a page is as tall as the screen. */
  isOver?: true;
  /** Also in Arabic. */
  isMain?: true;
};

const FULL_PANEL = 15;

/** The case as it would be after two appeals: the seeded arbiters, over and over. */
const withFullPanel = async (page: Page): Promise<void> => {
  await page.route(/\/v1\/cases\/0x/, async (route) => {
    const answer = await route.fetch();
    const dispute = await answer.json();
    const { panel, rounds } = dispute;
    const full = Array.from({ length: FULL_PANEL }, (_, at) => ({ ...panel[at % panel.length], seat: String(at + 1) }));
    const json = { ...dispute, panel: full, rounds: rounds.map((round: object) => ({ ...round, size: FULL_PANEL })) };
    await route.fulfill({ response: answer, json });
  });
};

/** Longer than a page takes what the server sent for fresh (web/lib/query-client.ts). */
const STALE = 21_000;

/** As for somebody who comes back to the page: what has grown old is asked for anew, here with the other answer. */
const askedAgain = async (page: Page): Promise<void> => {
  await sleep(STALE);
  await page.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
  await page.waitForLoadState("networkidle");
};

const withoutConnection = async (page: Page) => {
  await page.evaluate("navigator.serviceWorker.ready");
  await page.context().setOffline(true);
  await page.reload();
};

const projects: Stop[] = [
  { name: "projects", path: "/projects", isMain: true },
  { name: "project", link: /^\/projects\/[0-9a-f-]{36}$/, isMain: true },
];
const work: Stop[] = [
  { name: "agreements", path: "/agreements", isMain: true },
  { name: "agreement", link: /^\/agreements\/0x/, isMain: true },
];
const court: Stop[] = [
  { name: "court", path: "/court", isMain: true },
  { name: "case", link: /^\/cases\/0x/, isMain: true },
];
const appeal: Stop[] = [
  { name: "appeal-cases", path: "/court?period=Appeal" },
  { name: "appeal", link: /^\/cases\/0x/, isMain: true },
];
const people: Stop[] = [
  { name: "people", path: "/people", isMain: true },
  { name: "person", link: /^\/people\/[^/]+$/, isMain: true },
];

/** Each sees what is theirs; the purpose of a test account says who is who. */
const viewers: { name: string; purpose: RegExp | null; stops: Stop[] }[] = [
  {
    name: "guest",
    purpose: null,
    stops: [
      { name: "front", path: "/", isMain: true },
      ...projects,
      ...people,
      ...court,
      ...appeal,
      { name: "private", path: "/agreements" },
      { name: "nowhere", path: "/there/is/nothing/here" },
      { name: "welcome", path: "/welcome", isMain: true },
      { name: "palette", path: "/projects", isOver: true, after: (page) => page.keyboard.press("Control+k") },
      { name: "wallets", path: "/projects", isOver: true, after: (page) => press(page.getByRole("banner"), "Connect") },
      { name: "offline", path: "/projects", isOver: true, after: withoutConnection },
    ],
  },
  {
    name: "client",
    purpose: /^client with/,
    stops: [
      ...work,
      { name: "under-way", path: "/agreements?state=active" },
      { name: "agreement-under-way", link: /^\/agreements\/0x/ },
      { name: "amend", link: /\/amend$/ },
      { name: "new-project", path: "/projects/new", isMain: true },
      { name: "notifications", path: "/notifications", isMain: true },
      {
        name: "tray",
        path: "/projects",
        isOver: true,
        isMain: true,
        after: (page) => page.locator("header button[aria-haspopup=dialog]").nth(1).click(),
      },
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
    purpose: /^drawn arbiter who still has to commit/,
    stops: [
      { name: "cases", path: "/court?mine=arbiter" },
      { name: "case", link: /^\/cases\/0x/, isMain: true },
      { name: "cases-again", path: "/court?mine=arbiter" },
      { name: "vote", link: /^\/cases\/0x/, isOver: true, after: (page) => press(page, "Vote") },
      ...appeal,
      { name: "commit-cases", path: "/court?period=Commit" },
      { name: "full-panel", link: /^\/cases\/0x/, before: withFullPanel, after: askedAgain },
      { name: "commit-cases-again", path: "/court?period=Commit" },
      { name: "expose", link: /^\/cases\/0x/, isOver: true, after: (page) => press(page, "Somebody showed me a sealed vote") },
    ],
  },
];

const chosen = viewers.filter(({ name }) => name === word);
/** A person's name narrows whom, any other word what. */
const [seenBy, only] = chosen.length > 0 ? [chosen, undefined] : [viewers, word];

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

const RIGHT_TO_LEFT = "ar";
const looks = [
  ...schemes.map((colorScheme) => ({ colorScheme, language: "en" })),
  { colorScheme: "light", language: RIGHT_TO_LEFT },
] as const;

async function photograph(browser: Browser, viewer: string, stops: Stop[], options: BrowserContextOptions): Promise<number> {
  let taken = 0;
  for (const { width, height, more } of screens)
    for (const { colorScheme, language } of looks) {
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: "reduce",
        colorScheme,
        ...more,
        ...options,
      });
      const { page, open } = await openVisitor(context, webUrl);
      await context.addCookies([{ name: "language", value: language, url: webUrl }]);
      for (const stop of stops) {
        const address = await addressOf(stop, page);
        // On the way to a page that is taken, all before it are opened.
        if (address === undefined) continue;
        await stop.before?.(page);
        await open(address);
        await page.waitForLoadState("networkidle");
        if (only && !stop.name.includes(only)) continue;
        // What is pressed by its English name is not pressed in Arabic.
        if (language === RIGHT_TO_LEFT && !stop.isMain) continue;
        await stop.after?.(page);
        if (stop.after) await sleep(SETTLED);
        // As tall as the page, so that what sticks to the bottom is at the bottom.
        await page.setViewportSize({
          width,
          height: stop.isOver ? height : Math.max(height, await page.evaluate<number>("document.documentElement.scrollHeight")),
        });
        const look = language === RIGHT_TO_LEFT ? language : colorScheme;
        await page.screenshot({ path: join(folder, `${viewer}-${stop.name}-${width}-${look}.png`) });
        await page.setViewportSize({ width, height });
        await context.setOffline(false);
        await page.unrouteAll({ behavior: "ignoreErrors" });
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
  if (word === undefined) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await aBrowser();
  try {
    for (const { name, purpose, stops } of seenBy) {
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
