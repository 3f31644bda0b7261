/** What is read of a `keydown`. Browsers that fill in forms send some without a `key`. */
export type Pressed = Pick<
  KeyboardEvent,
  "code" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing" | "keyCode"
> & { key?: string; getModifierState?: KeyboardEvent["getModifierState"] };

/** The keys of a US keyboard by their place, for layouts that have no Latin letters. */
const PLACES: Record<string, string> = { BracketLeft: "[", BracketRight: "]", Slash: "/" };

/** What an input method reports for every key that it keeps for itself. */
const KEPT_BY_INPUT_METHOD = 229;

/**
 * The key that is meant, on any layout: a Latin letter as if Caps Lock were off, on a layout of
 * another alphabet the letter at that place; a named key as it is. Empty while an input method
 * composes, when its keys belong to the word that is half typed, and where no key is told.
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
 * Whether Ctrl, Alt or ⌘ is held for a command. AltGr, and Option where it makes another character
 * of the key (German Option+5 is a bracket), only type.
 */
export function isCommand(event: Pressed): boolean {
  const { key = "", code, ctrlKey, altKey, metaKey } = event;
  if (event.getModifierState?.("AltGraph")) return false;
  const isTyped = altKey && !ctrlKey && !metaKey && /^[[\]/?]$/.test(key) && PLACES[code] !== key;
  return (ctrlKey || altKey || metaKey) && !isTyped;
}

/**
 * Whether Enter is pressed with Ctrl or ⌘, which sends what is being written: once, however long it
 * is held. Sent again, it would replace what a refusal has just shown and nobody has read yet.
 */
export const isSendKey = (event: Pressed) =>
  readKey(event) === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat;

/**
 * Whether the palette is asked for: ⌘ K, or Ctrl K. On a Mac, Ctrl K belongs to text fields, where
 * it deletes to the end of the line.
 */
export function isPaletteKey(event: Pressed, isMac: boolean, inField: boolean): boolean {
  if (readKey(event) !== "k" || event.altKey || event.shiftKey) return false;
  return event.metaKey !== event.ctrlKey && !(isMac && event.ctrlKey && inField);
}
