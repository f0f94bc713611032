/**
 * A process that keeps the chain, mocha and the tests loaded, and for each mutant only swaps the code that the tests deploy.
 * `node worker.ts`, spoken to over its channel: a Job in, an Answer out. Whoever started it kills it when a mutant hangs.
 */
import hre from "hardhat";
import Mocha from "mocha";
import { type Bytecode, closureOf, compile, type Settings } from "./compiler.ts";
import { isShared, ownerOf, suitesFor, type Target } from "./plan.ts";

export type Job = { id: string; file: string; where: string; targets: Target[]; text?: string };
export type Answer =
  | { id: string; verdict: "stillborn"; why: "refused" | "same"; ms: number }
  | { id: string; verdict: "killed"; by: string; ms: number }
  | { id: string; verdict: "survived"; ran: number; ms: number };

type Failure = { title: string; message: string };
type Artifact = Bytecode & { contractName: string };

type Profile = { compilers: { settings: Settings }[]; overrides: Record<string, { settings: Settings }> };

/** As the build compiles it: Court has settings of its own. */
function settingsOf(path: string): Settings {
  const { compilers, overrides } = hre.config.solidity.profiles["default"] as unknown as Profile;
  return (overrides[path] ?? compilers[0]!).settings;
}

const swapped = new Map<string, Bytecode>();
const originals = new Map<string, Bytecode>();

/** Every contract that a test deploys comes from here. */
function takeOverArtifacts(): void {
  const manager = hre.artifacts as unknown as { readArtifact: (name: string) => Promise<Artifact> };
  const usual = manager.readArtifact.bind(manager);
  manager.readArtifact = async (name) => {
    const artifact = await usual(name);
    return { ...artifact, ...swapped.get(artifact.contractName) };
  };
}

/** Says nothing; whoever runs it listens. */
class Silent extends Mocha.reporters.Base {}

async function loadTests(files: string[]): Promise<Mocha> {
  const mocha = new Mocha({ ...hre.config.test.mocha, reporter: Silent, bail: true, timeout: 60_000 });
  mocha.cleanReferencesAfterRun(false);
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return mocha;
}

function run(mocha: Mocha): Promise<{ failure?: Failure; ran: number }> {
  return new Promise((done) => {
    let failure: Failure | undefined;
    let ran = 0;
    const runner = mocha.run(() => done(failure ? { failure, ran } : { ran }));
    runner.on("pass", () => (ran += 1));
    runner.on("fail", (test, error: Error) => (failure ??= { title: test.fullTitle(), message: error.message }));
  });
}

async function main(files: string[]): Promise<void> {
  // A test that failed half way leaves promises that nobody waits for.
  process.on("unhandledRejection", () => {});
  takeOverArtifacts();
  const mocha = await loadTests(files);
  const suites = [...mocha.suite.suites];
  const { provider, networkHelpers } = await hre.network.getOrCreate();
  let start = await provider.request({ method: "evm_snapshot" });

  const original = (target: Target): Bytecode => {
    const key = `${target.path}:${target.name}`;
    const known = originals.get(key) ?? compile(closureOf(target.path), target.path, target.name, settingsOf(target.path));
    if (!known) throw new Error(`${key} does not compile.`);
    originals.set(key, known);
    return known;
  };

  async function test(job: Job): Promise<Answer> {
    const began = Date.now();
    const since = () => Date.now() - began;
    swapped.clear();
    let differs = job.text === undefined;
    for (const target of job.targets) {
      const before = original(target);
      const texts = job.text === undefined ? undefined : { ...closureOf(target.path), [job.file]: job.text };
      const code = texts ? compile(texts, target.path, target.name, settingsOf(target.path)) : before;
      if (!code) return { id: job.id, verdict: "stillborn", why: "refused", ms: since() };
      differs ||= code.bytecode !== before.bytecode;
      swapped.set(target.name, code);
    }
    if (!differs) return { id: job.id, verdict: "stillborn", why: "same", ms: since() };

    await provider.request({ method: "evm_revert", params: [start] });
    start = await provider.request({ method: "evm_snapshot" });
    await provider.request({ method: "evm_setAutomine", params: [true] });
    networkHelpers.clearSnapshots();
    const names = job.targets.map(({ name }) => name);
    mocha.suite.suites = suitesFor(suites, names, job.where);
    const { failure, ran } = await run(mocha);
    return failure
      ? { id: job.id, verdict: "killed", by: failure.title, ms: since() }
      : { id: job.id, verdict: "survived", ran, ms: since() };
  }

  const tell = (message: unknown) => process.send?.(message);
  process.on("message", (job: Job) => {
    test(job).then(tell, (error: unknown) => tell({ id: job.id, broken: String(error) }));
  });
  process.once("disconnect", () => process.exit(0));
  const owners = new Set(suites.map(ownerOf).filter((owner) => owner !== undefined));
  tell({ ready: { own: [...owners], shared: suites.filter(isShared).length } });
}

await main(process.argv.slice(2));
