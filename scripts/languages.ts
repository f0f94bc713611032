/** Every language of the web app is whole, and no page is laid out for one direction of reading alone. */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { config } from "./config.ts";
import { physicalIn } from "./lib/physical.ts";
import { faultsOf } from "./lib/translations.ts";

const read = (path: string) => readFileSync(join(config.root, path), "utf8");
const english = JSON.parse(read("web/messages/en.json"));
const files = globSync("web/messages/*.json", { cwd: config.root }).filter((path) => basename(path) !== "en.json");

const untranslated = files.flatMap((path) => faultsOf(english, JSON.parse(read(path))).map((fault) => `${path}: ${fault}`));

const looks = globSync(["web/{app,features,lib,ui}/**/*.{tsx,ts,css}"], { cwd: config.root });
const physical = looks.flatMap((path) =>
  physicalIn(read(path), path.endsWith(".css") ? "style" : "component").map(
    (found) => `${path}: "${found}" is left or right for everybody; say start or end.`,
  ),
);

const faults = [...untranslated, ...physical];
for (const fault of faults) console.log(fault);
if (faults.length > 0) process.exit(1);
console.log(`${files.length + 1} languages, each whole; ${looks.length} files that read in both directions.`);
