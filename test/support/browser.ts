/** A real browser for the end-to-end tests: one of the machine's, else Debian's, else one that npm carries. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { config } from "../../scripts/config.ts";
import { Complaint } from "../../scripts/local/complaint.ts";
import { atTheEnd } from "./hooks.ts";

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"];
const apps = ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

type Choice = Pick<LaunchOptions, "executablePath" | "env">;

function onThisMachine(): Choice[] {
  const places = [...(config.inherited["PATH"] ?? "").split(delimiter), ...folders];
  const programs = places.flatMap((place) => names.map((name) => join(place, name)));
  return [...new Set([...programs, ...apps])].filter((path) => existsSync(path)).map((executablePath) => ({ executablePath }));
}

/** As root on Debian or Ubuntu it is one command away. */
function fromDebian(): Choice[] {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return [];
  process.stdout.write("No browser here: installing Debian's chromium …\n");
  const env = { ...config.inherited, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update"], { env, stdio: "ignore" });
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env, stdio: "ignore" });
  return onThisMachine();
}

/** A Chromium with the libraries that a bare machine lacks; it wants nothing but glibc. x64 Linux alone. */
function fromNpm(): Choice[] {
  if (process.platform !== "linux" || process.arch !== "x64") return [];
  const folder = join(config.home, "browser");
  const isWhole = join(folder, "whole");
  if (!existsSync(isWhole)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // It unpacks itself into TMPDIR, and its libraries only where it believes to be on the service it was made for.
  const unpack = "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath());";
  const env = { ...config.inherited, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
  const executablePath = execFileSync(process.execPath, ["--input-type=module", "-e", unpack], {
    cwd: config.root,
    env,
    encoding: "utf8",
  });
  // Its own font settings name the folders of that service: without these no letter would be drawn.
  const fonts = join(folder, "fonts.conf");
  writeFileSync(fonts, fontSettings([join(folder, "fonts"), "/usr/share/fonts"], join(folder, "fonts-cache")));
  writeFileSync(isWhole, "");
  const own = { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: fonts };
  return [{ executablePath, env: { ...config.inherited, ...own } as Record<string, string> }];
}

function fontSettings(folders: string[], cache: string): string {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const lines = [...folders.map((folder) => `<dir>${escaped(folder)}</dir>`), `<cachedir>${escaped(cache)}</cachedir>`];
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${lines.join("\n")}\n</fontconfig>\n`;
}

/** A browser that starts and draws letters: one without a font shows empty pages. */
async function runs(choice: Choice): Promise<boolean> {
  try {
    const browser = await chromium.launch({ ...choice, args: quiet, timeout: 30_000 });
    const page = await browser.newPage();
    await page.setContent("<h1>It runs</h1>");
    const box = await page.locator("h1").boundingBox();
    await browser.close();
    return box !== null && box.height > 0;
  } catch {
    return false;
  }
}

async function choose(sources = [onThisMachine, fromDebian, fromNpm]): Promise<Choice> {
  if (config.chromiumPath !== undefined) {
    const given = { executablePath: config.chromiumPath };
    if (await runs(given)) return given;
    throw new Complaint(
      `CHROMIUM_PATH (${config.chromiumPath}) is not a Chromium that runs here: correct it, or unset it to have one found.`,
    );
  }
  for (const source of sources) {
    for (const choice of source()) if (await runs(choice)) return choice;
  }
  throw new Complaint(
    "The end-to-end tests need a Chromium and found none that runs: install it (as root: apt-get install chromium) or set CHROMIUM_PATH to one.",
  );
}

let choice: Promise<Choice> | undefined;
export const findBrowser = (): Promise<Choice> => {
  choice ??= choose();
  return choice;
};

let browser: Promise<Browser> | undefined;
/** One browser a run; a person is a context of it (`browser.newContext()`), closed by the test that made it. */
export const aBrowser = (): Promise<Browser> => {
  browser ??= findBrowser().then((found) => chromium.launch({ ...found, args: quiet }));
  return browser;
};

atTheEnd(async () => (await browser)?.close());
