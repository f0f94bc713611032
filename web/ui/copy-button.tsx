"use client";

import { Icon } from "./icon.tsx";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./button.tsx";

/** `what` names the thing for a screen reader: "Copy the address". */
export const CopyButton = ({ text, label, className }: { text: string; label?: string; className?: string }) => {
  const t = useTranslations("ui");
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");

  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), 1_600);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  const said = state === "copied" ? t("copied") : state === "refused" ? t("copyRefused") : (label ?? t("copy"));

  return (
    <>
      <IconButton
        label={said}
        icon={state === "copied" ? <Icon name="check" className="text-good" /> : <Icon name="copy" />}
        onClick={copy}
        className={className ?? "size-7! [&_svg]:size-3.5!"}
      />
      <span role="status" className="sr-only">
        {state === "ready" ? "" : said}
      </span>
    </>
  );
};
