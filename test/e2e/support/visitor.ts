/** Somebody in front of a browser: sees what is visible, and finds controls by the name that a screen reader says. */
import type { BrowserContext, Locator, Page } from "playwright-core";
import { type Watch, watch } from "./watch.ts";

type Name = string | RegExp;
type Place = Page | Locator;

/** Generous, since two cores serve everybody; a page that answers late is caught by figures, not here. */
const PATIENCE = 45_000;
const TRIES = 90;

const named = (name: Name) => ({ name, exact: typeof name === "string" });

/** Something to press, whatever it is to the browser. */
export const control = (place: Place, name: Name): Locator =>
  place
    .getByRole("button", named(name))
    .or(place.getByRole("link", named(name)))
    .or(place.getByRole("menuitem", named(name)))
    .or(place.getByRole("tab", named(name)));

/** A field by its label. */
export const field = (place: Place, label: Name): Locator =>
  place.getByLabel(label, { exact: typeof label === "string" }).and(place.locator("input, textarea, select"));

export const press = (place: Place, name: Name): Promise<void> => control(place, name).click();
export const fill = (place: Place, label: Name, text: string): Promise<void> => field(place, label).fill(text);
export const choose = async (place: Place, label: Name, option: string): Promise<void> =>
  void (await field(place, label).selectOption({ label: option }));
export const see = (place: Place, text: Name): Promise<void> => place.getByText(text).first().waitFor();
export const lose = (place: Place, text: Name): Promise<void> => place.getByText(text).first().waitFor({ state: "hidden" });

export const dialog = (page: Page, title: Name): Locator => page.getByRole("dialog", named(title));
export const region = (page: Page, title: Name): Locator => page.getByRole("region", named(title));
export const milestone = (page: Page, title: string): Locator => page.getByRole("article", { name: title });

export type Visitor = {
  context: BrowserContext;
  page: Page;
  said: Watch;
  /** Goes to an address and waits until the page is alive and hears the chain. */
  open: (path: string) => Promise<void>;
  reload: () => Promise<void>;
};

export async function openVisitor(context: BrowserContext, webUrl: string): Promise<Visitor> {
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const said: Watch = { lines: [], troubles: [] };
  watch(page, said);
  const isAlive = async () => {
    const live = page.locator('[role="status"][data-connection="live"]');
    // A guest's page hears the chain once it is used, and it can be used once its scripts are there.
    for (let at = 1; at <= TRIES; at++) {
      await page.mouse.move(at, 1);
      const isLive = await live.waitFor({ timeout: PATIENCE / TRIES }).then(
        () => true,
        () => false,
      );
      if (isLive) return;
    }
    await live.waitFor();
  };
  return {
    context,
    page,
    said,
    open: async (path) => {
      await page.goto(new URL(path, webUrl).href);
      await isAlive();
    },
    reload: async () => {
      await page.reload();
      await isAlive();
    },
  };
}

/** What happens inside must happen on the page that is there: a reload would make another document. */
export async function withoutReload<T>({ page }: Pick<Visitor, "page">, work: () => Promise<T>): Promise<T> {
  const born = () => page.evaluate(() => performance.timeOrigin);
  const before = await born();
  const result = await work();
  if ((await born()) !== before) throw new Error("The page was loaded again.");
  return result;
}
