"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { useAnswer } from "./action-form";

/** A labelled field that keeps what was typed and says what is wrong with it. */
export function Field(
  props: Omit<ComponentProps<"input">, "name" | "action"> & {
    name: string;
    label: string;
    hint?: string;
    /** Stands at the end of the label's line. */
    action?: ReactNode;
  },
) {
  const { label, hint, action, defaultValue, ...input } = props;
  const { state } = useAnswer();
  const id = useId();
  const error = state.errors[props.name];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {action}
      </div>
      <input
        {...input}
        id={id}
        className="field"
        defaultValue={state.values[props.name] ?? defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className="text-[0.87rem] text-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}
