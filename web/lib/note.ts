export const noteKey = (agreement: string, index: number, kind: string): string =>
  `guildhall.draft.note.${agreement}.${index}.${kind}`;

/** Once the digest is on chain, the draft has done its work. */
export const forgetNote = (agreement: string, index: number, kind: string): void => {
  try {
    localStorage.removeItem(noteKey(agreement, index, kind));
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
};
