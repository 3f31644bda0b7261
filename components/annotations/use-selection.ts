"use client";

import { type RefObject, useEffect, useMemo, useState } from "react";
import type { Span } from "@/server/annotations/anchor";
import { readKey } from "../keyboard/read-key";
import { useNotes } from "./notes";
import type { Part } from "./pieces";
import { reachOf, selectedIn, showSelected } from "./selection";
import { type Drag, dragged, snapped, wordText } from "./whole-words";

/**
 * Tracks the selection in the abstract, once the reader pauses. A pointer selects whole words, and
 * the selection that is seen extends to them; keys select by letter. Returns whether the browser
 * shows a translation, where nothing can be highlighted.
 */
export function useSelection(text: RefObject<HTMLElement | null>, parts: Part[]) {
  const { paper, setSelected } = useNotes();
  const [foreign, setForeign] = useState(false);
  const words = useMemo(() => wordText(paper.abstract, parts), [paper.abstract, parts]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pressed = false;
    // fingers move the handles of a selection without an event of their own
    let byPointer = matchMedia("(pointer: coarse)").matches;
    let drag: Drag | null = null;
    /** What was shown last, which is not the reader's own change. */
    let shown: Span | null = null;

    const track = (box: HTMLElement) => {
      const found = byPointer ? selectedIn(box, paper.abstract) : null;
      if (!found || found === "foreign" || isSame(found, shown)) return;
      shown = null;
      drag = dragged(words, drag, reachOf(found));
    };
    const extend = (box: HTMLElement, found: Span): Span => {
      if (!drag || !byPointer || isSame(found, shown)) return found;
      const reach = snapped(words, drag);
      const { anchor, focus } = reach;
      shown = { start: Math.min(anchor, focus), end: Math.max(anchor, focus) };
      drag = null;
      showSelected(box, reach);
      return shown;
    };
    const read = () => {
      const box = text.current;
      if (!box || pressed) return;
      // choosing an audience takes the focus, and in some browsers clears the selection
      if (document.activeElement?.closest(".toolbar")) return;
      const found = selectedIn(box, paper.abstract);
      setForeign(found === "foreign");
      setSelected(found === "foreign" ? null : found && extend(box, found));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(read, 120);
    };
    const change = () => {
      if (text.current) track(text.current);
      soon();
    };
    const down = () => {
      pressed = true;
      byPointer = true;
      drag = null;
      shown = null;
    };
    const up = () => {
      pressed = false;
      soon();
    };
    const press = (event: KeyboardEvent) => {
      byPointer = false;
      const key = readKey(event);
      if (key === "Escape") setSelected(null);
      // it may move the focus to the toolbar, for what is selected now
      if (key === "Tab") read();
    };
    document.addEventListener("selectionchange", change);
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    document.addEventListener("keydown", press);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", change);
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
      document.removeEventListener("keydown", press);
    };
  }, [text, paper.abstract, words, setSelected]);
  return foreign;
}

const isSame = (a: Span, b: Span | null) => a.start === b?.start && a.end === b.end;
