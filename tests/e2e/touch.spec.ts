import type { CDPSession, Locator, Page } from "@playwright/test";
import { callsOf } from "./procedures";
import { expect, test } from "./support";
import { collectionOf } from "./teams";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const rows = (page: Page) => page.getByRole("article");
const titles = (page: Page) => rows(page).getByRole("heading", { level: 2 });

async function centre(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("it is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

interface Point {
  x: number;
  y: number;
}

/** A finger, as the browser sees it. */
class Finger {
  constructor(private readonly screen: CDPSession) {}

  private tell(type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Point[]) {
    return this.screen.send("Input.dispatchTouchEvent", { type, touchPoints });
  }

  async move(from: Point, to: Point) {
    const steps = 12;
    await this.tell("touchStart", [from]);
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      const x = from.x + (to.x - from.x) * part;
      await this.tell("touchMove", [{ x, y: from.y + (to.y - from.y) * part }]);
    }
  }

  lift() {
    return this.tell("touchEnd", []);
  }
}

const fingerOn = async (page: Page) => new Finger(await page.context().newCDPSession(page));

test("a finger on its handle drags a paper to another place", async ({ page }) => {
  // tall enough that nothing happens at the edges of the window
  await page.setViewportSize({ width: 390, height: 1400 });
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 8);
  await page.goto(address);
  const [first, second, ...rest] = await titles(page).allInnerTexts();
  await expect(rows(page).nth(1)).toHaveAttribute("draggable", "true");
  const finger = await fingerOn(page);
  const handle = rows(page).nth(1).getByRole("button", { name: "Move", exact: true });
  const from = await centre(handle);
  const above = await rows(page).nth(0).boundingBox();
  await finger.move(from, { x: from.x, y: (above?.y ?? 0) + (above?.height ?? 0) / 4 });
  await expect(rows(page).nth(0)).toHaveAttribute("data-drop", "above");
  await expect(rows(page).nth(1)).toHaveAttribute("data-carried", "");
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  const moved = page.waitForResponse(callsOf("items.reorder"));
  await finger.lift();
  expect((await moved).ok()).toBe(true);
  const order = [second, first, ...rest] as string[];
  await expect(titles(page)).toHaveText(order);
  await expect(page.locator("[data-drop], [data-carried]")).toHaveCount(0);
  await page.reload();
  await expect(titles(page)).toHaveText(order);
});

test("the handle and the box of a row take no line of their own", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 2);
  await page.goto(address);
  const row = rows(page).first();
  const [title, handle, box, save, whole] = await Promise.all(
    [
      row.locator(".row-title"),
      row.getByRole("button", { name: "Move", exact: true }),
      row.locator(".select-box"),
      row.getByRole("button", { name: "Save", exact: true }),
      row,
    ].map((part) => part.boundingBox()),
  );
  if (!title || !handle || !box || !save || !whole) throw new Error("they are not on the page");
  // beside the text and the buttons, one below the other
  for (const each of [box, handle]) expect(each.x + each.width).toBeLessThanOrEqual(title.x + 4);
  expect(box.y + box.height).toBeLessThanOrEqual(handle.y + 1);
  expect(handle.y + handle.height).toBeLessThanOrEqual(whole.y + whole.height);
  expect(whole.y + whole.height - save.y - save.height).toBeLessThan(24);
});

test("at the edge of the window the page goes along with what is dragged", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 12);
  await page.goto(address);
  const [first] = await titles(page).allInnerTexts();
  await expect(rows(page).nth(0)).toHaveAttribute("draggable", "true");
  const finger = await fingerOn(page);
  const handle = rows(page).nth(0).getByRole("button", { name: "Move", exact: true });
  await handle.scrollIntoViewIfNeeded();
  const from = await centre(handle);
  await finger.move(from, { x: from.x, y: 800 });
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(900);
  const moved = page.waitForResponse(callsOf("items.reorder"));
  await finger.lift();
  expect((await moved).ok()).toBe(true);
  await page.reload();
  await expect(titles(page).first()).not.toHaveText(first ?? "");
});

test("a finger beside the handle scrolls the page and moves no paper", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 8);
  await page.goto(address);
  const order = await titles(page).allInnerTexts();
  await expect(rows(page).nth(1)).toHaveAttribute("draggable", "true");
  const told: string[] = [];
  page.on("request", (request) => {
    if (callsOf("items.reorder").test(request.url())) told.push(request.url());
  });
  const finger = await fingerOn(page);
  await finger.move({ x: 250, y: 700 }, { x: 250, y: 200 });
  await finger.lift();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  await expect(page.locator("[data-drop], [data-carried], [data-dragged]")).toHaveCount(0);
  await page.reload();
  await expect(titles(page)).toHaveText(order);
  expect(told).toEqual([]);
});
