"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Fact, Facts } from "#web/ui/card.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { goTo, hasLetterKeys, setLetterKeys } from "./keys.ts";

const Keys = ({ keys }: { keys: string[] }) => (
  <span dir="ltr" className="inline-flex gap-1">
    {keys.map((key) => (
      <kbd
        key={key}
        className="min-w-6 rounded-sm border border-edge/45 bg-sunken px-1.5 py-0.5 text-center font-mono text-xs font-semibold"
      >
        {key}
      </kbd>
    ))}
  </span>
);

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);
const names = { "/": "home", "/projects": "projects", "/agreements": "work", "/court": "court", "/people": "people" } as const;

/** What the keyboard does here, and whether single letters do anything. */
export const Shortcuts = ({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) => {
  const t = useTranslations("frame");
  const [isOn, setOn] = useState(hasLetterKeys);
  const nameOf = (path: string) => (path in names ? t(names[path as keyof typeof names]) : t("news"));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shortcuts")}>
      <Facts>
        <Fact name={t("search")}>
          <Keys keys={[isApple() ? "⌘" : "Ctrl", "K"]} />
        </Fact>
        <Fact name={t("search")}>
          <Keys keys={["/"]} />
        </Fact>
        {Object.entries(goTo).map(([key, path]) => (
          <Fact key={key} name={nameOf(path)}>
            <Keys keys={["g", key]} />
          </Fact>
        ))}
        <Fact name={t("shortcuts")}>
          <Keys keys={["?"]} />
        </Fact>
      </Facts>
      <label className="mt-4 flex min-h-11 cursor-pointer items-center gap-3 text-sm">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => {
            setLetterKeys(target.checked);
            setOn(target.checked);
          }}
          className="size-5 accent-brand"
        />
        {t("letterKeys")}
      </label>
    </Dialog>
  );
};
