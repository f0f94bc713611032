"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";

/** Has the page for having no connection kept, in the language that is spoken now. After everything else. */
export const KeepOfflinePage = () => {
  const locale = useLocale();
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const keep = async () => {
      const isNew = !(await navigator.serviceWorker.getRegistration());
      const { active } = await navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready);
      const kept = localStorage.getItem("guildhall.offline");
      if (!isNew && kept !== locale) active?.postMessage("keep");
      localStorage.setItem("guildhall.offline", locale);
    };
    // A browser that forbids it shows its own page.
    const timer = setTimeout(() => void keep().catch(() => {}), 2_000);
    return () => clearTimeout(timer);
  }, [locale]);
  return null;
};
