/** After `g`, where each letter leads. */
export const goTo: Readonly<Record<string, string>> = {
  h: "/",
  p: "/projects",
  w: "/agreements",
  c: "/court",
  m: "/people",
  n: "/notifications",
};

const OFF = "guildhall.no-letter-keys";

/** Keys of one letter can be turned off: a voice that dictates, or a slip of a hand, would press them (WCAG 2.1.4). */
export const hasLetterKeys = (): boolean => {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
};

export const setLetterKeys = (isOn: boolean): void => {
  try {
    if (isOn) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // A browser that keeps nothing: the keys stay as they are.
  }
};
