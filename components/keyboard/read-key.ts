/**
 * The parts of a `keydown` that are read. Browsers that fill in forms send some without a `key`.
 */
export type Pressed = Pick<
  KeyboardEvent,
  "code" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing" | "keyCode"
> & { key?: string; getModifierState?: KeyboardEvent["getModifierState"] };

/** Keys of a US keyboard by position, for layouts without Latin letters. */
const PLACES: Record<string, string> = { BracketLeft: "[", BracketRight: "]", Slash: "/" };

/** The key code that an input method reports for every key it handles itself. */
const KEPT_BY_INPUT_METHOD = 229;

/**
 * The key that is meant, on any layout: a Latin letter as if Caps Lock were off; on a layout with
 * another alphabet, the letter at that position; a named key as it is. Empty while an input method
 * composes, when keys belong to the half-typed word, and if the event names no key.
 */
export function readKey(event: Pressed): string {
  const { key, code = "", shiftKey } = event;
  if (!key || event.isComposing || event.keyCode === KEPT_BY_INPUT_METHOD) return "";
  if (/^[a-z]$/i.test(key)) return shiftKey ? key.toUpperCase() : key.toLowerCase();
  if (!/^\p{L}$/u.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter ? (shiftKey ? letter : letter.toLowerCase()) : (PLACES[code] ?? key);
}

/**
 * Whether Ctrl, Alt or ⌘ is held for a command. AltGr only types, as does Option where it produces
 * another character (German Option+5 is a bracket).
 */
export function isCommand(event: Pressed): boolean {
  const { key = "", code, ctrlKey, altKey, metaKey } = event;
  if (event.getModifierState?.("AltGraph")) return false;
  const isTyped = altKey && !ctrlKey && !metaKey && /^[[\]/?]$/.test(key) && PLACES[code] !== key;
  return (ctrlKey || altKey || metaKey) && !isTyped;
}

/**
 * Whether Enter is pressed with Ctrl or ⌘, which sends what is being written: once, however long it
 * is held. A repeat would overwrite what a refusal has just shown, before anyone has read it.
 */
export const isSendKey = (event: Pressed) =>
  readKey(event) === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat;

/**
 * Whether this opens the palette: ⌘ K, or Ctrl K. On a Mac, Ctrl K belongs to text fields, where it
 * deletes to the end of the line.
 */
export function isPaletteKey(event: Pressed, isMac: boolean, inField: boolean): boolean {
  if (readKey(event) !== "k" || event.altKey || event.shiftKey) return false;
  return event.metaKey !== event.ctrlKey && !(isMac && event.ctrlKey && inField);
}
