/** The sheet of pictures: one symbol each, of which a page draws any by its name. */
import { icons } from "lucide-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { type IconName, iconNames } from "../../web/ui/icon-names.ts";

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

function symbolOf(name: IconName): string {
  const icon = (icons as Partial<Record<string, (typeof icons)["Bell"]>>)[pascal(name)];
  if (!icon) throw new Error(`lucide has no icon "${name}": see lucide.dev for what it has, and correct web/ui/icon-names.ts.`);
  const drawing = renderToStaticMarkup(createElement(icon)).replace(/^<svg[^>]*>|<\/svg>$/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.replace(/><\/(?:path|circle|rect|line|polyline|polygon|ellipse)>/g, "/>")}</symbol>`;
}

/** @returns The text of web/ui/icons.svg. */
export const iconSheet = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">\n<!-- lucide.dev, ISC licence. Written by scripts/generate.ts. -->\n${iconNames.map(symbolOf).join("\n")}\n</svg>\n`;
