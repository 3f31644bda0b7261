import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { callsOf, type Procedure } from "./procedures";
import { expect, signUp, signUpOnPage, test } from "./support";
import { ask } from "./team";

const EDITION = "/papers/date/2026-08-20";

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: true });

/** Opens a page and waits until it knows its reader. */
async function open(page: Page, address: string) {
  await page.goto(address);
  await expect(button(page, "Account of Ada Reader")).toBeVisible();
}

/** Triggers a procedure call, and leaves for `address` while the call is pending. */
async function leave(
  page: Page,
  procedure: Procedure,
  press: () => Promise<unknown>,
  address: string,
) {
  const calls = callsOf(procedure);
  let left = false;
  const lost = new Promise<void>((resolve) =>
    page.route(calls, (route) => (left ? route.continue() : resolve())),
  );
  await press();
  await lost;
  left = true;
  const answered = page.waitForResponse(calls);
  await open(page, address);
  expect((await answered).ok()).toBe(true);
  await page.unroute(calls);
}

test.beforeEach(async ({ page }) => {
  await signUp(page);
  await open(page, EDITION);
});

test("a vote is sent by the next page, and counted once", async ({ page, context }) => {
  // a paper that no other test votes on, found again wherever it moves
  const nth = test.info().project.name === "phone" ? 1 : 0;
  const ids = await page
    .locator("article[data-paper]")
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("data-paper"))).sort());
  const upvoteIn = (tab: Page) =>
    tab.locator(`article[data-paper="${ids[nth]}"]`).getByRole("button", { name: "Upvote" });
  const other = await context.newPage();
  for (const [voted, votes] of [
    ["true", "1 vote"],
    ["false", "No votes yet"],
  ] as const) {
    await leave(page, "votes.set", () => upvoteIn(page).click(), EDITION);
    await open(other, EDITION);
    for (const tab of [page, other]) {
      await expect(upvoteIn(tab)).toHaveAttribute("aria-pressed", voted);
      await expect(upvoteIn(tab)).toHaveAccessibleDescription(votes);
    }
  }
});

test("a paper is saved, triaged and removed by the next page", async ({ page }) => {
  const row = page.getByRole("article").first();
  const title = await row.getByRole("heading").innerText();
  await leave(page, "library.set", () => button(page, "Save").first().click(), "/library");
  await expect(row.getByRole("heading")).toHaveText(title);
  await row.getByRole("button", { name: "To read" }).click();
  await leave(page, "library.set", () => button(page, "Reading").click(), "/library");
  await expect(row.getByRole("button", { name: "Reading" })).toBeVisible();
  await row.getByRole("button", { name: "Reading" }).click();
  await leave(
    page,
    "library.remove",
    () => button(page, "Remove from library").click(),
    "/library",
  );
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
  await button(page, "Undo").click();
  await expect(row.getByRole("button", { name: "Reading" })).toBeVisible();
  await open(page, "/library?status=reading");
  await expect(row.getByRole("heading")).toHaveText(title);
});

test("the library shows what was answered while it was under way", async ({ page }) => {
  const row = page.getByRole("article").first();
  const title = await row.getByRole("heading").innerText();
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(callsOf("library.set"), async (route) => {
    await asked;
    await route.continue();
  });
  await page.route("**/library", async (route) => {
    // read before the paper is saved, and delivered afterwards
    const response = await route.fetch();
    const saved = page.waitForResponse(callsOf("library.set"));
    answer();
    await (await saved).finished();
    await route.fulfill({ response });
  });
  await button(page, "Save").first().click();
  await open(page, "/library");
  await expect(row.getByRole("heading")).toHaveText(title);
});

test("a list is made, filled and emptied by the next page", async ({ page }) => {
  const rows = page.getByRole("article");
  const titles = await rows.getByRole("heading").allInnerTexts();
  const openLists = (nth: number) =>
    rows.nth(nth).getByRole("button", { name: "Add to list" }).click();
  await openLists(0);
  await page.getByLabel("New list").fill("For the group");
  await leave(page, "lists.create", () => button(page, "Create").click(), EDITION);
  await openLists(0);
  await expect(button(page, "For the group")).toHaveCount(1);
  await expect(button(page, "For the group")).toHaveAttribute("aria-pressed", "true");
  await button(page, "Done").click();
  await openLists(1);
  await leave(page, "items.add", () => button(page, "For the group").click(), EDITION);
  await open(page, "/lists");
  await page.getByRole("link", { name: "For the group" }).click();
  await expect(rows.getByRole("heading")).toHaveText(titles.slice(0, 2));
  await rows.first().getByRole("button", { name: "More", exact: true }).click();
  await leave(page, "items.remove", () => button(page, "Remove from list").click(), page.url());
  await expect(page.getByText("Removed from “For the group”.")).toBeVisible();
  await expect(rows.getByRole("heading")).toHaveText(titles.slice(1, 2));
});

test("the order of a list and changes of several papers are sent by the next page", async ({
  page,
}) => {
  const rows = page.getByRole("article");
  const listId = randomUUID();
  await ask(page, "lists.create", { id: listId, name: "For the group" });
  const ids = await rows.evaluateAll((all) =>
    all.slice(0, 4).map((row) => Number(row.getAttribute("data-paper"))),
  );
  for (const paperId of ids) {
    await ask(page, "items.add", { listId, paperId });
    await ask(page, "library.set", { paperId, status: "to_read" });
  }
  await open(page, `/lists/${listId}`);
  const [first, second, third, fourth] = await rows.getByRole("heading").allInnerTexts();
  await rows.nth(3).getByRole("button", { name: "Move", exact: true }).focus();
  await leave(page, "items.reorder", () => page.keyboard.press("Home"), page.url());
  await expect(rows.getByRole("heading")).toHaveText([fourth, first, second, third] as string[]);

  await rows.nth(1).getByRole("checkbox").check();
  await rows.nth(2).getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "Selected papers" });
  const remove = bar.getByRole("button", { name: "Remove" });
  await leave(page, "items.removeMany", () => remove.click(), page.url());
  await expect(rows.getByRole("heading")).toHaveText([fourth, third] as string[]);
  await open(page, page.url());
  await expect(rows.getByRole("heading")).toHaveText([fourth, third] as string[]);

  await open(page, "/library");
  await rows.nth(0).getByRole("checkbox").check();
  await rows.nth(1).getByRole("checkbox").check();
  await bar.getByRole("button", { name: "Status" }).click();
  await leave(page, "library.setMany", () => button(page, "Read").click(), "/library?status=read");
  await expect(rows).toHaveCount(2);
});

test("one reader's pending intent is not done by the next", async ({ page }) => {
  const upvote = page.getByRole("article").first().getByRole("button", { name: "Upvote" });
  const sent: string[] = [];
  await page.route(callsOf("votes.set"), (route) => {
    sent.push(route.request().url());
  });
  await upvote.click();
  await expect.poll(() => sent).toHaveLength(1);
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await signUpOnPage(page);
  await open(page, EDITION);
  await expect(upvote).toHaveAttribute("aria-pressed", "false");
  expect(sent).toHaveLength(1);
});
