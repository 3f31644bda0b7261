"use client";

import { useEffect, useRef, useState } from "react";
import { useAnswer } from "./action-form";

/**
 * Names the version that a text was begun from. A newer one is taken up as long as nothing has been
 * typed, as the fields then show it; afterwards only once the writer has been shown what it says.
 */
export function BegunFrom({ updatedAt }: { updatedAt: string }) {
  const { state } = useAnswer();
  const [begun, setBegun] = useState(updatedAt);
  const field = useRef<HTMLInputElement>(null);
  const shown = state.now?.updatedAt ?? state.values.updatedAt;

  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer empties the form
  useEffect(() => {
    if (!isTyped(field.current?.form)) setBegun(updatedAt);
  }, [updatedAt, state]);

  return <input ref={field} type="hidden" name="updatedAt" value={shown ?? begun} />;
}

const isTyped = (form: HTMLFormElement | null | undefined) =>
  [...(form?.elements ?? [])].some(
    (field) =>
      (field instanceof HTMLTextAreaElement ||
        (field instanceof HTMLInputElement && field.type !== "hidden")) &&
      field.value !== field.defaultValue,
  );
