"use client";

import type { ComponentType } from "react";
import { later } from "#web/ui/later.tsx";
import { useSession } from "./session.tsx";

/** A part that only somebody who is signed in can have a use for: nobody else fetches its code. */
export const forMembers = <Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> => {
  const Part = later(load);
  // biome-ignore lint/correctness/noComponentHookFactories: called where modules begin, never while something is drawn
  const ForMembers = (props: Props) => (useSession().me ? <Part {...props} /> : null);
  return ForMembers;
};
