/** The whole of Guildhall, started once for all browser tests, and the people who come to it. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { config } from "../../../scripts/config.ts";
import { actorIn } from "../../../scripts/lib/actor.ts";
import { type Hall, openHall } from "../../../scripts/lib/hall.ts";
import { accountOf } from "../../../scripts/local/world.ts";
import { aBrowser } from "../../support/browser.ts";
import { atTheEnd } from "../../support/hooks.ts";
import { aStack, type TestStack } from "../../support/stack.ts";
import { openVisitor, type Visitor } from "./visitor.ts";
import { aWallet, type TestWallet } from "./wallet.ts";

/** Whom the sign-in dialog offers as test wallets. */
export const testAccounts = [
  { index: 37, name: "Ines Duarte", purpose: "client with nothing posted yet" },
  { index: 38, name: "Tomás Vale", purpose: "developer with nothing proposed yet" },
] as const;

let raised: Promise<TestStack> | undefined;

function raise(): Promise<TestStack> {
  raised ??= (async () => {
    const file = join(tmpdir(), `guildhall-test-accounts-${process.pid}.json`);
    const accounts = testAccounts.map(({ index, name, purpose }) => ({
      address: accountOf(index).address.toLowerCase(),
      name,
      purpose,
    }));
    writeFileSync(file, JSON.stringify(accounts));
    const stack = await aStack({ services: ["indexer", "api", "worker", "web"], bornAt: new Date(), testAccountsFile: file });
    atTheEnd(async () => {
      await stack.stop();
      rmSync(file, { force: true });
    });
    return stack;
  })();
  return raised;
}

export type Person = Visitor & { index: number; address: `0x${string}`; wallet: TestWallet };

export type Stage = TestStack & {
  hall: Hall;
  /** Somebody acting through the API and the chain, for what a test needs but is not about. */
  actor: (index: number) => ReturnType<typeof actorIn>;
  /** A browser of its own without a wallet. */
  guest: (options?: BrowserContextOptions) => Promise<Visitor>;
  /** A browser of its own with a wallet that holds the key of a local account. */
  person: (index: number, options?: BrowserContextOptions) => Promise<Person>;
};

const desktop = {
  viewport: { width: 1440, height: 900 },
  locale: "en-GB",
  timezoneId: "Europe/Lisbon",
  reducedMotion: "reduce",
} as const;

/**
 * Call it inside a `describe`: the stage is up before its tests, browsers are closed after each of them, and of one that
 * failed the pages and what they said stay in .guildhall/e2e/.
 */
export function onStage(): Stage {
  const stage = {} as Stage;
  let visitors: Visitor[] = [];

  const guest: Stage["guest"] = async (options) => {
    const context = await (await aBrowser()).newContext({ ...desktop, ...options });
    const visitor = await openVisitor(context, stage.webUrl);
    visitors.push(visitor);
    return visitor;
  };
  const person: Stage["person"] = async (index, options) => {
    const visitor = await guest(options);
    const account = accountOf(index);
    const wallet = await aWallet(visitor.context, { account, rpcUrl: stage.chain.rpcUrl });
    return { ...visitor, index, address: account.address, wallet };
  };

  before(async function () {
    // The first file to ask may have to build the web app.
    this.timeout(600_000);
    const stack = await raise();
    const hall = openHall({ apiUrl: stack.apiUrl, rpcUrl: stack.chain.rpcUrl, deployment: stack.deployment });
    Object.assign(stage, stack, { hall, actor: (index: number) => actorIn(hall, index), guest, person });
  });

  afterEach(async function () {
    this.timeout(60_000);
    if (this.currentTest?.state === "failed") await keepEvidence(this.currentTest.fullTitle(), visitors);
    await Promise.all(visitors.map(({ context }) => context.close()));
    visitors = [];
  });

  return stage;
}

async function keepEvidence(title: string, visitors: Visitor[]): Promise<void> {
  const folder = join(config.home, "e2e", title.replaceAll(/[^\w]+/g, "-").slice(0, 100));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [at, { page, said }] of visitors.entries()) {
    const name = join(folder, `visitor-${at + 1}`);
    writeFileSync(`${name}.txt`, `${page.url()}\n\n${said.lines.join("\n")}\n`);
    await page
      .screenshot({ path: `${name}.png`, fullPage: true, timeout: 10_000 })
      .catch((error: unknown) => writeFileSync(`${name}.png.txt`, String(error)));
  }
}
