"use client";

import { isWayIn } from "../api/intents";
import { actOnNewestToast } from "../ui/toast";
import { isCommand, isPaletteKey, readKey } from "./read-key";
import { currentPaper, currentRow, isField, mark, step } from "./rows";
import { areSingleKeysOn } from "./shortcuts";

interface Means {
  go: (address: string) => void;
  open: (dialog: "shortcuts" | "palette") => void;
}

/** How long to wait for the second key of a pair. */
const PAIR_MS = 1_000;

/** Clicks what the selector finds first; undefined if there is nothing. */
function press(selector: string, within: ParentNode | null = document): true | undefined {
  const found = within?.querySelector<HTMLElement>(selector);
  found?.click();
  return found ? true : undefined;
}

/** Keys that repeat while held; every other key acts once. */
const REPEATABLE = ["j", "k"];

/** Elements that handle keys themselves: fields, dialogs and menus. */
const OWN_KEYS = "input, textarea, select, [contenteditable], dialog, [role=dialog], .popover";

const deeds = ({ go, open }: Means): Record<string, () => void> => ({
  j: () => press("[data-trail=next]") ?? step(1),
  k: () => press("[data-trail=previous]") ?? step(-1),
  o: () => press("h2 a", currentRow()),
  x: () => press("[data-unfold], [data-whole]", currentRow()),
  u: () => press("[data-act=vote]", currentPaper()),
  s: () => press("[data-act=save]", currentPaper()),
  l: () => press("[data-act=list]", currentPaper()),
  e: () => {
    const title = currentRow()?.querySelector<HTMLAnchorElement>("h2 a");
    if (title) go(`${title.pathname}#note`);
    else press("[data-act=note]");
  },
  m: () => press("[data-act=select]", currentRow()),
  M: () => {
    const up = new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true });
    currentRow()?.querySelector("[data-act=select]")?.dispatchEvent(up);
  },
  f: () => press("[data-act=favorite]", currentRow()),
  t: () => press("[data-act=tags]", currentRow()),
  z: actOnNewestToast,
  "[": () => press("a[rel=prev]"),
  "]": () => press("a[rel=next]"),
  "/": () => {
    // the one that holds the query comes first
    const boxes = ["#search-again", "#search"].map((selector) =>
      document.querySelector<HTMLInputElement>(selector),
    );
    const box = boxes.find((each) => each?.checkVisibility());
    if (!box) return go("/search");
    box.focus();
    box.select();
  },
  "g h": () => go("/"),
  "g l": () => go("/library"),
  "g n": () => go("/notes"),
  "g t": () => go("/teams"),
  "?": () => open("shortcuts"),
});

/**
 * Listens to the keyboard, after handling the keys pressed earlier. Returns a function that stops
 * it.
 */
export function listen(means: Means, early: KeyboardEvent[]): () => void {
  const act = deeds(means);
  const isMac = /mac/i.test(navigator.platform);
  let before = { key: "", at: 0 };

  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented) return;
    const key = readKey(event);
    const at = event.target instanceof Element ? event.target : null;
    const isActing = event.ctrlKey || event.metaKey || at?.closest("button, input");
    if (event.repeat && key === "Enter" && isActing) {
      // while Enter is held, a browser clicks a button or submits a field's form repeatedly
      event.preventDefault();
      return;
    }
    // what is typed is kept: a browser would empty the field
    if (key === "Escape" && at?.matches("#search, #search-again")) {
      event.preventDefault();
      (at as HTMLElement).blur();
      return;
    }
    if (isPaletteKey(event, isMac, isField(at))) {
      event.preventDefault();
      means.open("palette");
      return;
    }
    if (isCommand(event) || !areSingleKeysOn() || at?.closest(OWN_KEYS)) return;
    // a password that is typed beside its field must lead nowhere
    if (isWayIn(location.pathname)) return;
    const isSecond = event.timeStamp - before.at < PAIR_MS;
    const deed = (isSecond && act[`${before.key} ${key}`]) || act[key];
    if (!event.repeat) before = { key, at: event.timeStamp };
    if (!deed) return;
    event.preventDefault();
    if (!event.repeat || REPEATABLE.includes(key)) deed();
  }

  function onFocus({ target }: FocusEvent) {
    const row = target instanceof Element && target.closest<HTMLElement>(".row[data-paper]");
    if (row && target.matches(":focus-visible")) mark(row);
  }

  for (const event of early) onKey(event);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", onFocus);
  return () => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("focusin", onFocus);
  };
}
