"use client";

import { Icon } from "./icon.tsx";
import { type ComponentProps, createContext, memo, type ReactNode, useContext, useId, useState } from "react";
import { cx } from "./cx.ts";

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };
const FieldWiring = createContext<Wiring | null>(null);

/** A label, a control, and what helps or went wrong, tied together for a screen reader. */
export const Field = ({
  label,
  hint,
  error,
  required = false,
  optionalText,
  aside,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence; the field counts as invalid while there is one. */
  error?: ReactNode;
  required?: boolean;
  /** Said beside the label of a field that may stay empty. */
  optionalText?: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) => {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <FieldWiring value={{ id, describedBy, invalid: Boolean(error), required }}>
      <div className={cx("min-w-0 space-y-1.5", className)}>
        <div className="flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="text-sm font-semibold">
            {label}
            {optionalText && <span className="font-normal text-ink-faint"> {optionalText}</span>}
          </label>
          {aside && <span className="tabular text-xs text-ink-faint">{aside}</span>}
        </div>
        {children}
        {hint && (
          <p id={hintId} className="text-xs text-ink-faint">
            {hint}
          </p>
        )}
        {error && (
          <p id={errorId} role="alert" className="text-sm font-medium text-bad">
            {error}
          </p>
        )}
      </div>
    </FieldWiring>
  );
};

const useWiring = () => {
  const wiring = useContext(FieldWiring);
  return wiring
    ? {
        id: wiring.id,
        "aria-describedby": wiring.describedBy,
        "aria-invalid": wiring.invalid || undefined,
        "aria-required": wiring.required || undefined,
      }
    : {};
};

const box =
  "w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-base text-ink shadow-sm transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-brand focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-brand disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-bad aria-invalid:outline-bad";

export const Input = ({ className, unit, ...rest }: ComponentProps<"input"> & { unit?: ReactNode }) => {
  const wiring = useWiring();
  const input = (
    <input {...wiring} {...rest} className={cx(box, "min-h-10 py-2 pointer-coarse:min-h-11", unit ? "pe-16" : "", className)} />
  );
  if (!unit) return input;
  return (
    <div className="relative">
      {input}
      <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-sm font-medium text-ink-faint">
        {unit}
      </span>
    </div>
  );
};

export const Textarea = ({ className, rows = 5, ...rest }: ComponentProps<"textarea">) => (
  <textarea
    rows={rows}
    {...useWiring()}
    {...rest}
    className={cx(box, "field-sizing-content max-h-[60vh] min-h-24 py-2.5", className)}
  />
);

/** The system's own list: it is the one that works best under a thumb and with a screen reader. */
export const Select = ({ className, children, ...rest }: ComponentProps<"select">) => (
  <div className={cx("relative", className)}>
    <select {...useWiring()} {...rest} className={cx(box, "min-h-10 appearance-none py-2 pe-9 pointer-coarse:min-h-11")}>
      {children}
    </select>
    <Icon name="chevron-down" className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-faint" />
  </div>
);

/** One of many, or what is not among them: typed, with the system's own list of what fits, for the same reason. */
export const Combobox = ({ options, ...rest }: ComponentProps<typeof Input> & { options: () => readonly string[] }) => {
  const list = useId();
  const [isEntered, setEntered] = useState(false);
  return (
    <>
      <Input {...rest} list={list} onFocus={() => setEntered(true)} />
      {isEntered && <Options id={list} options={options} />}
    </>
  );
};

/** Hundreds, which are drawn once and only for whoever enters the field. */
const Options = memo(({ id, options }: { id: string; options: () => readonly string[] }) => (
  <datalist id={id}>
    {options().map((option) => (
      <option key={option} value={option} />
    ))}
  </datalist>
));

export const Checkbox = ({ label, className, ...rest }: Omit<ComponentProps<"input">, "type"> & { label: ReactNode }) => (
  <label
    className={cx("flex min-h-6 cursor-pointer items-start gap-3 pointer-coarse:min-h-11 pointer-coarse:items-center", className)}
  >
    <input {...rest} type="checkbox" className="mt-0.5 size-[1.15rem] shrink-0 accent-brand" />
    <span className="min-w-0 text-sm">{label}</span>
  </label>
);

/** A choice of one out of a few, each worth a sentence. */
export const ChoiceCards = <T extends string>({
  name,
  legend,
  value,
  onChange,
  choices,
}: {
  name: string;
  legend: ReactNode;
  value: T;
  onChange: (value: T) => void;
  choices: { value: T; label: ReactNode; note?: ReactNode }[];
}) => (
  <fieldset className="min-w-0">
    <legend className="mb-1.5 text-sm font-semibold">{legend}</legend>
    <div className="grid gap-2 sm:grid-cols-2">
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex cursor-pointer items-start gap-3 rounded-lg border border-edge/45 bg-surface px-4 py-3 transition-colors hover:border-edge has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-brand"
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            className="mt-1 size-4 shrink-0 accent-brand"
          />
          <span className="min-w-0">
            <span className="block font-semibold">{choice.label}</span>
            {choice.note && <span className="block text-sm text-ink-soft">{choice.note}</span>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
