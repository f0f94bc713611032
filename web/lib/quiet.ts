const MOST = 4_000;

/** Does something once the page is loaded and has nothing else to do; gives the way to call it off. */
export const whenQuiet = (run: () => void): (() => void) => {
  let callOff = () => window.removeEventListener("load", wait);
  const wait = () => {
    // Not in every browser.
    if ("requestIdleCallback" in window) {
      const idle = requestIdleCallback(run, { timeout: MOST });
      callOff = () => cancelIdleCallback(idle);
    } else {
      const timer = setTimeout(run, MOST / 4);
      callOff = () => clearTimeout(timer);
    }
  };
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", wait, { once: true });
  return () => callOff();
};
