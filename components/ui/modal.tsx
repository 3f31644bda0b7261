"use client";

import { type ReactNode, useEffect, useRef } from "react";

interface Props {
  label: string;
  close: () => void;
  className?: string;
  children: ReactNode;
}

/** A dialog over the page: it holds the focus, and gives it back when it closes. */
export function Modal({ label, close, className, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too
    <dialog
      ref={dialog}
      className={`modal ${className ?? ""}`}
      aria-label={label}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {children}
    </dialog>
  );
}
