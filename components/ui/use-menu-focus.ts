"use client";

import { useEffect, useRef } from "react";
import { readKey } from "../keyboard/read-key";
import { isField } from "../keyboard/rows";

/**
 * Brings an opened menu into view and moves the focus into it: to the menu itself where it can hold
 * it, else to its first button. The up and down keys go through its buttons; in its fields they are
 * the fields' own.
 */
export function useMenuFocus() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const menu = box.current;
    if (!menu) return;
    const buttons = () => [...menu.querySelectorAll<HTMLElement>("button:enabled")];
    const onKey = (event: KeyboardEvent) => {
      const key = readKey(event);
      const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
      if (step === 0 || isField(event.target as Element)) return;
      event.preventDefault();
      const all = buttons();
      const at = all.indexOf(document.activeElement as HTMLElement);
      all.at(at < 0 && step < 0 ? -1 : (at + step) % all.length)?.focus();
    };
    menu.scrollIntoView({ block: "nearest" });
    (menu.hasAttribute("tabindex") ? menu : buttons()[0])?.focus({
      preventScroll: true,
    });
    menu.addEventListener("keydown", onKey);
    // what it holds may come later, or be added to
    const grown = new ResizeObserver(() => menu.scrollIntoView({ block: "nearest" }));
    grown.observe(menu);
    return () => {
      grown.disconnect();
      menu.removeEventListener("keydown", onKey);
    };
  }, []);
  return box;
}
