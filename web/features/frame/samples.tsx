"use client";

import { useState } from "react";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { Palette } from "./palette.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { Tray } from "./tray.tsx";

/** What the frame opens, side by side, for /design alone. The words are samples, so they are no message keys. */
export const FrameSamples = () => {
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => setOpen("palette")}>Palette</Button>
        <Button onClick={() => setOpen("shortcuts")}>Shortcuts</Button>
        <ButtonLink href="/offline" prefetch={false}>
          Page without a connection
        </ButtonLink>
      </div>
      <div className="max-w-92 rounded-lg border border-line bg-raised text-sm shadow-lg">
        <Tray />
      </div>
      <Palette
        open={open === "palette"}
        onOpenChange={(next) => setOpen(next ? "palette" : null)}
        onHelp={() => setOpen("shortcuts")}
      />
      <Shortcuts open={open === "shortcuts"} onOpenChange={(next) => setOpen(next ? "shortcuts" : null)} />
    </>
  );
};
