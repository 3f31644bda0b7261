import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, picture, type signIn, signUp, test } from "./support";

/** A short edition, which axe reads quickly. */
const EDITION = "/papers/date/2026-08-21";

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: true });

/** Does something and waits until the server has answered to it: what shows at once is no proof. */
async function told(page: Page, procedure: string, act: Promise<unknown>) {
  await Promise.all([page.waitForResponse((response) => response.url().includes(procedure)), act]);
}

/** Zero violations in both themes, on the page or in a part of it. */
async function isAccessible(page: Page, part = "body") {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include(part).analyze();
    expect(violations).toEqual([]);
  }
}

test("save, triage, remove and undo", async ({ page }) => {
  await signUp(page);
  await page.goto("/library");
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
  await isAccessible(page);
  await page.goto(EDITION);
  const first = page.getByRole("article").first();
  const title = await first.getByRole("heading").innerText();
  await told(page, "library.set", first.getByRole("button", { name: "Save", exact: true }).click());
  await first.getByRole("button", { name: "To read" }).click();
  await isAccessible(page, ".popover");
  await told(
    page,
    "library.set",
    page.getByRole("dialog").getByRole("button", { name: "Reading" }).click(),
  );
  await expect(first.getByRole("button", { name: "Reading" })).toBeFocused();
  await told(
    page,
    "library.set",
    page.getByRole("article").nth(1).getByRole("button", { name: "Save", exact: true }).click(),
  );
  await expect(
    page.getByRole("article").nth(1).getByRole("button", { name: "To read" }),
  ).toBeVisible();

  await page.goto("/library");
  const shelves = page.getByRole("navigation", { name: "Shelves" });
  await expect(shelves).toContainText(/All 2\s*To read 1\s*Reading 1\s*Read 0/);
  await picture(page, "library");
  await isAccessible(page);
  await shelves.getByRole("link", { name: "Reading" }).click();
  const row = page.getByRole("article", { name: title });
  await expect(page.getByRole("article")).toHaveCount(1);
  await row.getByRole("button", { name: "Reading" }).click();
  await button(page, "Remove from library").click();
  await expect(row).toBeHidden();
  await expect(shelves).toContainText("Reading 0");
  await button(page, "Undo").click();
  await expect(row.getByRole("button", { name: "Reading" })).toBeVisible();
  await expect(shelves).toContainText("Reading 1");
});

test("a list is made in place, ordered by hand, described, deleted and restored", async ({
  page,
}) => {
  await signUp(page);
  await page.goto(EDITION);
  const rows = page.getByRole("article");
  const titles = await rows.getByRole("heading").allInnerTexts();
  await rows.nth(0).getByRole("button", { name: "Add to list" }).click();
  await page.getByLabel("New list").fill("For the group");
  await told(page, "lists.create", button(page, "Create").click());
  await expect(button(page, "For the group")).toHaveAttribute("aria-pressed", "true");
  await isAccessible(page, ".popover");
  await page.keyboard.press("Escape");
  for (const index of [1, 2]) {
    await rows.nth(index).getByRole("button", { name: "Add to list" }).click();
    await told(page, "lists.add", button(page, "For the group").click());
    await expect(button(page, "For the group")).toHaveAttribute("aria-pressed", "true");
    await button(page, "Done").click();
  }

  await page.goto("/lists");
  await expect(page.getByRole("listitem").filter({ hasText: "For the group" })).toContainText(
    "3 papers",
  );
  await picture(page, "lists");
  await isAccessible(page);
  await page.getByRole("link", { name: "For the group" }).click();
  const headings = page.getByRole("heading", { level: 2 });
  await expect(headings).toHaveText(titles.slice(0, 3));
  await rows.nth(2).getByRole("button", { name: "Move or remove" }).click();
  await told(page, "lists.move", button(page, "Move to top").click());
  const order = [titles[2], titles[0], titles[1]] as string[];
  await expect(headings).toHaveText(order);
  await page.reload();
  await expect(headings).toHaveText(order);

  await rows.nth(1).getByRole("button", { name: "Move or remove" }).click();
  await button(page, "Remove from list").click();
  await expect(headings).toHaveText([titles[2], titles[1]] as string[]);
  await button(page, "Undo").click();
  await expect(headings).toHaveText(order);

  await page.getByText("Edit list").click();
  await isAccessible(page, ".edit-list-sheet");
  await page.getByLabel("Name").fill("For the reading group");
  await page.getByLabel("Description").fill("Read by Friday.");
  await button(page, "Save changes").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("For the reading group");
  await expect(page.getByRole("paragraph").filter({ hasText: "Read by Friday." })).toBeVisible();
  await picture(page, "list");
  await isAccessible(page);

  await page.getByText("Edit list").click();
  await button(page, "Delete list").click();
  await expect(page).toHaveURL(/\/lists$/);
  await expect(page.getByRole("link", { name: "For the reading group" })).toBeHidden();
  await button(page, "Undo").click();
  await expect(headings).toHaveText(order);
});

test("a list with a long name and what edits it stay within the window", async ({ page }) => {
  await signUp(page);
  for (const name of ["What we read about reasoning ".repeat(4), "Unbreakable".repeat(10)]) {
    await page.goto("/lists");
    await page.getByLabel("New list").fill(name);
    await button(page, "Create list").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name.trim());
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(page.viewportSize()?.width);
    await page.getByText("Edit list").click();
    await expect(page.getByLabel("Name")).toBeInViewport({ ratio: 1 });
    expect(await width()).toBe(page.viewportSize()?.width);
  }
});

test("a paper saved as a stranger is in the library after signing in", async ({
  page,
  browser,
}) => {
  const visitor = await browser.newPage();
  const account = await signUp(visitor);
  await visitor.close();
  await page.goto(EDITION);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.getByRole("article").nth(3).getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await button(page, "Sign in").click();
  await expect(page.locator(".toasts")).toContainText("The paper is in your library.");
  await page.goto("/library");
  await expect(page.getByRole("article")).toHaveCount(1);
  // carried out once: not again at the next visit
  await page.getByRole("button", { name: "To read" }).click();
  await told(page, "library.remove", button(page, "Remove from library").click());
  await page.reload();
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
});

test("library and lists ask a stranger to sign in, and lead back", async ({ page, browser }) => {
  const visitor = await browser.newPage();
  const account = await signUp(visitor);
  await visitor.close();
  await page.goto("/library?status=read");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Flibrary%3Fstatus%3Dread$/);
  await signInHere(page, account);
  await expect(page).toHaveURL("/library?status=read");
});

async function signInHere(page: Page, account: Parameters<typeof signIn>[1]) {
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await button(page, "Sign in").click();
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("lists are made, renamed and deleted", async ({ page }) => {
    await signUp(page);
    await page.goto("/lists");
    await page.getByLabel("New list").fill("Plain");
    await button(page, "Create list").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Plain");
    await page.getByText("Edit list").click();
    await page.getByLabel("Name").fill("Plainer");
    await button(page, "Save changes").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Plainer");
    await page.getByText("Edit list").click();
    await button(page, "Delete list").click();
    await expect(page).toHaveURL(/\/lists$/);
    await expect(page.getByRole("link", { name: "Plainer" })).toHaveCount(0);
  });
});
