import type { ReactNode } from "react";
import { cx } from "./cx.ts";

/** The width and rhythm of a page. */
export const Page = ({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) => (
  <div className={cx("mx-auto w-full space-y-6 px-4 py-6 sm:px-6 sm:py-9", narrow ? "max-w-3xl" : "max-w-6xl")}>{children}</div>
);

/** A page with a main column and an aside that comes after it on a phone. */
export const Columns = ({ children, aside }: { children: ReactNode; aside: ReactNode }) => (
  <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
    <div className="min-w-0 space-y-6">{children}</div>
    <aside className="min-w-0 space-y-6">{aside}</aside>
  </div>
);
