"use client";

import { useAnswer } from "./action-form";

/** What is wrong with what is checked in a group. */
export function GroupError({ name }: { name: string }) {
  const { state } = useAnswer();
  const error = state.errors[name];
  return error ? (
    <p role="alert" className="field-error">
      {error}
    </p>
  ) : null;
}
