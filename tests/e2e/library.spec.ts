import type { Page } from "@playwright/test";
import { callsOf, told } from "./procedures";
import { expect, isAccessible, picture, selectAll, type signIn, signUp, test } from "./support";
import { ask } from "./team";
import { inDatabase } from "./teams";

/** A short edition, for a quick check by axe. */
const EDITION = "/papers/date/2026-08-21";

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: true });

test("save, triage, remove and undo", { tag: "@phone" }, async ({ page }) => {
  await signUp(page);
  await page.goto("/library");
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
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
  const shelves = page.getByRole("navigation", { name: "Reading status" });
  await expect(shelves).toContainText(/To read\s*1\s*Reading\s*1\s*Read\s*All\s*2/);
  await picture(page, "library");
  await shelves.getByRole("link", { name: "Reading 1" }).click();
  const row = page.getByRole("article", { name: title });
  await expect(page.getByRole("article")).toHaveCount(1);
  await row.getByRole("button", { name: "Reading" }).click();
  await button(page, "Remove from library").click();
  await expect(row).toBeHidden();
  await expect(shelves).toContainText(/To read\s*1\s*Reading\s*Read\s*All\s*1/);
  await button(page, "Undo").press("Enter");
  await expect(row.getByRole("button", { name: "Reading" })).toBeVisible();
  await expect(shelves).toContainText(/Reading\s*1/);
  await expect(page.locator("main :focus")).toBeVisible();
});

/** Saves the papers of an edition through the API, at most `count`. */
async function saveSome(page: Page, count: number): Promise<number[]> {
  await page.goto("/papers/month/2026-08");
  const ids = await page
    .getByRole("article")
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.paper)));
  const some = ids.slice(0, count);
  for (const paperId of some) await ask(page, "library.set", { paperId, status: "to_read" });
  return some;
}

test("several papers are tagged, given a status and removed, by keyboard alone", async ({
  page,
}) => {
  await signUp(page);
  await saveSome(page, 6);
  await page.goto("/library");
  const rows = page.getByRole("article");
  await expect(rows).toHaveCount(6);
  // once the reader's state is shown, key presses are queued until the keyboard script is loaded
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await page.keyboard.press("j");
  await expect(rows.first().getByRole("heading").getByRole("link")).toBeFocused();
  await page.keyboard.press("m");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+M");
  await expect(page.getByText("3 selected", { exact: true })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "3 papers selected" })).toHaveCount(1);
  await isAccessible(page);

  const bar = page.getByRole("region", { name: "Selected papers" });
  await bar.getByRole("button", { name: "Tags" }).focus();
  await page.keyboard.press("Enter");
  const tags = page.getByRole("dialog", { name: "Tags of the selected papers" });
  await expect(tags.getByLabel("New tag")).toBeFocused();
  await page.keyboard.type("for Monday");
  await told(page, "library.setMany", page.keyboard.press("Enter"));
  await expect(rows.getByRole("link", { name: "for Monday" })).toHaveCount(3);
  await page.keyboard.press("Escape");

  await bar.getByRole("button", { name: "Status" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "To read", exact: true }).last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await told(page, "library.setMany", page.keyboard.press("Enter"));
  const tabs = page.getByRole("navigation", { name: "Reading status" });
  await expect(tabs).toContainText(/To read\s*3\s*Reading\s*3/);
  const toasts = page.locator(".toasts");
  await expect(toasts).toContainText("3 papers are now “Reading”.");
  // the message does not cover the menu that opens next
  await bar.getByRole("button", { name: "Tags" }).focus();
  await page.keyboard.press("Enter");
  await expect(tags).toBeVisible();
  const message = await page.locator(".toast").last().boundingBox();
  const menu = await tags.boundingBox();
  expect((message?.y ?? 0) + (message?.height ?? 0)).toBeLessThan(menu?.y ?? 0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await expect(tabs).toContainText(/To read\s*6\s*Reading\s*Read\s*All\s*6/);

  await bar.getByRole("button", { name: "Remove" }).focus();
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(3);
  await expect(bar).toBeHidden();
  await expect(rows.first().getByRole("heading").getByRole("link")).toBeFocused();
  await expect(toasts).toContainText("3 papers removed from your library.");
  await page.keyboard.press("z");
  await expect(rows).toHaveCount(6);
  await expect(rows.getByRole("link", { name: "for Monday" })).toHaveCount(3);
});

