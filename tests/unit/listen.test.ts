import { afterEach, expect, test, vi } from "vitest";
import { listen } from "@/components/keyboard/listen";

class FakeElement {
  constructor(private readonly name: string) {}
  matches(selector: string) {
    return selector.split(", ").includes(this.name);
  }
  blur() {}
  closest(selector: string) {
    return this.matches(selector) ? this : null;
  }
}

afterEach(() => vi.unstubAllGlobals());

/** Whether the browser's default action for this key is prevented. */
function isKept(name: string, event: object, pathname = "/"): boolean {
  let onKey = (_: object) => {};
  vi.stubGlobal("Element", FakeElement);
  vi.stubGlobal("navigator", { platform: "Linux" });
  vi.stubGlobal("location", { pathname });
  vi.stubGlobal("document", {
    addEventListener: (type: string, listener: typeof onKey) => {
      if (type === "keydown") onKey = listener;
    },
  });
  listen({ go: () => {}, open: () => {} }, []);
  const preventDefault = vi.fn();
  onKey({ key: "Enter", target: new FakeElement(name), preventDefault, ...event });
  return preventDefault.mock.calls.length > 0;
}

test.each([
  ["button", {}, true],
  ["input", {}, true],
  ["textarea", {}, false],
  ["textarea", { ctrlKey: true }, true],
  ["textarea", { metaKey: true }, true],
])("Enter in a %s with %j acts once, however long it is held: %s", (name, held, once) => {
  expect(isKept(name, held), "pressed").toBe(false);
  expect(isKept(name, { ...held, repeat: true }), "held").toBe(once);
});

test.each([
  ["/", true],
  ["/papers/2503.09573", true],
  ["/sign-in", false],
  ["/sign-in/verify", false],
  ["/sign-up", false],
  ["/reset-password/token", false],
])("single keys on %s act: %s", (pathname, acts) => {
  expect(isKept("button", { key: "?" }, pathname)).toBe(acts);
});

test("Escape leaves a search field, and keeps what was typed", () => {
  expect(isKept("#search", { key: "Escape" })).toBe(true);
  expect(isKept("#search-again", { key: "Escape" })).toBe(true);
  expect(isKept("textarea", { key: "Escape" })).toBe(false);
});
