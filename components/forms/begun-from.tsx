"use client";

import { useEffect, useRef, useState } from "react";
import { useAnswer } from "./action-form";
import { Shown } from "./shown";

interface Props {
  updatedAt: string;
  /** The saved texts, by the names of their fields. */
  texts: Record<string, string>;
}

/**
 * Names the base version of a text, and what it said. Until the writer types, the fields show what
 * others save, and it is the newest version; afterwards it changes only once the writer has been
 * shown the newer text.
 */
export function BegunFrom({ updatedAt, texts }: Props) {
  const { state } = useAnswer();
  const [begun, setBegun] = useState({ updatedAt, texts });
  const field = useRef<HTMLInputElement>(null);
  const given = useRef<string[]>([]);
  const shown = state.now?.updatedAt ?? state.values.updatedAt;

  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer empties the form, and texts come with their version
  useEffect(() => {
    const form = field.current?.form;
    if (!form) return;
    const before = given.current;
    const fields = textsIn(form);
    given.current = fields.map(({ defaultValue }) => defaultValue);
    if (fields.some(({ value }, at) => value !== given.current[at] && value !== before[at])) return;
    // a text area does not update by itself
    form.reset();
    setBegun({ updatedAt, texts });
  }, [updatedAt, state]);

  return (
    <>
      <input ref={field} type="hidden" name="updatedAt" value={shown ?? begun.updatedAt} />
      <Shown texts={begun.texts} />
    </>
  );
}

const textsIn = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement =>
      field instanceof HTMLTextAreaElement ||
      (field instanceof HTMLInputElement && field.type !== "hidden"),
  );
