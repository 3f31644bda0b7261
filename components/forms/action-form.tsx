"use client";

import {
  createContext,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useRef,
} from "react";
import type { FormState } from "./form-state";

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

const empty: FormState = { values: {}, errors: {} };

const Answer = createContext<{ state: FormState; pending: boolean }>({
  state: empty,
  pending: false,
});

export const useAnswer = () => useContext(Answer);

/**
 * A form answered by a server action, with or without scripts. A refusal comes back beside its
 * field with what was typed, and the first field at fault gets the focus.
 */
export function ActionForm(props: { action: FormAction; children: ReactNode; className?: string }) {
  const [state, action, pending] = useActionState(props.action, empty);
  const form = useRef<HTMLFormElement>(null);
  const scripted = useRef<HTMLInputElement>(null);
  const done = useRef<HTMLOutputElement>(null);

  useEffect(() => {
    if (scripted.current) scripted.current.value = "yes";
    if (state.goTo) window.location.assign(state.goTo);
    const fault = form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]");
    if (fault) fault.focus();
    // what was pressed may be gone with what it removed
    else if (state.done && document.activeElement === document.body) done.current?.focus();
  }, [state]);

  return (
    <form ref={form} action={action} className={props.className ?? "grid gap-5"} noValidate>
      <input ref={scripted} type="hidden" name="scripted" defaultValue="" />
      <Answer value={{ state, pending: pending || state.goTo !== undefined }}>
        {state.refusal && (
          <p role="alert" tabIndex={-1} className="notice">
            {state.refusal}
          </p>
        )}
        {state.goTo && (
          <a href={state.goTo} className="btn">
            Continue
          </a>
        )}
        <output ref={done} tabIndex={-1} className={state.done ? "notice" : "sr-only"}>
          {state.done}
        </output>
        {props.children}
      </Answer>
    </form>
  );
}
