/** The whole of Guildhall with its seeded past, and who visits which page of it. */
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { z } from "zod";
import { openApi } from "../../scripts/lib/hall.ts";
import { readDeployment } from "../../scripts/seed/config.ts";
import { config } from "../../scripts/config.ts";
import { buildWeb, isWebBuilt } from "../../scripts/local/web-build.ts";
import { seed } from "../../scripts/seed/seed.ts";
import { connect, isSignedIn } from "../../test/e2e/support/pages.ts";
import { dialog, openVisitor, press } from "../../test/e2e/support/visitor.ts";
import { aStack, type TestStack } from "../../test/support/stack.ts";

const Accounts = z.array(z.object({ name: z.string(), purpose: z.string() }));

export type Reader = "guest" | "client" | "developer" | "arbiter";
export type Route = { name: string; path: string; reader: Reader };

export type BenchStage = {
  webUrl: string;
  routes: Route[];
  /** Signs in through the page; nothing for a guest. */
  cookiesOf: (reader: Reader, browser: Browser) => Promise<BrowserContextOptions["storageState"]>;
  stop: () => Promise<void>;
};

const purposes = { client: /^client with/, developer: /^developer/, arbiter: /^drawn arbiter who still has to/ };

export async function openStage(say: (line: string) => void): Promise<BenchStage> {
  if (!isWebBuilt()) await buildWeb({ logFile: join(config.home, "logs/web-build.log"), env: config.inherited });
  const testAccountsFile = join(tmpdir(), `guildhall-bench-accounts-${process.pid}.json`);
  writeFileSync(testAccountsFile, "[]");
  const stack = await aStack({ services: ["indexer", "api", "worker"], testAccountsFile });
  const deployment = readDeployment(stack.deploymentsFile);
  await seed({ apiUrl: stack.apiUrl, rpcUrl: stack.chain.rpcUrl, deployment, testAccountsFile, say });
  // It reads once who the test accounts are, and the lot has only now said who sits where.
  await stack.service("api").stop();
  await stack.run("api");
  await stack.run("web");

  const accounts = Accounts.parse(JSON.parse(readFileSync(testAccountsFile, "utf8")));
  const cookiesOf: BenchStage["cookiesOf"] = async (reader, browser) => {
    if (reader === "guest") return undefined;
    const account = accounts.find(({ purpose }) => purposes[reader].test(purpose));
    if (!account) throw new Error(`Nobody of the seed is a ${reader}.`);
    const context = await browser.newContext();
    const { page, open } = await openVisitor(context, stack.webUrl);
    await open("/");
    await connect(page, `${account.name} · ${account.purpose}`);
    await press(dialog(page, "Sign in with your wallet"), "Sign the message");
    await isSignedIn(page);
    const state = await context.storageState();
    await context.close();
    return state;
  };
  return { webUrl: stack.webUrl, routes: await routesOf(stack), cookiesOf, stop: stack.stop };
}

/** Every page of the main job, by whoever comes to it; what is public is visited by a guest. */
async function routesOf({ apiUrl }: TestStack): Promise<Route[]> {
  const { api } = openApi(apiUrl);
  const [projects, people, cases, appealable] = await Promise.all([
    api.projects.list({ state: "open", limit: 1 }),
    api.profiles.list({ limit: 1 }),
    api.disputes.list({ limit: 1 }),
    api.disputes.list({ limit: 1, period: "Appeal" }),
  ]);
  const project = projects.items[0]?.id;
  const person = people.items[0]?.handle;
  const { caseId: dispute, agreement } = cases.items[0] ?? {};
  // The heaviest of them: what it costs to go on is drawn for everybody.
  const ruled = appealable.items[0]?.caseId;
  if (!project || !person || !dispute || !ruled) throw new Error("The seeded world is not whole.");
  const guest = (path: string, name = path): Route => ({ name, path, reader: "guest" });
  const member = (reader: Reader, path: string, name = path): Route => ({ name, path, reader });
  return [
    guest("/"),
    guest("/projects"),
    guest(`/projects/${project}`, "/projects/[id]"),
    guest("/people"),
    guest(`/people/${person}`, "/people/[who]"),
    guest("/court"),
    guest("/welcome"),
    guest(`/cases/${dispute}`, "/cases/[caseId]"),
    guest(`/cases/${ruled}`, "/cases/[caseId] (appeal)"),
    guest(`/agreements/${agreement}`, "/agreements/[id]"),
    member("client", "/projects/new"),
    member("developer", `/projects/${project}/propose`, "/projects/[id]/propose"),
    member("client", "/agreements"),
    member("client", `/agreements/${agreement}`, "/agreements/[id]"),
    member("arbiter", `/cases/${dispute}`, "/cases/[caseId]"),
    member("client", "/notifications"),
    member("developer", "/profile/edit"),
  ];
}
