"use client";

import { type RefObject, useEffect } from "react";

/** Closes what is open on Escape, on a press outside, and when focus leaves it. */
export function useDismiss(
  box: RefObject<HTMLElement | null>,
  open: boolean,
  close: (why: "escape" | "outside") => void,
) {
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) =>
      event.target instanceof Node && !box.current?.contains(event.target) && close("outside");
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      close("escape");
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", onKey);
    };
  }, [box, open, close]);
}
