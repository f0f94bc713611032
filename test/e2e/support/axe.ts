/** What axe-core finds on the page as it stands: WCAG 2.2 A and AA, and what it calls best practice. */
import axeCore from "axe-core";
import type { Page } from "playwright-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };

/** One line for each rule that is broken, with the first place where it is. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  );
  return found.map(
    ({ id, nodes: [first, ...more] }) => `${id} (${more.length + 1}×): ${first?.html} ${first?.failureSummary ?? ""}`,
  );
}

/** What a thumb cannot hit: things to press that answer to less than 44 pixels either way. Words within a text are let be. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const REACH = 21;
    const isHit = (element: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.closest("label")?.contains(element) === true);
    };
    const isSmall = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width < 2 || height < 2 || getComputedStyle(element).display === "inline") return false;
      const [x, y] = [left + width / 2, top + height / 2];
      if (!isHit(element, x, y)) return false;
      const beyond = [
        ...(width < 44 ? [isHit(element, x - REACH, y) && isHit(element, x + REACH, y)] : []),
        ...(height < 44 ? [isHit(element, x, y - REACH) && isHit(element, x, y + REACH)] : []),
      ];
      return beyond.includes(false);
    };
    const pressed = "a[href], button:enabled, summary, select, input:not([type=hidden]):enabled, [role=tab]";
    return [...document.querySelectorAll(pressed)]
      .filter(isSmall)
      .map(
        (element) =>
          `${element.localName} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}”`,
      );
  });
