import { expect } from "chai";
import { onStage } from "./support/stage.ts";
import { see } from "./support/visitor.ts";

const FONTS = "**/*.woff2";
const STYLES = "**/*.css";
/** What the stand-ins are made of, by the names that a system gives them. */
const SYSTEM = ["Arial", "Liberation Sans", "Arimo", "Roboto", "DejaVu Sans"];
/** One line of text more or less on a page of some forty, and less. */
const SLIGHT = 0.02;

describe("a page before its typefaces have come", function () {
  this.timeout(120_000);
  const stage = onStage();

  it("stands as it will stand then, which it would not beside stand-ins of another width", async function () {
    /** How high a page full of words is, drawn with what its style sheets say after a change, with our typefaces or without. */
    const heightOf = async (hasFonts: boolean, change = (style: string) => style): Promise<number> => {
      const guest = await stage.guest({ viewport: { width: 390, height: 844 } });
      if (!hasFonts) await guest.page.route(FONTS, (route) => route.abort());
      await guest.page.route(STYLES, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: change(await response.text()) });
      });
      await guest.page.goto(new URL("/welcome", stage.webUrl).href);
      await see(guest.page, "First steps");
      await guest.page.evaluate(() => document.fonts.ready);
      const height = await guest.page.locator("main").evaluate((main) => main.getBoundingClientRect().height);
      return height;
    };

    const { page } = await stage.guest();
    const isThere = await page.evaluate(
      (names) =>
        new FontFace("probe", names.map((name) => `local("${name}")`).join()).load().then(
          () => true,
          () => false,
        ),
      SYSTEM,
    );
    // Nothing can stand in where there is nothing; asked of the machine, so that a stand-in that we lose fails.
    if (!isThere) this.skip();

    const ours = await heightOf(true);
    const standIn = await heightOf(false);
    const tooWide = await heightOf(false, (style) => style.replace(/size-adjust:[^;}]+/g, "size-adjust:125%"));

    expect(Math.abs(standIn - ours) / ours).to.be.below(SLIGHT);
    expect(Math.abs(tooWide - ours) / ours).to.be.above(SLIGHT);
  });
});
