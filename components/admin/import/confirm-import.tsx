"use client";

import { useEffect, useRef } from "react";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { ActionForm, type FormAction, useAnswer } from "../../forms/action-form";
import { ConfirmFields } from "../../forms/confirm-fields";
import { Submit } from "../../forms/submit";
import { papersIn } from "../../papers/names";

interface Props {
  papers: number;
  means: ConfirmationMeans;
  action: FormAction;
  /** Whether the import was refused until they confirm that it is them. */
  isAsked?: boolean;
  onConfirmed: () => void;
}

/** Begins the import, once the administrator has confirmed that it is them. */
export function ConfirmImport({ papers, means, action, isAsked = false, onConfirmed }: Props) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <ConfirmFields means={isAsked ? { ...means, confirmed: false } : means} ahead={isAsked} />
      <Start papers={papers} />
      <Begin onConfirmed={onConfirmed} />
    </ActionForm>
  );
}

/** The main button, unless that is to confirm. */
function Start({ papers }: Pick<Props, "papers">) {
  const isAsked = useAnswer().state.confirm;
  return (
    <Submit className={`btn justify-self-start ${isAsked ? "" : "btn-solid"}`}>
      Import {papersIn(papers)}
    </Submit>
  );
}

/** Begins once for each answer that says so. */
function Begin({ onConfirmed }: Pick<Props, "onConfirmed">) {
  const { state } = useAnswer();
  const begun = useRef(state);
  useEffect(() => {
    if (begun.current === state) return;
    begun.current = state;
    if (state.done && !state.confirm) onConfirmed();
  }, [state, onConfirmed]);
  return null;
}