test("several papers are added to a new list, and removed again by undo", async ({ page }) => {
  await signUp(page);
  await saveSome(page, 3);
  await page.goto("/library");
  const rows = page.getByRole("article");
  await expect(rows).toHaveCount(3);
  // from the first one clicked to the one clicked with Shift
  const boxes = rows.getByRole("checkbox");
  await boxes.first().click();
  await boxes.last().click({ modifiers: ["Shift"] });
  for (const box of await boxes.all()) await expect(box).toBeChecked();
  const bar = page.getByRole("region", { name: "Selected papers" });
  await bar.getByRole("button", { name: "Add to list" }).click();
  await page.getByLabel("New list").fill("For Monday");
  await told(page, "library.addToList", button(page, "Create").click());
  await expect(page.locator(".toasts")).toContainText("3 papers added to “For Monday”.");
  await told(page, "items.removeMany", button(page, "Undo").click());
  await page.goto("/lists");
  await expect(page.getByRole("main")).toContainText(/For Monday\s*No papers yet/);
});

test("a paper is a favorite, tagged in place, and found by both", async ({ page }) => {
  await signUp(page);
  await saveSome(page, 3);
  await page.goto("/library");
  const row = page.getByRole("article").nth(1);
  const title = await row.getByRole("heading").innerText();
  const star = row.getByRole("button", { name: "Favorite" });
  await told(page, "library.setMany", star.click());
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await row.getByRole("button", { name: "add tags" }).click();
  await row.getByLabel("New tag").fill("Rivers, Deltas");
  await told(page, "library.setMany", row.getByLabel("New tag").press("Enter"));
  await row.getByRole("button", { name: "done" }).click();
  await expect(row.getByRole("button", { name: "edit tags" })).toBeFocused();

  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Favorites").check();
  await expect(page).toHaveURL(/favorite=1/);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([title]);
  await picture(page, "library-filtered");
  await isAccessible(page);
  await page.getByRole("link", { name: "Rivers" }).click();
  await expect(page).toHaveURL("/library?tag=Rivers");
  await button(page, "Rename this tag").click();
  await page.getByLabel("New name of the tag").fill("Streams");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/library?tag=Streams");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([title]);
  await page.getByLabel("Published in").selectOption({ index: 1 });
  await expect(page).toHaveURL(/year=\d+/);
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page.getByRole("article")).toHaveCount(3);
});

test("a long library has few rows on the page, and each in its turn", async ({ page }) => {
  test.slow();
  const { email } = await signUp(page);
  await inDatabase(
    (sql) => sql`insert into user_papers (user_id, paper_id, status)
      select users.id, papers.id, 'to_read' from users, papers
      where users.email = ${email} and papers.id <= 690`,
  );
  const response = await page.goto("/library");
  expect((await response?.body())?.length).toBeLessThan(70_000);
  const rows = page.getByRole("article");
  const total = Number(await rows.first().getAttribute("aria-setsize"));
  expect(total).toBeGreaterThan(600);
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  await expect.poll(height).toBeGreaterThan(total * 60);
  for (const part of [0.3, 0.6, 1]) {
    await page.evaluate((at) => scrollTo(0, document.documentElement.scrollHeight * at), part);
    await expect(rows.first()).not.toHaveAttribute("aria-posinset", "1");
    await expect(page.locator(".entry-waiting")).toHaveCount(0);
    expect(await rows.count()).toBeLessThan(45);
  }
  await expect(rows.last()).toHaveAttribute("aria-posinset", String(total));

  // rows removed above the window do not move what is being read
  const bar = page.getByRole("region", { name: "Selected papers" });
  const middle = () => scrollTo(0, document.documentElement.scrollHeight / 2);
  await page.evaluate(() => scrollTo(0, 0));
  for (const index of [0, 1, 2]) await rows.nth(index).getByLabel("Select").check();
  await page.evaluate(middle);
  await expect(rows.nth(8)).toHaveAttribute("aria-posinset", /\d{3}/);
  await expect(page.locator(".entry-waiting")).toHaveCount(0);
  const read = page.getByRole("article", {
    name: await rows.nth(8).getByRole("link").first().innerText(),
  });
  const top = (await read.boundingBox())?.y ?? 0;
  await bar.getByRole("button", { name: "Remove" }).click();
  await expect(rows.first()).toHaveAttribute("aria-setsize", String(total - 3));
  expect(Math.abs(((await read.boundingBox())?.y ?? 0) - top)).toBeLessThan(2);
  await button(page, "Undo").click();
  await expect(rows.first()).toHaveAttribute("aria-setsize", String(total));
  expect(Math.abs(((await read.boundingBox())?.y ?? 0) - top)).toBeLessThan(2);

  // and the position is the same after a reload
  const inSight = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("article")]
        .find((row) => row.getBoundingClientRect().bottom > 4)
        ?.getAttribute("aria-posinset"),
    );
  const place = await inSight();
  expect(Number(place)).toBeGreaterThan(100);
  await page.reload();
  await expect.poll(inSight).toBe(place);

  await page.getByRole("checkbox", { name: "Select all papers" }).evaluate((box) => {
    (box as HTMLElement).click();
  });
  await expect(page.getByText(`${total} selected`, { exact: true })).toBeVisible();
  await bar.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
  await button(page, "Undo").click();
  await expect(rows.first()).toHaveAttribute("aria-setsize", String(total));
});

