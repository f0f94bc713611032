import { notFound } from "next/navigation";
import { asProblem } from "./problem.ts";

/**
 * What a page is about, fetched on the server for its title and content. What does not exist is a 404; what cannot be
 * fetched now, or may be there for somebody who signs in, is null, and the browser tries again.
 */
export const found = async <T>(asked: Promise<T>, mayBeHidden?: () => Promise<boolean>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    const { code } = asProblem(error);
    const isNowhere = code === "bad-input" || (code === "not-found" && !(await mayBeHidden?.()));
    if (isNowhere) notFound();
    return null;
  }
};
