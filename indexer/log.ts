import { type Logger, pino } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal">;

export const openLog = (level: string, chainId: number): Logger =>
  pino({ level, base: { process: "indexer", chainId }, timestamp: pino.stdTimeFunctions.isoTime });
