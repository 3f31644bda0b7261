"use client";

import { type ComponentProps, useId } from "react";
import { useAnswer } from "./action-form";

/** A labelled field of several lines that keeps what was typed and says what is wrong with it. */
export function TextArea(
  props: ComponentProps<"textarea"> & { name: string; label: string; hint?: string },
) {
  const { label, hint, defaultValue, ...area } = props;
  const { state } = useAnswer();
  const id = useId();
  const error = state.errors[props.name];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        {...area}
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
