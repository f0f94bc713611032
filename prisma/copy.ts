/** COPY … from stdin, of which pg's own queries know only half. */
import type pg from "pg";

/** A value of any text, as COPY's text format has it; hexadecimal and numbers are as they are. */
export const copyText = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, escaped) : text);

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escaped = (sign: string): string => escapes[sign] ?? sign;

type Line = pg.Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void; sendCopyFail(why: string): void };

const CHUNK = 65_536;

/** Rows are asked for as they are sent, so that the server takes in some while the next are made. */
export class Copying implements pg.Submittable {
  readonly #text: string;
  readonly #rows: Iterable<string>;
  readonly #outcome = Promise.withResolvers<void>();

  constructor(text: string, rows: Iterable<string>) {
    this.#text = text;
    this.#rows = rows;
    // Whoever breaks off before asking for it has an error already.
    this.#outcome.promise.catch(() => {});
  }

  get done(): Promise<void> {
    return this.#outcome.promise;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }
  handleCopyInResponse(connection: pg.Connection): void {
    void this.#send(connection as Line);
  }
  handleError(error: Error): void {
    this.#outcome.reject(error);
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.#outcome.resolve();
  }

  async #send(line: Line): Promise<void> {
    try {
      let chunk = "";
      for (const row of this.#rows) {
        chunk += row;
        if (chunk.length < CHUNK) continue;
        line.sendCopyFromChunk(Buffer.from(chunk, "utf8"));
        chunk = "";
        await new Promise(setImmediate);
      }
      if (chunk !== "") line.sendCopyFromChunk(Buffer.from(chunk, "utf8"));
      line.endCopyFrom();
    } catch (error) {
      // The server then refuses the whole; the reason that counts is this one.
      this.#outcome.reject(error);
      line.sendCopyFail("The rows could not be made.");
    }
  }
}
