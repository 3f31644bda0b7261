"use client";

import {
  type FormEvent,
  type ReactNode,
  useActionState,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { MadeForField } from "../api/made-for";
import type { FormAction } from "../forms/action-form";
import type { FormState } from "../forms/form-state";
import { useOwnAddress } from "../forms/own-address";
import { reaching } from "../forms/reaching";
import { arriveAtNothing } from "../keyboard/rows";
import { toast } from "../ui/toast";

const empty: FormState = { values: {}, errors: {} };

interface Props {
  restore: FormAction;
  fields: Record<string, string | number>;
  /** What to restore. */
  children: ReactNode;
}

/** Restores one thing from the trash. */
export function RestoreForm({ restore, fields, children }: Props) {
  const [state, dispatch] = useActionState(restore, empty);
  const action = useOwnAddress(dispatch);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLFormElement>(null);

  // the last one disappears with its section
  useLayoutEffect(() => {
    const form = box.current;
    return () => {
      if (form?.contains(document.activeElement)) requestAnimationFrame(arriveAtNothing);
    };
  }, []);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const form = event.currentTarget;
    const row = form.closest("li");
    const all = [...document.querySelectorAll(".trash-form")];
    const next = all[all.indexOf(form) + 1] ?? all[all.indexOf(form) - 1];
    const { refusal, errors } = await reaching(restore)(empty, new FormData(form));
    setBusy(false);
    const fault = refusal ?? Object.values(errors)[0];
    toast({ text: fault ?? `Restored: ${row?.querySelector(".trash-name")?.textContent ?? ""}` });
    // the row disappears, and the focus with it
    if (!fault) next?.querySelector<HTMLElement>("button")?.focus();
  }

  return (
    <form ref={box} className="trash-form" action={action} onSubmit={onSubmit}>
      <MadeForField />
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {state.refusal && <p role="alert">{state.refusal}</p>}
      <button type="submit" className="btn" aria-disabled={busy || undefined}>
        Restore<span className="sr-only"> {children}</span>
      </button>
    </form>
  );
}
