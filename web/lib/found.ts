import { notFound } from "next/navigation";
import { asProblem } from "./problem.ts";

/**
 * What a page is about, fetched on the server for its title and content. What does not exist is a 404; what cannot be
 * fetched now, or is shown to nobody who has not signed in, is null, and the browser tries again.
 */
export const found = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    const { code } = asProblem(error);
    if (code === "not-found" || code === "bad-input") notFound();
    return null;
  }
};
