/**
 * npm run bench:web: builds and serves the real stack with its seeded past, and visits every page of the main job in Chromium
 * as a phone four times slower than this machine on a slow 4G line. The script of a public page is held against that of a bare
 * Next page built in the same run.
 */
import type { Browser } from "playwright-core";
import { say, table } from "../scripts/local/screen.ts";
import { aBrowser } from "../test/support/browser.ts";
import { stopEverything } from "../test/support/hooks.ts";
import { report } from "./report.ts";
import { serveBarePage } from "./web/bare.ts";
import { openStage, type Reader, type Route } from "./web/stage.ts";
import { useThePage } from "./web/uses.ts";
import { type Visit, visit } from "./web/visit.ts";

const VISITS = 3;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, locale: "en-GB" };

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Row = Route & Visit;

/** Each visit with an empty cache; the page is used on the last. */
async function measure(browser: Browser, webUrl: string, route: Route, storageState: Awaited<Cookies>): Promise<Row> {
  const visits: Visit[] = [];
  for (let at = 0; at < VISITS; at++) {
    const context = await browser.newContext({ ...phone, ...(storageState && { storageState }) });
    const use = at === VISITS - 1 ? useThePage : undefined;
    visits.push(await visit(context, new URL(route.path, webUrl).href, use));
    await context.close();
  }
  const last = visits.at(-1);
  if (!last) throw new Error("No page was visited.");
  const middle = (of: (each: Visit) => number) => median(visits.map(of));
  return {
    ...route,
    ...last,
    lcp: middle(({ lcp }) => lcp),
    cls: Math.max(...visits.map(({ cls }) => cls)),
    clsOf: visits.toSorted((a, b) => b.cls - a.cls)[0]?.clsOf ?? "",
    bytes: middle(({ bytes }) => bytes),
    scripts: middle(({ scripts }) => scripts),
  };
}
type Cookies = ReturnType<Awaited<ReturnType<typeof openStage>>["cookiesOf"]>;

const kilo = (bytes: number) => (bytes / 1_000).toFixed(0);

try {
  const bare = await serveBarePage();
  const browser = await aBrowser();
  const context = await browser.newContext(phone);
  const bareVisit = await visit(context, bare.url);
  await context.close();
  await bare.stop();
  say(`A bare page: LCP ${bareVisit.lcp.toFixed(0)} ms, ${kilo(bareVisit.scripts)} kB of script.`);

  const stage = await openStage(say);
  const cookies = new Map<Reader, Awaited<Cookies>>();
  const rows: Row[] = [];
  const only = process.argv.slice(2);
  for (const route of stage.routes.filter(({ name }) => only.length === 0 || only.includes(name))) {
    if (!cookies.has(route.reader)) cookies.set(route.reader, await stage.cookiesOf(route.reader, browser));
    const row = await measure(browser, stage.webUrl, route, cookies.get(route.reader));
    rows.push(row);
    say(
      `${row.name} (${row.reader}): LCP ${row.lcp.toFixed(0)} ms (${row.lcpOf}), INP ${row.inp} ms (${row.inpOf}), CLS ${row.cls.toFixed(3)} (${row.clsOf})`,
    );
  }
  await stage.stop();

  const head = ["page", "reader", "LCP ms", "of", "INP ms", "of", "CLS", "kB", "kB script", "× bare"];
  const ratio = ({ scripts }: Row) => scripts / bareVisit.scripts;
  const lines = rows.map((row) => [
    row.name,
    row.reader,
    row.lcp.toFixed(0),
    row.lcpOf,
    String(row.inp),
    row.inpOf,
    row.cls.toFixed(3),
    kilo(row.bytes),
    kilo(row.scripts),
    ratio(row).toFixed(2),
  ]);
  say(`\n${table([head, ...lines])}`);

  const worst = (of: (row: Row) => number, among = rows) => {
    const row = among.toSorted((a, b) => of(b) - of(a))[0];
    if (!row) throw new Error("No page was visited.");
    return { value: of(row), note: `${row.name} as ${row.reader}` };
  };
  report("web", [
    { name: "web.lcp", unit: "ms", atMost: 2_500, ...worst(({ lcp }) => lcp) },
    { name: "web.inp", unit: "ms", atMost: 200, ...worst(({ inp }) => inp ?? 0) },
    { name: "web.cls", unit: "", atMost: 0.1, ...worst(({ cls }) => cls) },
    {
      name: "web.js-ratio",
      unit: "× bare",
      atMost: 1.4,
      ...worst(
        ratio,
        rows.filter(({ reader }) => reader === "guest"),
      ),
    },
    { name: "web.js-bare", unit: "bytes", value: bareVisit.scripts },
  ]);
} finally {
  await stopEverything();
}
