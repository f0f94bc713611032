/** What people do on the pages, in the words of the pages. */
import type { Locator, Page } from "playwright-core";
import { control, dialog, press, see } from "./visitor.ts";

const header = (page: Page) => page.getByRole("banner");

/** In RainbowKit's list; the one wallet that announced itself unless said. */
export const pickWallet = (page: Page, wallet = "Test Wallet"): Promise<void> =>
  press(page.getByRole("dialog", { name: "Connect a Wallet" }), wallet);

export async function connect(page: Page, wallet?: string): Promise<void> {
  await press(header(page), "Connect");
  await pickWallet(page, wallet);
}

export async function signIn(page: Page): Promise<void> {
  await connect(page);
  await press(dialog(page, "Sign in with your wallet"), "Sign the message");
  await isSignedIn(page);
}

export const isSignedIn = (page: Page): Promise<void> => control(header(page), /^Account of /).waitFor();
export const isSignedOut = (page: Page): Promise<void> => control(header(page), /^(Connect|Sign in)$/).waitFor();

export async function signOut(page: Page): Promise<void> {
  await press(header(page), /^Account of /);
  await press(page, "Sign out");
  await isSignedOut(page);
}

/** Reads what a transaction will do, sends it, and waits until Guildhall has seen it on the chain. */
export async function confirm(page: Page, title: string): Promise<void> {
  const asked = dialog(page, title);
  await press(asked, "Confirm in wallet");
  await see(asked.getByRole("list", { name: "Progress" }), /^In block/);
  await done(asked);
}

/** The same for a signature, which costs nothing and moves nothing. */
export async function sign(page: Page, title: string): Promise<void> {
  const asked = dialog(page, title);
  await press(asked, "Sign in wallet");
  await asked.getByRole("status").filter({ hasText: "Signed" }).waitFor();
  await done(asked);
}

async function done(asked: Locator): Promise<void> {
  await press(asked, "Done");
  await asked.waitFor({ state: "hidden" });
}
