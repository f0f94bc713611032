const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel", "scroll"] as const;
const PATIENCE = 10_000;

/** Resolves with the first sign that somebody uses the page, or after ten seconds of reading; never once `signal` is over. */
export const firstUse = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = new AbortController();
    const go = () => {
      end.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, PATIENCE);
    for (const sign of SIGNS)
      window.addEventListener(sign, go, { passive: true, capture: true, signal: AbortSignal.any([signal, end.signal]) });
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
