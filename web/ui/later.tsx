"use client";

import { type ComponentType, type ReactNode, Suspense, useState, useSyncExternalStore } from "react";
import { never } from "./never.ts";
import { drawnPart, part } from "./part.ts";

/** Whether this is the first drawing of what the server has drawn already; stays so for as long as the part is there. */
const useIsFromServer = (): boolean => {
  const isWaking = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  return useState(isWaking)[0];
};

/**
 * A part that most readers of a page never need: its code comes when it is first drawn, and nothing stands there until
 * then. Where the server drew it, the page wakes up together with it: behind a boundary of its own it would wake up later,
 * when more is known than the server knew, and React would take away what stood there.
 */
export const later = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> => {
  const Drawn = drawnPart(load);
  const Part = part(load);
  // biome-ignore lint/correctness/noComponentHookFactories: called where modules begin, never while something is drawn
  const Later = (props: Props) =>
    useIsFromServer() ? (
      <Drawn {...props} />
    ) : (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    );
  return Later;
};
