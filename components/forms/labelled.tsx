"use client";

import { type ReactNode, useId } from "react";
import { useAnswer } from "./action-form";
import { type FormState, shownIn } from "./form-state";

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
  const isTakenOver = takesOver(state, name);
  const saved = isTakenOver ? null : savedMeanwhile(state, name);
  const described = [
    hint && `${id}-hint`,
    error && `${id}-error`,
    (isTakenOver || saved !== null) && `${id}-saved`,
  ]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="relative grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        typed: isTakenOver ? state.now?.[name] : state.values[name],
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
      {isTakenOver && (
        <p id={`${id}-saved`} className="field-saved">
          Changed in the meantime: this is what was saved.
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

/** A text as it is saved: forms send line breaks in their own way. */
const asSaved = (text: string | undefined) => text?.replace(/\r\n?/g, "\n").trim();

/**
 * What somebody else has saved in a field since its base version, if it differs from what was
 * typed.
 */
function savedMeanwhile(state: FormState, name: string): string | null {
  const saved = state.now?.[name];
  const same = [state.values[name], shownIn(state, name)].map(asSaved);
  return saved === undefined || same.includes(saved) ? null : saved;
}

/** Whether somebody else has saved another text in a field that the reader has not touched. */
function takesOver(state: FormState, name: string): boolean {
  const saved = state.now?.[name];
  const shown = asSaved(shownIn(state, name));
  return (
    saved !== undefined &&
    shown !== undefined &&
    shown !== saved &&
    asSaved(state.values[name]) === shown
  );
}
