/** What a person does on any page with finger and keys, so that each is measured by the same hand. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Locator, Page, Request } from "playwright-core";

/** Long enough for the next paint, and for what follows an answer to be asked for. */
const PAUSE = 900;
const BUTTONS = 4;
const ESCAPES = 5;
/** For a window whose code and words come over the slow line. */
const UNTIL_OPEN = 10_000;

/** The code of the socket comes last over the slow line. */
const UNTIL_LIVE = 60_000;

/**
 * As a finger does it. Playwright's own click runs scripts in the page right before and after it, to see what it would hit,
 * and on a phone four times slower that alone is counted as a tenth of a second of waiting for an answer.
 */
async function tap(page: Page, target: Locator): Promise<void> {
  // A trial brings it to where a finger can reach it, and complains of what lies over it.
  await target.click({ trial: true, timeout: 5_000 });
  const box = await target.boundingBox();
  if (!box) throw new Error(`It is gone: ${target}.`);
  await sleep(PAUSE / 3);
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}

/** Until nothing has been asked for and waited for during a pause. Counted from outside: a script in the page would keep it busy. */
async function comesToRest(page: Page, deed: () => Promise<void>): Promise<void> {
  const underway = new Set<Request>();
  let quietSince = Date.now();
  const begins = (request: Request) => void underway.add(request);
  const ends = (request: Request) => {
    underway.delete(request);
    quietSince = Date.now();
  };
  page.on("request", begins).on("requestfinished", ends).on("requestfailed", ends);
  try {
    await deed();
    quietSince = Date.now();
    const patience = Date.now() + UNTIL_OPEN;
    while (Date.now() < patience && (underway.size > 0 || Date.now() - quietSince < PAUSE)) await sleep(50);
  } finally {
    page.off("request", begins).off("requestfinished", ends).off("requestfailed", ends);
  }
}

async function closeWindows(page: Page): Promise<void> {
  // Nobody presses what lies under a window: an open menu takes the first Escape, and one window may lie over another.
  const windows = page.getByRole("dialog");
  for (let at = 0; at < ESCAPES && (await windows.count()) > 0; at++) {
    await page.keyboard.press("Escape");
    await sleep(PAUSE);
  }
}

async function pressAndClose(page: Page, button: Locator): Promise<void> {
  const opensWallets = /connect/i.test((await button.textContent()) ?? "");
  await comesToRest(page, () => tap(page, button));
  // The wallet's code runs for seconds on this phone after all of it has come.
  if (opensWallets) await page.getByRole("dialog").first().waitFor({ timeout: UNTIL_OPEN });
  await page.keyboard.press("Escape");
  await sleep(PAUSE / 3);
  await closeWindows(page);
}

/** Settings and theme, the state of the network, the first field, whatever opens on the page itself. */
export async function useThePage(page: Page): Promise<void> {
  const here = page.url();
  // A guest's page opens its socket with the first touch.
  await page.mouse.move(1, 1);
  await page.locator('[role="status"][data-connection="live"]').waitFor({ timeout: UNTIL_LIVE });
  const header = page.getByRole("banner");
  const settings = header.getByRole("button", { name: /^(Appearance and language|Account of )/ });
  await tap(page, settings);
  await tap(page, page.getByRole("menuitemradio", { name: "Dark" }));
  await sleep(PAUSE);
  await page.keyboard.press("Escape");
  await pressAndClose(page, header.getByRole("button", { name: /Live/ }));

  const main = page.getByRole("main");
  const fieldOfText = main
    .locator("input:visible:not([type=radio]):not([type=checkbox]):not([type=date]), textarea:visible")
    .first();
  if ((await fieldOfText.count()) > 0) {
    await tap(page, fieldOfText);
    await page.keyboard.type("oak and slate", { delay: 60 });
    await sleep(PAUSE);
  }
  const buttons = main.locator("button:visible:enabled:not([type=submit])");
  for (let at = 0; at < Math.min(BUTTONS, await buttons.count()); at++) {
    if (page.url() !== here) return;
    await pressAndClose(page, buttons.nth(at));
  }
}
