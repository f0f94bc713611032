/** As long as a press takes to be answered and drawn, with what it calls for. */
const REST = 400;
/** Somebody who never stops typing shall have it all the same. */
const PATIENCE_WITH_READER = 5_000;

/** Sees the reader press and type, for work that has time until that is answered. To be ended. */
export const watchReader = (page: EventTarget, { rest = REST, most = PATIENCE_WITH_READER } = {}) => {
  const kinds = ["pointerdown", "keydown"];
  const patience = performance.now() + most;
  let last = Number.NEGATIVE_INFINITY;
  const note = () => {
    last = performance.now();
  };
  for (const kind of kinds) page.addEventListener(kind, note, { capture: true, passive: true });
  return {
    /** Once nothing was pressed for a moment; at once where that is so, or when all patience is spent. */
    rests: async () => {
      for (let now = performance.now(); now < Math.min(last + rest, patience); now = performance.now()) {
        const wait = Math.min(last + rest, patience) - now;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    },
    end: () => {
      for (const kind of kinds) page.removeEventListener(kind, note, { capture: true });
    },
  };
};
