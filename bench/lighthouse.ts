/**
 * npm run bench:lighthouse [-- PAGE …]: Lighthouse's categories for every public page, on its desktop profile. Lighthouse is fetched when this
 * runs (its hundred packages would be everybody's otherwise), at the version named here.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { config } from "../scripts/config.ts";
import { say, table } from "../scripts/local/screen.ts";
import { findBrowser } from "../test/support/browser.ts";
import { stopEverything } from "../test/support/hooks.ts";
import { report } from "./report.ts";
import { openStage } from "./web/stage.ts";

const VERSION = "13.5.0";
const MUCH = 64 * 1024 * 1024;
const TRIES = 3;
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;

const Audit = z.object({ id: z.string(), title: z.string(), score: z.number().nullable(), displayValue: z.string().optional() });
const Category = z.object({ score: z.number(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) });
const Result = z.object({
  categories: z.record(z.enum(categories), Category),
  audits: z.record(z.string(), Audit),
});

/** At times the browser's trace lacks its own beginning. Lighthouse then gives no scores, and asks to be run again. */
async function scored(url: string, chromium: string): Promise<z.infer<typeof Result>> {
  for (let at = 1; ; at++) {
    try {
      return await lighthouse(url, chromium);
    } catch (error) {
      const isTorn = String((error as { stderr?: string }).stderr).includes("Please run Lighthouse again");
      if (!isTorn || at === TRIES) throw error;
      say(`${url}: the trace was torn, once more`);
    }
  }
}

async function lighthouse(url: string, chromium: string): Promise<z.infer<typeof Result>> {
  const { stdout } = await promisify(execFile)(
    "npx",
    [
      "-y",
      `lighthouse@${VERSION}`,
      url,
      "--preset=desktop",
      "--output=json",
      "--quiet",
      `--only-categories=${categories.join(",")}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ],
    { env: { ...config.inherited, CHROME_PATH: chromium }, maxBuffer: MUCH },
  );
  return Result.parse(JSON.parse(stdout));
}

try {
  const stage = await openStage(say);
  const { executablePath = "" } = await findBrowser();
  const rows: { name: string; scores: Record<(typeof categories)[number], number>; lost: string[] }[] = [];
  // An agreement may be read by whoever has its address, and is kept out of search engines on purpose.
  const isPublic = ({ reader, name }: (typeof stage.routes)[number]) => reader === "guest" && !name.startsWith("/agreements");
  const only = process.argv.slice(2);
  const isWanted = ({ name }: (typeof stage.routes)[number]) => only.length === 0 || only.includes(name);
  for (const { name, path } of stage.routes.filter((route) => isPublic(route) && isWanted(route))) {
    const result = await scored(new URL(path, stage.webUrl).href, executablePath);
    const scores = Object.fromEntries(categories.map((each) => [each, Math.round(result.categories[each].score * 100)]));
    const lost = categories
      .filter((each) => result.categories[each].score < 1)
      .flatMap((each) => result.categories[each].auditRefs)
      .filter(({ weight }) => weight > 0)
      .map(({ id }) => result.audits[id])
      .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 1)
      .map((audit) => `${audit?.id}: ${audit?.title} ${audit?.displayValue ?? ""}`);
    rows.push({ name, scores: scores as Record<(typeof categories)[number], number>, lost });
    say([name, ...Object.values(scores), ...lost].join("  "));
  }
  await stage.stop();
  say(
    `\n${table([["page", ...categories], ...rows.map(({ name, scores }) => [name, ...categories.map((each) => String(scores[each]))])])}`,
  );
  report(
    "lighthouse",
    categories.map((each) => {
      const worst = rows.toSorted((a, b) => a.scores[each] - b.scores[each])[0];
      if (!worst) throw new Error("No page was visited.");
      const atLeast = each === "performance" ? 95 : 100;
      return { name: `lighthouse.${each}`, unit: "of 100", atLeast, value: worst.scores[each], note: worst.name };
    }),
  );
} finally {
  await stopEverything();
}
