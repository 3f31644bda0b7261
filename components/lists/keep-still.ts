"use client";

import { type RefObject, useEffect } from "react";

/**
 * Keeps the pressed line of a menu under the pointer: a menu that has opened upward would carry it
 * along as it grows. The menu moves down instead, as far as the window has room.
 */
export function useKeepStill(box: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const menu = box.current?.closest<HTMLElement>(".popover");
    if (!box.current || !menu) return;
    let pressed: { line: Element; top: number } | null = null;
    let by = 0;

    const press = ({ target }: Event) => {
      const line = (target as Element).closest(".popover-item");
      pressed = line && { line, top: line.getBoundingClientRect().top };
    };
    const forget = () => {
      pressed = null;
    };
    const close = () => {
      forget();
      by = 0;
      menu.style.translate = "";
    };
    const resized = new ResizeObserver(() => {
      if (!pressed?.line.isConnected) return;
      const moved = pressed.top - pressed.line.getBoundingClientRect().top;
      const room = Math.max(0, window.innerHeight - menu.getBoundingClientRect().bottom);
      if (Math.abs(moved) < 1) return;
      by += Math.min(moved, room);
      menu.style.translate = `0 ${by}px`;
    });
    menu.addEventListener("click", press, true);
    menu.addEventListener("beforetoggle", close);
    document.addEventListener("scroll", forget, true);
    resized.observe(menu);
    return () => {
      close();
      resized.disconnect();
      menu.removeEventListener("click", press, true);
      menu.removeEventListener("beforetoggle", close);
      document.removeEventListener("scroll", forget, true);
    };
  }, [box]);
}
