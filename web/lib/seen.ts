"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether an element has come near the screen: what is heavy to load and far down a page is loaded then, and not before. */
export const useSeen = <Part extends Element>(): [RefObject<Part | null>, boolean] => {
  const ref = useRef<Part | null>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!ref.current || isSeen) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: "200px" },
    );
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, [isSeen]);
  return [ref, isSeen];
};
