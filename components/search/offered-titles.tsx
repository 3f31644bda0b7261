"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { readKey } from "../keyboard/read-key";
import { useTitles } from "./use-titles";

/**
 * The papers that match what is typed into a search field, below it: chosen with the arrow keys and
 * Enter, or pressed. Enter alone searches, as it does without them.
 */
export default function OfferedTitles({ field }: { field: HTMLInputElement }) {
  const router = useRouter();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(-1);
  const found = useTitles(typed);
  const isOpen = found.length > 0;
  const close = () => setTyped("");

  function go(index: number) {
    const paper = found[index];
    if (!paper) return;
    close();
    router.push(`/papers/${paper.slug}`);
  }

  useEffect(() => {
    const leave = () => setTyped("");
    const onInput = () => {
      setTyped(field.value);
      setAt(-1);
    };
    field.addEventListener("input", onInput);
    field.addEventListener("blur", leave);
    if (document.activeElement === field && field.value !== field.defaultValue) onInput();
    return () => {
      field.removeEventListener("input", onInput);
      field.removeEventListener("blur", leave);
    };
  }, [field]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!isOpen) return;
      const key = readKey(event);
      const size = found.length + 1;
      // one place more than there are papers: what is typed
      if (key === "ArrowDown") setAt(((at + 2) % size) - 1);
      else if (key === "ArrowUp") setAt(((at + size) % size) - 1);
      else if (key === "Escape") close();
      else if (key === "Enter" && found[at]) go(at);
      else return;
      event.preventDefault();
    }
    field.addEventListener("keydown", onKeyDown);
    return () => field.removeEventListener("keydown", onKeyDown);
  });

  useEffect(() => {
    field.role = "combobox";
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list);
    field.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && at >= 0) field.setAttribute("aria-activedescendant", `${list}${at}`);
    else field.removeAttribute("aria-activedescendant");
  }, [field, list, isOpen, at]);

  return (
    <div id={list} role="listbox" aria-label="Papers" className="offered-titles" hidden={!isOpen}>
      {found.map(({ slug, title }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
        <div
          key={slug}
          id={`${list}${index}`}
          role="option"
          className="offered-title"
          aria-selected={index === at}
          dir="auto"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => go(index)}
        >
          {title}
        </div>
      ))}
    </div>
  );
}
