"use client";

import { useAnswer } from "./action-form";
import { SHOWN, shownIn } from "./form-state";

/**
 * Sends along what the page shows in each field, so that fields that nobody touched are told from
 * those that were changed. An unchecked checkbox is the empty text.
 */
export function Shown({ texts }: { texts: Record<string, string> }) {
  const { state } = useAnswer();
  return Object.entries(texts).map(([name, text]) => (
    <input
      key={name}
      type="hidden"
      name={`${SHOWN}.${name}`}
      value={state.now?.[name] ?? shownIn(state, name) ?? text}
    />
  ));
}
