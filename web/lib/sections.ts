import type { useMessages } from "next-intl";

type Messages = ReturnType<typeof useMessages>;

/** Where somebody is: the first part of the address. */
export const sectionOf = (path: string): string => path.split("/")[1] ?? "";

/** Of the frame, and of whatever may go wrong anywhere. */
export const everywhere = ["frame", "problems", "session", "states", "ui", "wallet"] as const;

const work = ["amendments", "disputes", "escrow", "form", "note", "planEditor", "shown"] as const;

/**
 * What the pages of a section say before anything is pressed. `npm run check` compares it with what their components
 * ask for, so that none says nothing.
 */
export const sections: Readonly<Record<string, readonly (keyof Messages)[]>> = {
  "": ["landing"],
  agreements: ["agreements", "proposals", ...work],
  cases: ["disputes", "escrow", "note", "shown"],
  court: ["disputes", "escrow", "note", "shown"],
  notifications: ["notifications", "shown"],
  people: ["profiles", "reputation", "shown"],
  profile: ["form", "profiles", "shown"],
  projects: ["form", "planEditor", "projects", "proposals", "shown"],
  welcome: ["welcome"],
};

/** The words that a guest's page carries; all others come with the first sign of use (words.tsx). */
export const wordsFor = (section: string, messages: Messages): Partial<Messages> => {
  const wanted = new Set<string>([...everywhere, ...(sections[section] ?? [])]);
  return Object.fromEntries(Object.entries(messages).filter(([name]) => wanted.has(name)));
};
