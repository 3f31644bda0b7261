import type { Page } from "@playwright/test";
import { callsOf } from "./procedures";
import { expect, isAccessible, signUp, test } from "./support";

const EDITION = "/papers/date/2026-08-21";

/** The keyboard script loads after the page: opens its help until it is loaded, then closes it. */
async function keyboardReady(page: Page) {
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("the first stop leads past the masthead", async ({ page }) => {
  await page.goto(EDITION);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
});

test("read, vote, save, list and undo without a mouse", async ({ page }) => {
  await signUp(page);
  await page.goto(EDITION);
  await keyboardReady(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const row = page.getByRole("article").nth(1);
  await expect(row).toHaveAttribute("aria-current", "true");
  await expect(row.getByRole("heading").getByRole("link")).toBeFocused();
  await expect(row).toBeInViewport();

  await page.keyboard.press("u");
  await expect(row.getByRole("button", { name: "Upvote" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("u");
  await expect(row.getByRole("button", { name: "Upvote" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );

  await page.keyboard.press("s");
  await expect(row.getByRole("button", { name: "To read" })).toBeVisible();
  await page.keyboard.press("s");
  await expect(page.getByRole("button", { name: "To read", pressed: true })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("button", { name: "Remove from library" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row.getByRole("button", { name: "Save", exact: true })).toBeVisible();
  await expect(page.locator(".toasts")).toContainText("Removed from your library.");
  await page.keyboard.press("z");
  await expect(row.getByRole("button", { name: "To read" })).toBeVisible();

  await page.keyboard.press("l");
  await expect(page.getByLabel("New list")).toBeFocused();
  // typing enters letters, not shortcuts
  await page.keyboard.type("just ask");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "just ask", pressed: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row.getByRole("button", { name: "Add to list" })).toBeFocused();
  // a name typed at the first list begins a new one, and changes nothing
  await page.keyboard.press("l");
  await expect(page.getByRole("button", { name: "just ask", pressed: true })).toBeFocused();
  await page.keyboard.type("new one");
  await expect(page.getByLabel("New list")).toHaveValue("new one");
  await expect(page.getByRole("button", { name: "just ask", pressed: true })).toBeVisible();
  await page.getByLabel("New list").clear();
  await page.keyboard.press("Escape");
  await expect(row.getByRole("button", { name: "Add to list" })).toBeFocused();

  await page.keyboard.press("x");
  await expect(row.locator("[data-unfold]")).toHaveAttribute("aria-expanded", "true");
  const titles = await page.locator("article h2").allInnerTexts();
  await page.keyboard.press("o");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(titles[1] ?? "");
  // on from paper to paper, as in the edition
  const around = page.getByRole("navigation", { name: "Around this paper" });
  await expect(around).toContainText(`2 of ${titles.length}`);
  await page.keyboard.press("j");
  await expect(heading).toHaveText(titles[2] ?? "");
  await expect(around).toContainText(`3 of ${titles.length}`);
  await page.keyboard.press("[");
  await expect(heading).toHaveText(titles[1] ?? "");
  // back in the edition, on from the paper that was seen last
  await around.getByRole("link").first().click();
  await expect(page).toHaveURL(EDITION);
  await page.keyboard.press("j");
  await expect(page.locator("article[aria-current=true] h2")).toHaveText(titles[2] ?? "");
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL("/library");
  await expect(page.getByRole("article")).toHaveCount(1);

  await page.goto("/search?q=attention");
  await keyboardReady(page);
  // a combobox once it offers titles
  const query = page.locator("#search-again");
  await page.keyboard.press("/");
  await expect(query).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(query).not.toBeFocused();
  await expect(query).toHaveValue("attention");
});

test("what is pressed while the keyboard loads is done once it has", async ({ page }) => {
  await signUp(page);
  let release = () => {};
  const pressed = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = false;
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const answer = await route.fetch();
    // only the keyboard script navigates to other editions
    if ((await answer.text()).includes("a[rel=prev]")) {
      asked = true;
      await pressed;
    }
    await route.fulfill({ response: answer });
  });
  await page.goto(EDITION, { waitUntil: "commit" });
  await expect.poll(() => asked).toBe(true);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  release();
  await expect(page).toHaveURL("/teams");
});

test("a held key acts once, and other alphabets' layouts act by place", async ({ page }) => {
  await signUp(page);
  await page.goto(EDITION);
  await keyboardReady(page);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (callsOf("votes.set").test(request.url())) sent.push(request.url());
  });
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.evaluate(() => {
    const press = (init: KeyboardEventInit) =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));
    // a browser that fills in a form
    document.body.dispatchEvent(new Event("keydown", { bubbles: true }));
    press({ key: "о", code: "KeyJ" });
    press({ key: "u", code: "KeyU" });
    for (let held = 0; held < 14; held++) press({ key: "u", code: "KeyU", repeat: true });
  });
  const row = page.getByRole("article").first();
  const vote = row.getByRole("button", { name: "Upvote" });
  await expect(row).toHaveAttribute("aria-current", "true");
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  // holding Enter repeats it too
  await vote.focus();
  for (let held = 0; held < 5; held++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await expect(vote).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => sent.length).toBe(2);
  expect(errors).toEqual([]);
});

test("the palette goes to an edition by its date, and to a list by its name", async ({ page }) => {
  await signUp(page);
  await page.goto("/lists");
  await page.getByLabel("New list").fill("Point clouds");
  await page.getByRole("button", { name: "Create list" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Point clouds");
  await page.goto(EDITION);
  await keyboardReady(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("combobox", { name: "Go to" });
  await palette.fill("clouds");
  await expect(page.getByRole("option", { selected: true })).toContainText("Point clouds");
  await isAccessible(page, "dialog");
  await palette.press("Enter");
  await expect(page).toHaveURL(/\/lists\/./);

  await page.keyboard.press("Control+k");
  await palette.fill("21 aug 2026");
  await expect(page.getByRole("option", { selected: true })).toContainText("August 21, 2026");
  await palette.press("Enter");
  await expect(page).toHaveURL(EDITION);

  await page.keyboard.press("Control+k");
  await palette.fill("point cloud registration");
  // papers that are found meanwhile do not come between
  await palette.press("Enter");
  await expect(page).toHaveURL("/search?q=point+cloud+registration");
});

test("the palette goes to a team, and to its collections, by name", async ({ page }) => {
  await signUp(page);
  await page.goto("/teams");
  const name = `Vision ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create team" }).click();
  await page.getByText("New collection").click();
  await page.getByLabel("Name of the collection").fill("Reading group");
  await page.getByRole("button", { name: "Create collection" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reading group");
  await page.goto(EDITION);
  await keyboardReady(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("combobox", { name: "Go to" });
  const chosen = page.getByRole("option", { selected: true });
  await palette.fill(name.toLowerCase());
  await expect(chosen).toHaveText(`${name}Team`);
  await isAccessible(page, "dialog");
  await palette.press("Enter");
  await expect(page).toHaveURL(/\/teams\/vision-\d+$/);

  await page.keyboard.press("Control+k");
  await palette.fill("reading group");
  await expect(chosen).toHaveText(`Reading groupCollection · ${name}`);
  await palette.press("Enter");
  await expect(page).toHaveURL(/\/lists\/./);
});

test("single keys can be turned off", async ({ page }) => {
  await page.goto(EDITION);
  await keyboardReady(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await isAccessible(page, "dialog");
  await page.getByRole("checkbox", { name: /Single-key shortcuts/ }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Go to" })).toBeFocused();
  await expect(page.locator("article[aria-current=true]")).toHaveCount(0);
  await page.getByRole("button", { name: "All shortcuts" }).click();
  await page.getByRole("checkbox", { name: /Single-key shortcuts/ }).check();
  await page.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("j");
  await expect(page.getByRole("article").first()).toHaveAttribute("aria-current", "true");
});
