import { describe, expect, test } from "vitest";
import {
  isCommand,
  isPaletteKey,
  isSendKey,
  type Pressed,
  readKey,
} from "@/components/keyboard/read-key";

const pressed = (event: Partial<Pressed>): Pressed => ({
  code: "",
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 0,
  ...event,
});

test.each<[string, Partial<Pressed>, string]>([
  ["a Latin letter", { key: "j", code: "KeyJ" }, "j"],
  ["a Latin letter of another place (Dvorak)", { key: "j", code: "KeyC" }, "j"],
  ["a letter under Caps Lock", { key: "J", code: "KeyJ" }, "j"],
  ["Shift under Caps Lock", { key: "m", code: "KeyM", shiftKey: true }, "M"],
  ["Shift", { key: "M", code: "KeyM", shiftKey: true }, "M"],
  ["Russian", { key: "о", code: "KeyJ" }, "j"],
  ["Russian with Shift", { key: "Ь", code: "KeyM", shiftKey: true }, "M"],
  ["a Russian letter where a bracket is", { key: "х", code: "BracketLeft" }, "["],
  ["Greek", { key: "υ", code: "KeyY" }, "y"],
  ["Hebrew", { key: "ח", code: "KeyJ" }, "j"],
  ["a named key", { key: "Enter", code: "Enter" }, "Enter"],
  ["a mark", { key: "?", code: "Slash", shiftKey: true }, "?"],
  ["a word half typed", { key: "Enter", isComposing: true }, ""],
  ["the key that ends a word in Safari", { key: "Enter", keyCode: 229 }, ""],
  ["an event without a key", {}, ""],
])("%s is read", (_, event, key) => {
  expect(readKey(pressed(event))).toBe(key);
});

describe("a command", () => {
  const option5 = { key: "[", code: "Digit5", altKey: true };
  test.each<[string, Partial<Pressed>, boolean]>([
    ["nothing held", { key: "u", code: "KeyU" }, false],
    ["Shift", { key: "?", shiftKey: true }, false],
    ["Ctrl", { key: "u", code: "KeyU", ctrlKey: true }, true],
    ["⌘", { key: "[", code: "BracketLeft", metaKey: true }, true],
    ["Alt and the bracket itself", { key: "[", code: "BracketLeft", altKey: true }, true],
    ["Option that makes a bracket (German)", option5, false],
    ["Option with Ctrl", { ...option5, ctrlKey: true }, true],
    ["Option that makes a letter", { key: "∆", code: "KeyJ", altKey: true }, true],
    [
      "AltGr that makes a bracket",
      { key: "[", code: "Digit8", ctrlKey: true, altKey: true, getModifierState: () => true },
      false,
    ],
  ])("%s", (_, event, is) => {
    expect(isCommand(pressed(event))).toBe(is);
  });
});

describe("the palette", () => {
  const k = { key: "k", code: "KeyK" };
  test.each<[string, Partial<Pressed>, boolean, boolean, boolean]>([
    ["Ctrl K", { ...k, ctrlKey: true }, false, false, true],
    ["Ctrl K in a field", { ...k, ctrlKey: true }, false, true, true],
    ["Ctrl K under Caps Lock", { ...k, key: "K", ctrlKey: true }, false, false, true],
    ["Ctrl K on a Russian layout", { ...k, key: "л", ctrlKey: true }, false, false, true],
    ["⌘ K in a field of a Mac", { ...k, metaKey: true }, true, true, true],
    ["Ctrl K in a field of a Mac", { ...k, ctrlKey: true }, true, true, false],
    ["Ctrl Shift K", { ...k, ctrlKey: true, shiftKey: true }, false, false, false],
    ["K", k, false, false, false],
    ["Ctrl alone", { code: "KeyK", ctrlKey: true }, false, false, false],
  ])("%s", (_, event, isMac, inField, opens) => {
    expect(isPaletteKey(pressed(event), isMac, inField)).toBe(opens);
  });
});

test("a note is sent with Ctrl or ⌘ and Enter, never while a word is half typed", () => {
  const enter = { key: "Enter", code: "Enter" };
  expect(isSendKey(pressed({ ...enter, metaKey: true }))).toBe(true);
  expect(isSendKey(pressed({ ...enter, ctrlKey: true }))).toBe(true);
  expect(isSendKey(pressed(enter))).toBe(false);
  expect(isSendKey(pressed({ ...enter, ctrlKey: true, isComposing: true }))).toBe(false);
});

test("a note is sent once, however long the keys are held", () => {
  const held = { key: "Enter", code: "Enter", repeat: true };
  expect(isSendKey(pressed({ ...held, metaKey: true }))).toBe(false);
  expect(isSendKey(pressed({ ...held, ctrlKey: true }))).toBe(false);
});
