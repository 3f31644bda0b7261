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
import { forgetOnSignOut } from "../api/personal-storage";
import { arriveAtHeading } from "../ui/heading";
import type { FormState } from "./form-state";
import { useOwnAddress } from "./own-address";
import { reaching } from "./reaching";

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

const empty: FormState = { values: {}, errors: {} };

interface Answer {
  state: FormState;
  pending: boolean;
  send?: (form: FormData) => void;
  /** Hides an answer that has been undone since. */
  unsay?: (answer: FormState) => void;
}

/** What the fields and buttons in it show of the answer. */
export const Answer = createContext<Answer>({ state: empty, pending: false });

export const useAnswer = () => useContext(Answer);

/** Provides a server action's answer to its content, which includes the action's form. */
export function Answering({ action, children }: { action: FormAction; children: ReactNode }) {
  // on the server it is the action itself, which React writes into the form for browsers without scripts
  const sent = typeof window === "undefined" ? action : reaching(action);
  const [answered, dispatch, pending] = useActionState(sent, empty);
  const send = useOwnAddress(dispatch);
  const [unsaid, setUnsaid] = useState(empty);
  const state = answered === unsaid ? empty : answered;
  const answer = { state, send, pending: pending || state.goTo !== undefined, unsay: setUnsaid };
  return <Answer value={answer}>{children}</Answer>;
}

interface FormProps {
  /** The id by which buttons outside of it refer to it. */
  id?: string;
  children: ReactNode;
  className?: string;
}

/**
 * A form with a server action, with or without scripts. A refusal is shown at its field along with
 * what was typed, and the first invalid field gets the focus.
 */
export function ActionForm({ action, ...form }: FormProps & { action: FormAction }) {
  return (
    <Answering action={action}>
      <AnsweredForm {...form} />
    </Answering>
  );
}

/** Another form of the `Answering` around it; an `AnsweredForm` shows the answers. */
export function SharedForm({ children, className }: Omit<FormProps, "id">) {
  const { send } = useAnswer();
  return (
    <form action={send} className={className} noValidate>
      <MadeForField />
      {children}
    </form>
  );
}

/** The form that shows the answers of the `Answering` around it. */
export function AnsweredForm({ id, children, className = "grid gap-5" }: FormProps) {
  const { state, send } = useAnswer();
  const form = useRef<HTMLFormElement>(null);
  const scripted = useRef<HTMLInputElement>(null);
  const done = useRef<HTMLOutputElement>(null);

  useEffect(() => {
    if (scripted.current) scripted.current.value = "yes";
    if (state.signedOut) forgetOnSignOut();
    if (state.goTo) window.location.assign(state.goTo);
    const fault = form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]");
    if (fault) fault.focus();
    // the pressed button may have been removed along with its row
    else if (state.done && document.activeElement === document.body) {
      done.current?.focus();
      arriveAtHeading(form.current?.closest("section")?.querySelector("h2"));
    }
  }, [state]);

  // with scripts, a toast reports what can be undone
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
