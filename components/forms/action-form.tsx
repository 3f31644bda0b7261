"use client";

import {
  createContext,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { MadeForField } from "../api/made-for";
import { arriveAtHeading } from "../ui/heading";
import type { FormState } from "./form-state";
import { useOwnAddress } from "./own-address";

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

const empty: FormState = { values: {}, errors: {} };

interface Answer {
  state: FormState;
  pending: boolean;
  send?: (form: FormData) => void;
  /** Says an answer no more that has been undone since. */
  unsay?: (answer: FormState) => void;
}

const Answer = createContext<Answer>({ state: empty, pending: false });

export const useAnswer = () => useContext(Answer);

/** Gives what a server action answers to all within, of which one is its form. */
export function Answering({ action, children }: { action: FormAction; children: ReactNode }) {
  const [answered, dispatch, pending] = useActionState(action, empty);
  const send = useOwnAddress(dispatch);
  const [unsaid, setUnsaid] = useState(empty);
  const state = answered === unsaid ? empty : answered;
  const answer = { state, send, pending: pending || state.goTo !== undefined, unsay: setUnsaid };
  return <Answer value={answer}>{children}</Answer>;
}

interface FormProps {
  /** What buttons outside of it name it by. */
  id?: string;
  children: ReactNode;
  className?: string;
}

/**
 * A form answered by a server action, with or without scripts. A refusal comes back beside its
 * field with what was typed, and the first field at fault gets the focus.
 */
export function ActionForm({ action, ...form }: FormProps & { action: FormAction }) {
  return (
    <Answering action={action}>
      <AnsweredForm {...form} />
    </Answering>
  );
}

/** One more form that is answered by `Answering` around it; an `AnsweredForm` shows the answers. */
export function SharedForm({ children, className }: Omit<FormProps, "id">) {
  const { send } = useAnswer();
  return (
    <form action={send} className={className} noValidate>
      <MadeForField />
      {children}
    </form>
  );
}

/** The form that shows the answers of `Answering` around it. */
export function AnsweredForm({ id, children, className = "grid gap-5" }: FormProps) {
  const { state, send } = useAnswer();
  const form = useRef<HTMLFormElement>(null);
  const scripted = useRef<HTMLInputElement>(null);
  const done = useRef<HTMLOutputElement>(null);

  useEffect(() => {
    if (scripted.current) scripted.current.value = "yes";
    if (state.goTo) window.location.assign(state.goTo);
    const fault = form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]");
    if (fault) fault.focus();
    // what was pressed may be gone with what it removed
    else if (state.done && document.activeElement === document.body) {
      done.current?.focus();
      arriveAtHeading(form.current?.closest("section")?.querySelector("h2"));
    }
  }, [state]);

  // what can be undone is told by a message, where scripts run
  const said = !state.done ? "sr-only" : state.undo ? "notice unscripted-only" : "notice";
  return (
    <form ref={form} id={id} action={send} className={className} noValidate>
      <input ref={scripted} type="hidden" name="scripted" defaultValue="" />
      <MadeForField />
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
      <output ref={done} tabIndex={-1} className={said}>
        {state.done}
      </output>
      {children}
    </form>
  );
}
