"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type ToggleEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { readKey } from "../keyboard/read-key";
import { isField } from "../keyboard/rows";

const ITEMS = ".popover-item:not(:disabled)";
const TYPED = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea";

/**
 * A box that its button opens over the page. The browser closes it on Escape and on a press outside,
 * closes it when another one opens, and does so before scripts run. Give `button` to the button, and
 * the whole to `PopoverBox`, right after it. In a `menu` the focus goes to the first item, else to the
 * box itself. What is loaded when it opens is rendered while it is `filled`: while it is open, or
 * holds text that would be lost.
 */
export function usePopover(kind: "menu" | "box" = "menu") {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [hasText, setHasText] = useState(false);
  const close = useCallback(() => box.current?.hidePopover(), []);

  // it may have been opened before scripts ran
  useEffect(() => setOpen(box.current?.matches(":popover-open") ?? false), []);

  useEffect(() => {
    const menu = box.current;
    if (!open || !menu) return;
    const from = document.activeElement;
    // what some hold is loaded when they open, and empty ones are not shown
    const filling = new MutationObserver(enter);
    function enter() {
      if (!menu?.hasChildNodes()) return;
      filling.disconnect();
      // what the reader has gone to keeps the focus
      if (menu.contains(from) || document.activeElement !== from) return;
      const first = kind === "menu" ? menu.querySelector<HTMLElement>(ITEMS) : null;
      (first ?? menu).focus({ preventScroll: true });
    }
    filling.observe(menu, { childList: true });
    enter();
    return () => filling.disconnect();
  }, [open, kind]);

  const onBeforeToggle = ({ newState }: ToggleEvent) => {
    // what opens it gets the focus back, also where a key opened it or the browser focuses no buttons
    if (newState === "open") openerOf(id)?.focus({ preventScroll: true });
  };
  const onToggle = ({ newState }: ToggleEvent) => {
    setOpen(newState === "open");
    if (newState === "open") return;
    setHasText([...(box.current?.querySelectorAll<HTMLInputElement>(TYPED) ?? [])].some(hasValue));
    // a press on nothing leaves the focus nowhere, or in what is hidden by now
    const at = document.activeElement;
    if (at === document.body || box.current?.contains(at)) {
      openerOf(id)?.focus({ preventScroll: true });
    }
  };
  const onBlur = ({ relatedTarget: next }: FocusEvent) => {
    if (next instanceof Element && !box.current?.contains(next) && next !== openerOf(id)) close();
  };
  const onClick = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest("a[href]")) close();
  };
  return {
    open,
    filled: open || hasText,
    close,
    button: { popoverTarget: id },
    box: { id, ref: box, onBeforeToggle, onToggle, onBlur, onClick, onKeyDown: goThroughItems },
  };
}

const openerOf = (id: string) =>
  document.querySelector<HTMLElement>(`[popovertarget="${CSS.escape(id)}"]`);

const hasValue = ({ value }: HTMLInputElement) => value !== "";

/** A field with one line, in which the up and down keys do nothing. */
const ONE_LINE = "input.field:not([role=combobox], [type=number], [type=date])";

/**
 * The up and down keys go through the items and the fields with one line; in others they are the
 * fields' own. Space does not scroll the page under the box.
 */
function goThroughItems(event: KeyboardEvent<HTMLElement>) {
  const key = readKey(event.nativeEvent);
  const target = event.target as Element;
  if (event.defaultPrevented) return;
  if (key === " " && target === event.currentTarget) return event.preventDefault();
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (step === 0 || (isField(target) && !target.matches(ONE_LINE))) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(`${ITEMS}, ${ONE_LINE}`)];
  if (items.length === 0) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement as HTMLElement);
  items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length)?.focus();
}

interface BoxProps {
  popover: ReturnType<typeof usePopover>;
  /** What screen readers call it. */
  label: string;
  className?: string;
  /** Shown in its place on the page and not over it. */
  inPlace?: boolean;
  children: ReactNode;
}

/** What opens. */
export function PopoverBox({ popover, label, className = "", inPlace, children }: BoxProps) {
  return (
    <div
      {...popover.box}
      popover={inPlace ? undefined : "auto"}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={`popover ${className}`}
    >
      {children}
    </div>
  );
}

interface PopoverProps {
  kind?: "menu" | "box";
  /** What the button shows, and what it is called where it shows no words. */
  button: ReactNode;
  buttonLabel?: string;
  buttonClass?: string;
  /** By which keys and the palette press it. */
  act?: string;
  label: string;
  className?: string;
  children: ReactNode;
}

/** A button and what it opens. */
export function Popover({
  kind,
  button,
  buttonLabel,
  buttonClass = "btn",
  act,
  ...box
}: PopoverProps) {
  const popover = usePopover(kind);
  return (
    <>
      <button
        type="button"
        className={buttonClass}
        aria-label={buttonLabel}
        data-act={act}
        {...popover.button}
      >
        {button}
      </button>
      <PopoverBox popover={popover} {...box} />
    </>
  );
}
