/** The local chain on disk: one JSON line a block, written and synced before anybody is told of the block. */
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Hex } from "viem";
import { Complaint } from "./complaint.ts";

/** What a fresh node must be given to become the same chain. */
export type Birth = { kind: "birth"; chainId: number; initialDate: string; hardhat: string; hardfork: string; genesis: Hex };

export type RecordedBlock = {
  kind: "block";
  number: number;
  hash: Hex;
  time: number;
  baseFee: Hex;
  randao: Hex;
  coinbase: Hex;
  /** Signed transactions, in order. */
  raw: Hex[];
  /** Chain time minus wall time when it was mined, in seconds. */
  ahead: number;
};

/** The clock was moved without a block. */
export type Moved = { kind: "moved"; ahead: number };

export type Entry = Birth | RecordedBlock | Moved;

export type Journal = { entries: Entry[]; append(...entries: Entry[]): void; close(): void };

export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  // A last line without its end was being written when the power went: nobody was told of that block.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const descriptor = openSync(file, "a");
  if (whole.length < text.length) ftruncateSync(descriptor, Buffer.byteLength(whole));

  return {
    entries: whole.split("\n").filter(Boolean).map(parseLine(file)),
    append: (...entries) => {
      const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      fdatasyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}

const parseLine =
  (file: string) =>
  (line: string, index: number): Entry => {
    try {
      return JSON.parse(line);
    } catch {
      throw new Complaint(
        `Line ${index + 1} of ${file} is damaged, so the local chain cannot be brought back: begin anew with npm start -- --fresh.`,
      );
    }
  };
