"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";

const MOST = 10_000;

const isFollowed = (event: MouseEvent, link: HTMLAnchorElement): boolean =>
  event.button === 0 &&
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
  link.target === "" &&
  link.origin === location.origin &&
  link.pathname !== location.pathname;

/** A line along the top from the press of a link until its page is there: a page comes whole, so nothing else would tell. */
export const Underway = () => {
  const pathname = usePathname();
  const [left, setLeft] = useState<string | null>(null);
  useEffect(() => {
    const note = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link && isFollowed(event, link)) setLeft(location.pathname);
    };
    document.addEventListener("click", note, { capture: true });
    return () => document.removeEventListener("click", note, { capture: true });
  }, []);
  // It may lead nowhere, or back to where one was.
  useEffect(() => {
    if (left === null) return;
    const timer = setTimeout(() => setLeft(null), left === pathname ? MOST : 0);
    return () => clearTimeout(timer);
  }, [left, pathname]);
  if (left !== pathname) return null;
  return <span aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 animate-breathe bg-brand" />;
};
