"use client";

import { type ReactNode, useId } from "react";
import { useAnswer } from "./action-form";
import type { FormState } from "./form-state";

interface Props {
  name: string;
  label: string;
  hint?: string | undefined;
  /** Stands at the end of the label's line. */
  action?: ReactNode;
  /** The control, with what ties it to its label, its hint and its error. */
  children: (control: Control) => ReactNode;
}

interface Control {
  id: string;
  /** What was typed into a form that was refused. */
  typed: string | undefined;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** A control's label above it, and its hint and what is wrong with it below. */
export function Labelled({ name, label, hint, action, children }: Props) {
  const { state } = useAnswer();
  const id = useId();
  const error = state.errors[name];
  const saved = savedMeanwhile(state, name);
  const described = [hint && `${id}-hint`, error && `${id}-error`, saved !== null && `${id}-saved`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {action}
      </div>
      {children({
        id,
        typed: state.values[name],
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described || undefined,
      })}
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

/** What somebody else has saved in a field since it was begun, where it is not what was typed. */
function savedMeanwhile({ now, values }: FormState, name: string): string | null {
  const saved = now?.[name];
  const typed = values[name]?.replace(/\r\n?/g, "\n").trim();
  return saved === undefined || saved === typed ? null : saved;
}
