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
      <Submit className="btn btn-solid justify-self-start">Import {papersIn(papers)}</Submit>
      <Begin onConfirmed={onConfirmed} />
    </ActionForm>
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
