import type { Locator, Page } from "@playwright/test";
import { expect, newAccount, signUp, test } from "./support";
import { collectionOf } from "./teams";

const EDITION = "/papers/date/2026-08-20";
const WIDE = { width: 1280, height: 900 };
/** A window of 1280 by 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 };

/** Every button of the page that opens something over it, and what it opens. */
async function openersOn(page: Page): Promise<[button: Locator, box: Locator][]> {
  const ids = await page
    .locator("button[popovertarget]:visible")
    .evaluateAll((all) => all.map((each) => each.getAttribute("popovertarget")));
  // rows repeat their buttons: the first of a row's kind stands for all
  const kinds = new Map<string, string>();
  for (const id of ids) {
    const button = page.locator(`button[popovertarget="${id}"]`);
    const kind = `${await button.getAttribute("data-act")} ${await button.getAttribute("class")}`;
    const key = kind.startsWith("null") ? `${id}` : kind;
    if (id && !kinds.has(key)) kinds.set(key, id);
  }
  return [...kinds.values()].map((id) => [
    page.locator(`button[popovertarget="${id}"]`),
    page.locator(`[id="${id}"]`),
  ]);
}

async function behavesWell(page: Page, button: Locator, box: Locator) {
  await button.click();
  await expect(box).toBeVisible();
  await expect.poll(() => box.evaluate((it) => it.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(box).toBeVisible();
  await page.mouse.click(1, 1);
  await expect(box).toBeHidden();

  await button.click();
  await expect(box).toBeVisible();
  await button.click();
  await expect(box).toBeHidden();
}

async function isWithin(page: Page, box: Locator) {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const at = await box.boundingBox();
  return at && at.x >= 0 && at.y >= 0 && at.x + at.width <= width && at.y + at.height <= height;
}

async function isInWindow(page: Page, button: Locator, box: Locator) {
  await button.click();
  await expect(box).toBeVisible();
  await expect.poll(() => isWithin(page, box)).toBe(true);
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
}

test("menus and pop-overs close on Escape and on a press outside, one at a time, within the window", async ({
  page,
  browser,
}) => {
  const other = await (await browser.newContext()).newPage();
  const { address, team } = await collectionOf(
    [
      { page, name: "Olga Owner", role: "owner" },
      { page: other, name: "Max Member", role: "member" },
    ],
    3,
  );
  const stranger = await (await browser.newContext()).newPage();
  const paper = await page.request.get(EDITION).then(async (answer) => {
    const [, path = ""] = /href="(\/papers\/\d{4}\.\d{4,5})"/.exec(await answer.text()) ?? [];
    return path;
  });
  expect(paper).not.toBe("");

  const places: [Page, address: string, atLeast: number][] = [
    [page, EDITION, 2],
    [page, paper, 3],
    [page, address, 4],
    [page, `/teams/${team}/members`, 2],
    [stranger, EDITION, 1],
  ];
  for (const [reader, place, atLeast] of places) {
    const isStranger = reader === stranger;
    await reader.setViewportSize(isStranger ? { width: 390, height: 844 } : WIDE);
    await reader.goto(place);
    if (!isStranger)
      await expect(reader.getByRole("button", { name: /^Account of/ })).toBeVisible();
    const openers = await openersOn(reader);
    expect(openers.length, place).toBeGreaterThanOrEqual(atLeast);
    for (const [button, box] of openers) {
      // what asks a stranger to sign in opens nothing
      if (isStranger && (await button.getAttribute("data-act"))) continue;
      await test.step(`${place}: ${await button.innerText()}`, () =>
        behavesWell(reader, button, box));
    }
    const [[first, firstBox] = [], [second, secondBox] = []] = openers;
    if (!isStranger && first && firstBox && second && secondBox) {
      await first.click();
      await expect(firstBox).toBeVisible();
      await second.focus();
      await second.press("Enter");
      await expect(secondBox).toBeVisible();
      await expect(firstBox).toBeHidden();
      await reader.keyboard.press("Escape");
    }
    await reader.setViewportSize(ZOOMED);
    for (const [button, box] of openers) {
      if (isStranger && (await button.getAttribute("data-act"))) continue;
      if (!(await button.isVisible())) continue;
      await test.step(`${place} at 400 %: ${await button.innerText()}`, () =>
        isInWindow(reader, button, box));
    }
  }
});

test("dialogs close on Escape and on a press outside, and return the focus", async ({ page }) => {
  await signUp(page, newAccount());
  await page.goto(EDITION);
  // keys are listened to once scripts run
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  const home = page.getByRole("link", { name: "Broadsheet" }).first();
  for (const [key, name] of [
    ["?", "Keyboard"],
    ["Control+k", "Go to"],
  ] as const) {
    const dialog = page.getByRole("dialog", { name });
    for (const close of ["Escape", "outside"]) {
      await home.focus();
      await page.keyboard.press(key);
      await expect(dialog).toBeVisible();
      for (const size of [ZOOMED, WIDE]) {
        await page.setViewportSize(size);
        await expect.poll(() => isWithin(page, dialog)).toBe(true);
      }
      const at = await dialog.boundingBox();
      // its own edge is no outside
      await page.mouse.click((at?.x ?? 0) + 4, (at?.y ?? 0) + 4);
      await expect(dialog).toBeVisible();
      if (close === "Escape") await page.keyboard.press("Escape");
      else await page.mouse.click(1, 1);
      await expect(dialog).toBeHidden();
      await expect(home).toBeFocused();
    }
  }
});

test("what is typed is there again after a press outside", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Olga Owner", role: "owner" }], 1);
  await page.goto(address);
  for (const [opener, field] of [
    ["Edit collection", "Description"],
    ["Add to list", "New list"],
  ] as const) {
    const button = page.getByRole("button", { name: opener });
    await button.click();
    await page.getByLabel(field).fill("Half a sen");
    await page.mouse.click(1, 1);
    await expect(page.getByLabel(field)).toBeHidden();
    await button.click();
    await expect(page.getByLabel(field)).toHaveValue("Half a sen");
    await page.keyboard.press("Escape");
  }
});

test("what opens before scripts run is filled once they do", async ({ page }) => {
  await signUp(page, newAccount());
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(EDITION, { waitUntil: "commit" });
  const button = page.getByRole("button", { name: "Add to list" }).first();
  await button.click();
  await expect(page.locator(":popover-open")).toBeAttached();
  // there is nothing to show yet
  await expect(page.locator(":popover-open")).toBeHidden();
  release();
  await expect(page.getByLabel("New list")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("what opens closes too, and a refused change is shown in place", async ({ page }) => {
    const { address } = await collectionOf([{ page, name: "Olga Owner", role: "owner" }], 1);
    await page.goto(address);
    const csv = page.getByRole("link", { name: "CSV" });
    await page.getByRole("button", { name: "Export" }).click();
    await expect(csv).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(csv).toBeHidden();

    await page.getByRole("button", { name: "Edit collection" }).click();
    await page.getByLabel("Name").fill("");
    await page.getByLabel("Description").fill("Typed and kept");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Please enter a name.")).toBeVisible();
    await expect(page.getByLabel("Description")).toHaveValue("Typed and kept");
  });
});

test.describe("without scripts, on a phone", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("the places at the foot lead where they say", async ({ page }) => {
    await page.goto(EDITION);
    await page.getByRole("navigation", { name: "Main" }).getByText("Trending").click();
    await expect(page.getByRole("heading", { level: 1, name: "Trending" })).toBeVisible();
  });
});
