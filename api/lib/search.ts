/** A person's words as a LIKE pattern: the signs that mean something to LIKE mean themselves. */
export const likeWords = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
