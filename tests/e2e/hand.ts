import type { Locator } from "@playwright/test";
import { expect } from "./support";

/** How somebody operates a page. */
export interface Hand {
  /** Presses a link, a button, or what unfolds something. */
  press(target: Locator): Promise<void>;
  /** Replaces the text of a field. */
  fill(field: Locator, text: string): Promise<void>;
  /** Checks a box, or chooses among radio buttons. */
  check(box: Locator): Promise<void>;
}

export const mouse: Hand = {
  press: (target) => target.click(),
  fill: (field, text) => field.fill(text),
  check: (box) => box.check(),
};

/** How many stops a page may have before what somebody is looking for. */
const MOST_STOPS = 80;

/** Goes on with Tab until the focus is there: no script moves it. */
async function tabTo(target: Locator, isThere: () => Promise<boolean>): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; !(await isThere()); stops++) {
    expect(stops, `no way with Tab to ${target}`).toBeLessThan(MOST_STOPS);
    await target.page().keyboard.press("Tab");
  }
}

const hasFocus = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement);

/** Checks that the focus is there, with a ring that nothing covers. */
async function isSeen(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
  const { ring, over } = await target.evaluate((element) => {
    // a box may be drawn by its label
    const label = element.closest("label") ?? element;
    const rings = [element, label].map((each) => {
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(each);
      return outlineStyle === "none" || opacity === "0" ? 0 : Number.parseFloat(outlineWidth);
    });
    // the first line of a link, and as much of a high field as the window shows
    const [{ left, right, top, bottom } = element.getBoundingClientRect()] =
      element.getClientRects();
    const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const there = document.elementFromPoint((left + right) / 2, middle);
    const isFree = label.contains(there);
    return { ring: Math.max(...rings), over: isFree ? null : (there?.outerHTML ?? "nothing") };
  });
  expect(ring, `the ring around ${target}`).toBeGreaterThanOrEqual(2);
  expect(over, `over ${target}`).toBeNull();
}

/** Nothing but keys. */
export const keyboard: Hand = {
  async press(target) {
    await tabTo(target, () => hasFocus(target));
    await isSeen(target);
    const isLink = await target.evaluate((element) => element.tagName === "A");
    await target.page().keyboard.press(isLink ? "Enter" : "Space");
  },
  async fill(field, text) {
    await tabTo(field, () => hasFocus(field));
    await isSeen(field);
    await field.page().keyboard.press("Control+A");
    await field.page().keyboard.insertText(text);
    await expect(field).toHaveValue(text);
  },
  async check(box) {
    const { keyboard: keys } = box.page();
    const inGroup = () =>
      box.evaluate((element) => {
        const { activeElement } = document;
        return element.getAttribute("type") === "radio"
          ? activeElement?.getAttribute("name") === element.getAttribute("name")
          : activeElement === element;
      });
    await tabTo(box, inGroup);
    for (let choices = 0; !(await hasFocus(box)); choices++) {
      expect(choices, `no way with arrows to ${box}`).toBeLessThan(MOST_STOPS);
      await keys.press("ArrowDown");
    }
    await isSeen(box);
    if (!(await box.isChecked())) await keys.press("Space");
    await expect(box).toBeChecked();
  },
};

/** For `test.use`: the window of a phone. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The least height and width of what a finger is meant for. */
const FINGER = 44;

/** Checks that a finger can hit it, and that the page is no wider than the screen. */
async function aim(target: Locator): Promise<void> {
  const { missed, wider } = await target.evaluate((element, size) => {
    const area = element.closest("label") ?? element;
    area.scrollIntoView({ block: "center" });
    const box = area.getBoundingClientRect();
    const [x, y, reach] = [box.x + box.width / 2, box.y + box.height / 2, size / 2 - 0.5];
    const edges = [
      [x, y - reach],
      [x, y + reach],
      [x - reach, y],
      [x + reach, y],
    ] as const;
    // links in a text are as high as its lines
    const isInText = element.tagName === "A" && getComputedStyle(element).display === "inline";
    const missed = edges.filter(
      ([at, from]) => !area.contains(document.elementFromPoint(at, from)),
    );
    return {
      missed: isInText ? 0 : missed.length,
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  }, FINGER);
  expect(missed, `${target} has less than ${FINGER} px, or something is over it`).toBe(0);
  expect(wider, `${target.page().url()} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** A finger on a phone. */
export const finger: Hand = {
  async press(target) {
    await aim(target);
    await target.tap();
  },
  async fill(field, text) {
    await aim(field);
    await field.tap();
    await field.fill(text);
  },
  async check(box) {
    await aim(box);
    if (!(await box.isChecked())) await box.tap();
    await expect(box).toBeChecked();
  },
};
