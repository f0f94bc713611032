/** The indexer's process without read models: the log, its proofs, its cursor. */
import { readConfig } from "../../indexer/config.ts";
import { openLog } from "../../indexer/log.ts";
import { run } from "../../indexer/run.ts";

const config = readConfig();
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
await run(config, openLog(config.logLevel, config.chainId), stop.signal, { project: () => {} });
