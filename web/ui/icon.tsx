import type { ComponentProps } from "react";
import type { IconName } from "./icon-names.ts";
import sheet from "./icons.svg";

/**
 * A picture of the sheet, which the browser fetches once and keeps: a page's script carries names, not drawings.
 * Hidden from those who listen, since a word always stands beside it or names its button.
 */
export const Icon = ({ name, className = "", ...rest }: ComponentProps<"svg"> & { name: IconName }) => (
  <svg
    aria-hidden
    width={24}
    height={24}
    fill="none"
    stroke="currentColor"
    strokeWidth={2}
    strokeLinecap="round"
    strokeLinejoin="round"
    className={`lucide-${name} ${className}`}
    {...rest}
  >
    <use href={`${(sheet as { src: string }).src}#${name}`} />
  </svg>
);