test("an answer that was asked for before papers were removed does not bring them back", async ({
  page,
}) => {
  await signUp(page);
  await page.goto(EDITION);
  for (const index of [0, 1]) {
    const row = page.getByRole("article").nth(index);
    await told(page, "library.set", row.getByRole("button", { name: "Save", exact: true }).click());
  }
  const mine = callsOf("viewer.state");
  let answer = () => {};
  const removed = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(mine, async (route) => {
    const response = await route.fetch();
    await removed;
    await route.fulfill({ response });
  });
  await page.goto("/library");
  await selectAll(page, 2);
  await told(page, "library.setMany", button(page, "Remove").click());
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
  answer();
  // it turns out to be stale, and is requested again
  await page.waitForResponse(mine);
  await page.waitForRequest(mine);
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
  await button(page, "Undo").click();
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("what was removed is restored from the trash", async ({ page }) => {
  await signUp(page);
  await saveSome(page, 2);
  await page.goto("/library/trash");
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  await page.goto("/library");
  const row = page.getByRole("article").first();
  const title = await row.getByRole("heading").innerText();
  await row.getByRole("button", { name: "To read" }).click();
  await told(page, "library.remove", button(page, "Remove from library").click());
  await page.getByRole("link", { name: "Trash" }).click();
  await expect(page.getByRole("listitem")).toContainText([title]);
  await expect(page.getByRole("listitem")).toContainText(["eleted for good in 30 days"]);
  await picture(page, "trash");
  await isAccessible(page);
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.locator(".toasts")).toContainText("Restored");
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeFocused();
  await page.getByRole("main").getByRole("link", { name: "Library" }).click();
  await expect(page.getByRole("article")).toHaveCount(2);
  await expect(page.getByRole("article").first().getByRole("heading")).toHaveText(title);
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
  await expect(page.getByLabel("New list")).toBeFocused();
  await expect(button(page, "For the group")).toHaveAttribute("aria-pressed", "true");
  await isAccessible(page, ".popover");
  await page.keyboard.press("Escape");
  for (const index of [1, 2]) {
    await rows.nth(index).getByRole("button", { name: "Add to list" }).click();
    await told(page, "items.add", button(page, "For the group").click());
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
  await rows.nth(2).getByRole("button", { name: "More" }).click();
  await told(page, "items.reorder", button(page, "Move to top").click());
  const order = [titles[2], titles[0], titles[1]] as string[];
  await expect(headings).toHaveText(order);
  await page.reload();
  await expect(headings).toHaveText(order);

  await rows.nth(1).getByRole("button", { name: "More" }).click();
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
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toBeFocused();
  await button(page, "Undo").press("Enter");
  await expect(headings).toHaveText(order);
  await expect(heading).toHaveText("For the reading group");
  await expect(heading).toBeFocused();
});

test("a list with a long name and its edit form stay within the window", { tag: "@phone" }, async ({
  page,
}) => {
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
  await expect(page.locator(".toasts")).toContainText(/“.+”\u2069 is in your library\./);
  await page.goto("/library");
  await expect(page.getByRole("article")).toHaveCount(1);
  // applied once: not again on the next visit
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

  test("the library is read page by page and narrowed, and the trash gives back", async ({
    page,
  }) => {
    await signUp(page);
    const [first = 0] = await saveSome(page, 16);
    await page.goto("/library");
    await expect(page.getByRole("article")).toHaveCount(14);
    await page.getByRole("link", { name: "More papers" }).click();
    await expect(page.getByRole("article")).toHaveCount(2);
    await page.getByRole("link", { name: "Filter" }).click();
    await page.getByLabel("Favorites").check();
    await button(page, "Apply").click();
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(
      "Nothing in your library matches",
    );
    await ask(page, "library.remove", { paperId: first });
    await page.goto("/library/trash");
    await page.getByRole("button", { name: "Restore" }).click();
    await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  });

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
    const again = await page.context().newPage();
    for (const tab of [again, page]) {
      await tab.goto(page.url());
      await tab.getByText("Edit list").click();
    }
    await button(page, "Delete list").click();
    await expect(page).toHaveURL(/\/lists$/);
    await expect(page.getByRole("link", { name: "Plainer" })).toHaveCount(0);
    // clicked again where it is still shown, it does not fail
    await button(again, "Delete list").click();
    await expect(again.getByRole("heading", { level: 1 })).toHaveText(
      "This page is not in the paper",
    );
  });
});
