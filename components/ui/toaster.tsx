"use client";

import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { arriveAtHeading } from "./heading";
import { currentToasts, dismissToast, type Shown, subscribeToToasts } from "./toast";

const STAYS_MS = 8_000;
const none: Shown[] = [];

/**
 * The one live region for results of actions. Rendered empty, so that it is announced when filled.
 */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts, () => none);
  const isEmpty = toasts.length === 0;
  // not `:has()`: of the root, it has browsers style the whole page after every change of it
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute("data-toasts", !isEmpty);
  }, [isEmpty]);
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <Message key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

export function Message({ toast }: { toast: Shown }) {
  const { id, text, action } = toast;
  const [held, setHeld] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(dismissToast, STAYS_MS, id);
    return () => clearTimeout(timer);
  }, [held, id]);

  const before = useRef<Element>(null);
  // returns the focus to where it came from, or to the page's heading
  const goBack = useCallback(() => {
    if (document.activeElement !== document.body) return;
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    arriveAtHeading();
  }, []);
  useLayoutEffect(() => {
    const message = box.current;
    return () => {
      if (message?.contains(document.activeElement)) requestAnimationFrame(goBack);
    };
  }, [goBack]);

  const rest = () => setHeld(box.current?.matches(":hover, :focus-within") ?? false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays while looked at
    <div
      ref={box}
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={rest}
      onFocus={({ currentTarget, relatedTarget }) => {
        setHeld(true);
        if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget;
      }}
      onBlur={() => requestAnimationFrame(rest)}
    >
      <p>{text}</p>
      {action && (
        <button
          type="button"
          className="toast-action"
          onClick={async () => {
            dismissToast(id);
            await action.run();
            // the focused element may have been replaced by what came back
            requestAnimationFrame(goBack);
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className="toast-close"
        aria-label="Dismiss"
        onClick={() => dismissToast(id)}
      >
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}
