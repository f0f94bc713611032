"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { startTransition, useEffect, useEffectEvent, useRef, useState } from "react";
import { IconButton } from "#web/ui/button.tsx";
import { later } from "#web/ui/later.tsx";
import { goTo, hasLetterKeys } from "./keys.ts";

const Palette = later(async () => (await import("./palette.tsx")).Palette);
const Shortcuts = later(async () => (await import("./shortcuts.tsx")).Shortcuts);

/** How long the `g` of `g p` waits for its second letter. */
const SECOND_LETTER = 1_200;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) ||
    target.closest("[role=dialog]") !== null);

/** The palette and the sheet of shortcuts, and the keys that open them. Their code comes with the first of them. */
export const Commands = () => {
  const t = useTranslations("frame");
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  const [isWanted, setWanted] = useState(false);
  const led = useRef(0);
  const show = (what: "palette" | "shortcuts") => {
    startTransition(() => {
      setWanted(true);
      setOpen(what);
    });
  };

  const press = useEffectEvent((event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return open === "palette" ? setOpen(null) : show("palette");
    }
    if (isCommand || event.altKey || isTyping(event.target) || open || !hasLetterKeys()) return;
    const place = event.timeStamp - led.current < SECOND_LETTER ? goTo[event.key] : undefined;
    led.current = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (place) {
      event.preventDefault();
      router.push(place);
    } else if (event.key === "/") {
      event.preventDefault();
      show("palette");
    } else if (event.key === "?") show("shortcuts");
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    <>
      <IconButton
        label={t("search")}
        icon={<Icon name="search" />}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => show("palette")}
      />
      {isWanted && (
        <>
          <Palette
            open={open === "palette"}
            onOpenChange={(next) => setOpen(next ? "palette" : null)}
            onHelp={() => show("shortcuts")}
          />
          <Shortcuts open={open === "shortcuts"} onOpenChange={(next) => setOpen(next ? "shortcuts" : null)} />
        </>
      )}
    </>
  );
};
