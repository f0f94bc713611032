/** A throw-away Guildhall of its own on free ports: for the demo, the integration tests and the browser's. */
import { join } from "node:path";
import type { Deployment } from "../../core/chain/deployments.ts";
import { config } from "../config.ts";
import { type DeployOptions, deploy, writeDeployment } from "../deploy.ts";
import { type Chain, startChain } from "./chain.ts";
import { freePort } from "./ports.ts";
import { openScratch } from "./scratch.ts";
import { type Running, startService } from "./supervisor.ts";
import { buildWeb, isWebBuilt } from "./web-build.ts";
import { accountOf, type Service, servicesOf, type World } from "./world.ts";

export type Name = Service["name"];

export type StackOptions = {
  databaseUrls: World["databaseUrls"];
  /** The indexer, the API and the worker, unless said otherwise. */
  services?: Name[];
  /** When the chain begins; ninety days ago unless said. */
  bornAt?: Date;
  parameters?: DeployOptions["parameters"];
  clock?: World["clock"];
  /** Whom the local chain offers as test wallets; nobody unless said. */
  testAccountsFile?: string;
  /** Added to what every service is told. */
  env?: NodeJS.ProcessEnv;
  say?: (line: string) => void;
};

export type Stack = {
  chain: Chain;
  deployment: Deployment;
  deploymentsFile: string;
  apiUrl: string;
  webUrl: string;
  indexerUrl: string;
  /** Where the logs are: NAME.log for each service. */
  logFolder: string;
  service(name: Name): Running;
  /** Starts a service that is not running, or that was stopped or killed. */
  run(name: Name): Promise<Running>;
  stop(): Promise<void>;
};

export async function startStack(options: StackOptions): Promise<Stack> {
  const { folder, household, remove } = await openScratch("stack");
  const log = (name: string) => join(folder, `${name}.log`);
  const wanted = options.services ?? ["indexer", "api", "worker"];
  const running = new Map<Name, Running>();
  const stop = async () => {
    await Promise.all([...running.values()].map((one) => one.stop()));
    await remove();
  };

  try {
    if (wanted.includes("web") && !isWebBuilt()) await buildWeb({ logFile: log("web-build"), env: config.inherited });
    const chain = await startChain({
      port: await freePort(),
      logFile: log("chain"),
      env: config.inherited,
      onSpawn: (pid) => household.add("chain", pid),
      ...(options.bornAt && { bornAt: options.bornAt.toISOString() }),
    });
    const deployment = await deploy({ rpcUrl: chain.rpcUrl, ...(options.parameters && { parameters: options.parameters }) });
    const deploymentsFile = writeDeployment(deployment, folder);
    const [web, api, indexer, worker, keeper] = (await Promise.all([1, 2, 3, 4, 5].map(freePort))) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const services = servicesOf({
      ports: { web, api, indexer, worker, keeper },
      databaseUrls: options.databaseUrls,
      rpcUrl: chain.rpcUrl,
      rpcWsUrl: chain.rpcWsUrl,
      chainId: deployment.chainId,
      deploymentsFile,
      ...(options.testAccountsFile && { testAccountsFile: options.testAccountsFile }),
      admins: [accountOf(0).address],
      clock: options.clock ?? "chain",
      sessionSecret: "a throw-away stack keeps no secrets",
      logLevel: config.logLevel,
      inherited: { ...config.inherited, ...options.env },
    });
    const run = async (name: Name) => {
      const onSpawn = (pid: number | undefined) => household.add(name, pid);
      const started = await startService(services[name], { logFile: log(name), say: options.say ?? (() => {}), onSpawn });
      running.set(name, started);
      return started;
    };
    if (wanted.includes("indexer")) await run("indexer");
    await Promise.all(wanted.filter((name) => name !== "indexer").map(run));

    return {
      chain,
      deployment,
      deploymentsFile,
      apiUrl: `http://127.0.0.1:${api}`,
      webUrl: `http://localhost:${web}`,
      indexerUrl: `http://127.0.0.1:${indexer}`,
      logFolder: folder,
      service: (name) => {
        const found = running.get(name);
        if (!found) throw new Error(`The ${name} is not running.`);
        return found;
      },
      run,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
