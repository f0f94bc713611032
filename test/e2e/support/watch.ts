import type { Page } from "playwright-core";

/** What a page said while it was open: every line of its console, and of those the ones that a customer must never cause. */
export type Watch = { lines: string[]; troubles: string[] };

const graver = new Set(["error", "warning"]);

export function watch(page: Page, { lines, troubles }: Watch): void {
  const note = (line: string, isTrouble: boolean) => {
    lines.push(line);
    if (isTrouble) troubles.push(line);
  };
  page.on("console", (message) => {
    const { url, lineNumber } = message.location();
    note(`${message.type()}: ${message.text()} (${url}:${lineNumber})`, graver.has(message.type()));
  });
  page.on("pageerror", (error) => note(`uncaught: ${error.stack ?? error.message}`, true));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "failed";
    // A page that is left drops what it was still fetching.
    note(`request: ${request.method()} ${request.url()} ${reason}`, reason !== "net::ERR_ABORTED");
  });
  page.on("response", (response) => {
    if (response.status() >= 400) lines.push(`response: ${response.status()} ${response.request().method()} ${response.url()}`);
  });
}
