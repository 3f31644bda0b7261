import type { Locator } from "@playwright/test";
import { told } from "./procedures";
import { expect, isAccessible, selectAll, signUp, test } from "./support";

const PHONE = { width: 390, height: 844 };

test.use({ viewport: PHONE });

/** Checks that an element ends at the foot of the window, and that a press would reach it. */
async function isTheFoot(element: Locator) {
  await expect(element).toBeVisible();
  const reached = await element.evaluate((it) => {
    const { left, bottom, height } = it.getBoundingClientRect();
    const seen = document.elementFromPoint(left + 4, bottom - height / 2);
    return { bottom: Math.round(bottom), isOnTop: it.contains(seen) };
  });
  expect(reached).toEqual({ bottom: PHONE.height, isOnTop: true });
}

test("the foot of a phone is the places, a paper's acts, or those of the selection", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/papers/date/2026-08-21");
  const places = page.getByRole("navigation", { name: "Main" });
  await isTheFoot(places);
  await expect(places.getByRole("link", { name: "Today" })).toHaveAttribute("aria-current", "true");

  await page.getByRole("article").first().getByRole("heading").getByRole("link").click();
  const acts = page.locator(".paper-acts");
  await isTheFoot(acts);
  await told(page, "library.set", acts.getByRole("button", { name: /^Save/ }).click());
  await acts.getByRole("button", { name: /To read/ }).click();
  await expect(page.getByRole("dialog", { name: "Reading status" })).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Escape");

  await page.goto("/library");
  await isTheFoot(places);
  await selectAll(page, 1);
  const selected = page.getByRole("region", { name: "Selected papers" });
  await isTheFoot(selected.locator(".selection-bar-sheet"));
  await isAccessible(page);
  // what is told stands above it
  const root = page.locator("html");
  await expect(root).toHaveAttribute("data-selecting", "");
  await selected.getByRole("button", { name: "Status" }).click();
  await expect(root).toHaveAttribute("data-selecting", "menu");
  const reading = page.getByRole("dialog").getByRole("button", { name: "Reading" });
  await told(page, "library.setMany", reading.click());
  const message = await page.locator(".toast").boundingBox();
  const bar = await selected.locator(".selection-bar-sheet").boundingBox();
  expect((message?.y ?? 0) + (message?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
});
