"use client";

import { useEffect } from "react";

/**
 * Where what had the focus leaves the page (a button that has done its work), the focus goes to the content instead of to nowhere,
 * so that whoever uses the keyboard or listens goes on from there (WCAG 2.4.3). A window that is open keeps its own.
 * @param to The id of an element that takes focus.
 */
export const KeptFocus = ({ to }: { to: string }) => {
  useEffect(() => {
    let last: Element | null = null;
    let frame = 0;
    const remember = () => {
      last = document.activeElement;
    };
    // A frame later, when a window that closed has given the focus back, if there is still somebody to give it to.
    const keep = () => {
      frame = 0;
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (!isNowhere || !last || last.isConnected || document.querySelector("[role=dialog]")) return;
      document.getElementById(to)?.focus({ preventScroll: true });
    };
    const watcher = new MutationObserver(() => {
      if (frame === 0 && last?.isConnected === false) frame = requestAnimationFrame(keep);
    });
    document.addEventListener("focusin", remember);
    watcher.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      watcher.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [to]);
  return null;
};
