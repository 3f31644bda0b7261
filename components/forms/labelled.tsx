"use client";

import { type ReactNode, useId } from "react";
import { useAnswer } from "./action-form";
import type { FormState } from "./form-state";

interface Props {
  name: string;
  label: string;
  hint?: string | undefined;
  /** Shown at the end of the label's line; the keyboard comes to it after the control. */
  action?: ReactNode;
  /** The control, given its label, hint and error. */
  children: (control: Control) => ReactNode;
}

interface Control {
  id: string;
  /** What was typed into a refused form. */
  typed: string | undefined;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** A control with its label above, and its hint and error below. */
export function Labelled({ name, label, hint, action, children }: Props) {
  const { state } = useAnswer();
  const id = useId();
  const error = state.errors[name];
  const saved = savedMeanwhile(state, name);
  const described = [hint && `${id}-hint`, error && `${id}-error`, saved !== null && `${id}-saved`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="relative grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        typed: state.values[name],
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described || undefined,
      })}
      {action && <div className="absolute end-0 top-0">{action}</div>}
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
      {saved !== null && (
        <p id={`${id}-saved`} className="field-saved">
          {saved === "" ? (
            "Cleared in the meantime."
          ) : (
            <>
              Saved in the meantime: <q dir="auto">{saved}</q>
            </>
          )}
        </p>
      )}
    </div>
  );
}

/**
 * What somebody else has saved in a field since its base version, if it differs from what was
 * typed.
 */
function savedMeanwhile({ now, values }: FormState, name: string): string | null {
  const saved = now?.[name];
  const typed = values[name]?.replace(/\r\n?/g, "\n").trim();
  return saved === undefined || saved === typed ? null : saved;
}
