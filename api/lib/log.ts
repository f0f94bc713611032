import { type Logger, pino } from "pino";

export type Log = Logger;

/** One JSON line a fact: a fixed phrase, facts as fields. Bodies, tokens and cookies never come here. */
export const openLog = (name: string, level: string): Log =>
  pino({
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ["*.cookie", "*.authorization", "*.signature", "*.message.body"], censor: "withheld" },
  });
