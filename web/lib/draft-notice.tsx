"use client";

import { Button } from "#web/ui/button.tsx";
import { Callout } from "#web/ui/callout.tsx";
import type { Draft } from "./draft.ts";

/** Says that a form begins with what was typed before, with the way to begin without it; nothing where there is none. */
export const DraftNotice = ({
  draft,
  text,
  again,
}: {
  draft: Pick<Draft<object>, "isKept" | "clear">;
  text: string;
  again: string;
}) =>
  draft.isKept && (
    <Callout
      action={
        <Button size="sm" onClick={draft.clear}>
          {again}
        </Button>
      }
    >
      {text}
    </Callout>
  );
