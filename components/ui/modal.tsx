"use client";

import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";

interface Props {
  label: string;
  close: () => void;
  /** A sheet comes from the bottom of a narrow screen. */
  kind?: "dialog" | "sheet";
  className?: string;
  children: ReactNode;
}

/** A dialog over the page: it holds the focus, and returns it when it closes. */
export function Modal({ label, close, kind = "dialog", className = "", children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  const isOutside = ({ clientX: x, clientY: y, target }: MouseEvent) => {
    if (target !== dialog.current) return false;
    const { left, right, top, bottom } = dialog.current.getBoundingClientRect();
    return x < left || x > right || y < top || y > bottom;
  };
  // text that is selected with the pointer may end outside
  const wentDownOutside = useRef(false);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too
    <dialog
      ref={dialog}
      className={`modal ${kind === "sheet" ? "modal-sheet" : ""} ${className}`}
      aria-label={label}
      onClose={close}
      onPointerDown={(event) => {
        wentDownOutside.current = isOutside(event);
      }}
      onClick={(event) => wentDownOutside.current && isOutside(event) && close()}
    >
      {children}
    </dialog>
  );
}
