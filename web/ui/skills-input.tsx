"use client";

import { Icon } from "./icon.tsx";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Input } from "./field.tsx";

/** Short words as chips; stands inside a Field. Enter, a comma or leaving the field adds what was typed. */
export const SkillsInput = ({
  value,
  onChange,
  max,
  placeholder,
}: {
  value: readonly string[];
  onChange: (skills: string[]) => void;
  max: number;
  placeholder?: string;
}) => {
  const t = useTranslations("ui.skills");
  const [typed, setTyped] = useState("");

  const add = () => {
    const words = typed
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((word) => word !== "" && !value.includes(word));
    if (words.length > 0) onChange([...value, ...new Set(words)].slice(0, max));
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.key === "Enter" || event.key === ",") && typed.trim() !== "") {
      event.preventDefault();
      add();
    }
    if (event.key === "Backspace" && typed === "" && value.length > 0) onChange(value.slice(0, -1));
  };

  return (
    <div className="space-y-2">
      {value.length > 0 && (
        <ul aria-label={t("chosen")} className="flex flex-wrap gap-1.5">
          {value.map((skill) => (
            <li key={skill}>
              <button
                type="button"
                onClick={() => onChange(value.filter((each) => each !== skill))}
                className="touch-target inline-flex min-h-8 items-center gap-1.5 rounded-sm bg-brand-soft px-2.5 text-sm font-semibold text-brand ring-1 ring-brand/20 ring-inset hover:ring-brand/50"
              >
                <span aria-hidden>{skill}</span>
                <span className="sr-only">{t("remove", { skill })}</span>
                <Icon name="x" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Input
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
        maxLength={60}
        autoCapitalize="none"
        disabled={value.length >= max}
        placeholder={placeholder}
      />
    </div>
  );
};
