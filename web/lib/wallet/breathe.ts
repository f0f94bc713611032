const PATIENCE = 100;

/** Lets the page answer and draw what it was asked meanwhile; a page that nobody sees draws nothing and does not wait for it. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resolve();
    };
    // After the drawing, not before it.
    const frame = requestAnimationFrame(() => setTimeout(go));
    const timer = setTimeout(go, PATIENCE);
  });
