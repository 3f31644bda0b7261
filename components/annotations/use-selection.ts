"use client";

import { type RefObject, useEffect, useState } from "react";
import { readKey } from "../keyboard/read-key";
import { useNotes } from "./notes";
import { selectedIn } from "./selection";

/**
 * Tracks the selection in the abstract, once the reader pauses. Returns whether the browser shows a
 * translation, where nothing can be highlighted.
 */
export function useSelection(text: RefObject<HTMLElement | null>) {
  const { paper, setSelected } = useNotes();
  const [foreign, setForeign] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pressed = false;
    const read = () => {
      const box = text.current;
      if (!box || pressed) return;
      // choosing an audience takes the focus, and in some browsers clears the selection
      if (document.activeElement?.closest(".toolbar")) return;
      const selected = selectedIn(box, paper.abstract);
      setForeign(selected === "foreign");
      setSelected(selected === "foreign" ? null : selected);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(read, 120);
    };
    const down = () => {
      pressed = true;
    };
    const up = () => {
      pressed = false;
      soon();
    };
    const cancel = (event: KeyboardEvent) => readKey(event) === "Escape" && setSelected(null);
    document.addEventListener("selectionchange", soon);
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    document.addEventListener("keydown", cancel);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", soon);
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
      document.removeEventListener("keydown", cancel);
    };
  }, [text, paper.abstract, setSelected]);
  return foreign;
}
