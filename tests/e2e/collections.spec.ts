import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "@playwright/test";
import { readAtRest, topOf } from "./place";
import { told } from "./procedures";
import { expect, isAccessible, picture, signUp, test } from "./support";
import { ask } from "./team";
import { collectionOf, inDatabase } from "./teams";

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: true });

const rows = (page: Page) => page.getByRole("article");
const titles = (page: Page) => rows(page).getByRole("heading", { level: 2 });

/** Another browser, with its own page. */
async function elsewhere(browser: Browser): Promise<Page> {
  const address = `10.9.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": address } });
  return context.newPage();
}

/** A collection with this many papers, open for its owner and, in another browser, a member. */
async function twoOn(ada: Page, browser: Browser, papers: number) {
  const ben = await elsewhere(browser);
  const collection = await collectionOf(
    [
      { page: ada, name: "Ada Owner", role: "owner" },
      { page: ben, name: "Ben Member", role: "member" },
    ],
    papers,
  );
  return { ben, ...collection };
}

test("two members work on one collection at once, and see each other's changes", async ({
  page: ada,
  browser,
}) => {
  const { ben, address } = await twoOn(ada, browser, 5);
  await ada.goto(address);
  await ben.goto(address);
  const order = await titles(ada).allInnerTexts();
  expect(order).toHaveLength(5);
  await expect(ada.getByText("You are a manager: you may edit everything")).toBeVisible();
  await expect(ben.getByText("You are an editor: you may add")).toBeVisible();
  await picture(ada, "collection");
  await isAccessible(ada);

  await rows(ben).nth(4).getByRole("button", { name: "More" }).click();
  await told(ben, "items.reorder", button(ben, "Move to top").click());
  const moved = [order[4], ...order.slice(0, 4)] as string[];
  await expect(titles(ada)).toHaveText(moved);
  await expect(titles(ben)).toHaveText(moved);
  await expect(ada.getByText("The order was changed.")).toBeVisible();

  await rows(ada).nth(1).getByRole("button", { name: "More" }).click();
  await button(ada, "Write a note").click();
  await ada.getByLabel("Note").fill("Read the second section first.");
  await told(ada, "items.setNote", button(ada, "Save note").click());
  await expect(rows(ben).nth(1)).toContainText("Read the second section first.");
  await expect(rows(ben).nth(1)).toContainText("Ada Owner");

  await rows(ben).nth(0).getByRole("button", { name: "More" }).click();
  await button(ben, "Remove from collection").click();
  await expect(rows(ada)).toHaveCount(4);
  for (const page of [ada, ben]) await expect(page.locator(".credit")).toContainText("4 papers");
  await button(ben, "Undo").click();
  await expect(titles(ada)).toHaveText(moved);
  for (const page of [ada, ben]) await expect(page.locator(".credit")).toContainText("5 papers");
  await ben.context().close();
});

test("a page requested before a paper was removed does not bring it back", async ({
  page: ada,
  browser,
}) => {
  const { ben, address, listId } = await twoOn(ada, browser, 3);
  await ada.goto(address);
  await ben.goto(address);
  const paperId = Number(await rows(ben).first().getAttribute("data-paper"));
  const read = await ben.request.get("/api/trpc/lists.read", {
    params: { input: JSON.stringify({ listId }) },
  });
  const { updatedAt } = (await read.json()).result.data.list;
  let answer = () => {};
  const removed = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const made = new Promise<void>((resolve) => {
    ada.route(`**${address}?_rsc=*`, async (route) => {
      const response = await route.fetch();
      resolve();
      await removed;
      await route.fulfill({ response });
    });
  });
  await ask(ben, "lists.edit", { listId, name: "Renamed", description: "", updatedAt });
  await made;
  await ask(ben, "items.remove", { listId, paperId });
  await expect(rows(ada)).toHaveCount(2);
  answer();
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Renamed");
  await expect(rows(ada)).toHaveCount(2);
  await ben.context().close();
});

test("two people write one note: the second gets a conflict, and nothing typed is lost", async ({
  page: ada,
  browser,
}) => {
  const { ben, address } = await twoOn(ada, browser, 2);
  for (const page of [ada, ben]) {
    await page.goto(address);
    await rows(page).first().getByRole("button", { name: "More" }).click();
    await button(page, "Write a note").click();
    await expect(page.getByLabel("Note")).toBeFocused();
  }
  await ada.getByLabel("Note").fill("From Ada");
  await told(ada, "items.setNote", button(ada, "Save note").click());
  await ben.getByLabel("Note").fill("From Ben");
  await ben.reload();
  await expect(ben.getByLabel("Note")).toHaveValue("From Ben");
  await told(ben, "items.setNote", button(ben, "Save note").click());
  await expect(ben.getByRole("alert").filter({ hasText: "Ada Owner has written" })).toContainText(
    "From Ada",
  );
  await expect(ben.getByLabel("Note")).toHaveValue("From Ben");
  await button(ben, "Save note").click();
  await expect(rows(ada).first()).toContainText("From Ben");
  await ben.context().close();
});

test("a row in which somebody writes stays when its paper is removed, and goes with the form", async ({
  page: ada,
  browser,
}) => {
  const { ben, address, listId } = await twoOn(ada, browser, 3);
  await ben.goto(address);
  const note = ben.getByLabel("Note");
  await rows(ben).nth(1).getByRole("button", { name: "More" }).click();
  await button(ben, "Write a note").click();
  await expect(note).toBeFocused();
  await ben.keyboard.type("We should ");
  const [first, second] = await rows(ben).evaluateAll((all) =>
    all.map((row) => Number(row.dataset.paper)),
  );
  await ask(ada, "items.remove", { listId, paperId: second });
  const removed = rows(ben).nth(1).getByText("Ada Owner removed this paper from the collection.");
  await expect(removed).toBeVisible();
  await expect(ben.locator(".credit")).toContainText("2 papers");
  await ben.keyboard.type("use this");
  await expect(note).toBeFocused();
  await expect(note).toHaveValue("We should use this");
  await expect(
    ben.locator("[data-act=vote][aria-pressed=true], [data-act=save][data-status]"),
  ).toHaveCount(0);
  await isAccessible(ben);

  // what others do next moves neither the row nor the focus
  await ask(ada, "items.remove", { listId, paperId: first });
  await expect(rows(ben)).toHaveCount(2);
  await expect(note).toBeFocused();
  await told(ben, "items.setNote", button(ben, "Save note").click());
  await expect(
    ben.getByText("The note was not saved. This paper is not on the list."),
  ).toBeVisible();
  await expect(note).toHaveValue("We should use this");
  await picture(ben, "removed-meanwhile");
  await button(ben, "Cancel").click();
  await expect(rows(ben)).toHaveCount(1);
  await expect(note).toHaveCount(0);

  // a page where a name is being typed stays still too, for as long
  await rows(ben).first().getByRole("button", { name: "Add to list" }).click();
  await ben.getByLabel("New list").fill("Of mine");
  const last = Number(await rows(ben).first().getAttribute("data-paper"));
  await ask(ada, "items.remove", { listId, paperId: last });
  await expect(
    rows(ben).getByText("Ada Owner removed this paper from the collection."),
  ).toBeVisible();
  await expect(ben.getByLabel("New list")).toBeFocused();
  await ben.keyboard.press("Escape");
  await expect(ben.getByRole("heading", { name: "No papers yet" })).toBeVisible();
  await ben.context().close();
});

test("a note in another script is aligned with its author on its own side", async ({ page }) => {
  const { address, listId } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 1);
  await page.goto(address);
  const paperId = Number(await rows(page).first().getAttribute("data-paper"));
  await ask(page, "items.setNote", { listId, paperId, note: "للقراءة يوم الجمعة", was: "" });
  await page.reload();
  const note = page.locator(".item-note");
  await expect(note).toHaveCSS("direction", "rtl");
  await expect(note).toHaveCSS("border-right-width", "2px");
  await expect(note.locator(".item-note-by")).toHaveCSS("direction", "rtl");
});

test("a removed member no longer sees the collection on the open page", async ({
  page: ada,
  browser,
}) => {
  const { ben, address } = await twoOn(ada, browser, 2);
  await ben.goto(address);
  await ada.goto(`${address}/members`);
  await ada.getByLabel("Only people named below").check();
  await ada.getByRole("button", { name: "Save" }).first().click();
  await expect(
    ben.getByRole("heading", { name: "You no longer have access to this collection." }),
  ).toBeVisible();
  await expect(rows(ben)).toHaveCount(0);
  expect((await ben.goto(address))?.status()).toBe(404);
  await ben.context().close();
});

test("by keyboard alone: order, note, remove and undo", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 4);
  await page.goto(address);
  const order = await titles(page).allInnerTexts();
  const handle = rows(page).nth(2).getByRole("button", { name: "Move" });
  await handle.focus();
  // what was accepted stays, also when the list cannot be read before the next change is refused
  const index = /\/api\/trpc\/lists\.index/;
  await page.route(index, (route) => route.abort("internetdisconnected"));
  await told(page, "items.reorder", page.keyboard.press("ArrowUp"));
  await expect(titles(page)).toHaveText([order[0], order[2], order[1], order[3]] as string[]);
  await expect(rows(page).nth(1).getByRole("button", { name: "Move" })).toBeFocused();
  await expect(page.getByText("Moved to position 2 of 4.")).toBeAttached();
  // without a connection it stays where it is, and nothing says otherwise
  const lost = /\/api\/trpc\/items\.reorder/;
  await page.route(lost, (route) => route.abort("internetdisconnected"));
  await page.keyboard.press("End");
  await expect(page.getByText("The paper was not moved.")).toBeVisible();
  await expect(titles(page)).toHaveText([order[0], order[2], order[1], order[3]] as string[]);
  await expect(page.getByText("Moved to position 4 of 4.")).not.toBeAttached();
  await page.unroute(lost);
  await page.unroute(index);
  await told(page, "items.reorder", page.keyboard.press("End"));
  await expect(titles(page)).toHaveText([order[0], order[1], order[3], order[2]] as string[]);
  await told(page, "items.reorder", page.keyboard.press("Home"));
  await expect(titles(page)).toHaveText([order[2], order[0], order[1], order[3]] as string[]);

  const more = rows(page).nth(0).getByRole("button", { name: "More" });
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(button(page, "Move to top")).toBeFocused();
  for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowDown");
  await expect(button(page, "Write a note")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByLabel("Note").fill("By keyboard");
  await told(page, "items.setNote", page.keyboard.press("Control+Enter"));
  await expect(rows(page).nth(0)).toContainText("By keyboard");
  await expect(more).toBeFocused();
  await page.reload();
  await expect(titles(page)).toHaveText([order[2], order[0], order[1], order[3]] as string[]);
});

test("the focus stays in the list when papers leave it", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 4);
  await page.goto("/lists");
  await page.getByLabel("New list").fill("Mine");
  await button(page, "Create list").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mine");
  await page.goto(address);
  const order = await titles(page).allInnerTexts();
  const linkOf = (nth: number) => titles(page).nth(nth).getByRole("link");
  const choose = async (nth: number, item: string) => {
    await rows(page).nth(nth).getByRole("button", { name: "More" }).focus();
    await page.keyboard.press("Enter");
    await button(page, item).focus();
    await page.keyboard.press("Enter");
  };
  await choose(1, "Move to another list…");
  await expect(page.getByRole("radio", { name: "Mine" })).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText([order[0], order[2], order[3]] as string[]);
  await expect(linkOf(1)).toBeFocused();

  await rows(page).nth(1).getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await button(page, "Move to list…").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Mine" })).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText([order[0]] as string[]);
  await expect(linkOf(0)).toBeFocused();

  await choose(0, "Remove from collection");
  await expect(page.getByRole("heading", { name: "No papers yet" })).toBeFocused();
  const removed = page.locator(".toast").filter({ hasText: "Removed from" });
  await removed.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(linkOf(0)).toBeFocused();
});

test("by the menu to any place, and sorted otherwise without losing the order", async ({
  page,
}) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 4);
  await page.goto(address);
  const order = await titles(page).allInnerTexts();
  await rows(page).nth(0).getByRole("button", { name: "More" }).click();
  await button(page, "Move to position…").click();
  const position = page.getByLabel("Position, 1 to 4");
  await position.press("ArrowUp");
  await expect(position).toBeFocused();
  await expect(position).toHaveValue("2");
  await position.fill("3");
  await told(
    page,
    "items.reorder",
    page.getByRole("dialog").getByRole("button", { name: "Move", exact: true }).click(),
  );
  const moved = [order[1], order[2], order[0], order[3]] as string[];
  await expect(titles(page)).toHaveText(moved);
  await page
    .getByRole("navigation", { name: "Order" })
    .getByRole("link", { name: "Added" })
    .click();
  await expect(page).toHaveURL(/sort=added/);
  await expect(rows(page).nth(0).getByRole("button", { name: "Move", exact: true })).toHaveCount(0);
  await page
    .getByRole("navigation", { name: "Order" })
    .getByRole("link", { name: "By hand" })
    .click();
  await expect(titles(page)).toHaveText(moved);
});

test("several papers are copied to a list of mine, and removed with undo", {
  tag: "@phone",
}, async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 5);
  await page.goto("/lists");
  await page.getByLabel("New list").fill("Mine");
  await button(page, "Create list").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mine");
  const mine = page.url();
  await page.goto(address);
  const order = await titles(page).allInnerTexts();
  await rows(page).nth(0).getByRole("checkbox").check();
  await rows(page)
    .nth(2)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Selected papers" });
  await expect(bar).toContainText("3 selected");
  await isAccessible(page);
  await bar.getByRole("button", { name: "Copy to list…" }).click();
  await page.getByRole("radio", { name: "Mine" }).check();
  await isAccessible(page, "dialog");
  await told(page, "items.copy", button(page, "Copy").click());
  await expect(page.locator(".toasts")).toContainText("Copied 3 papers");

  await rows(page).nth(3).getByRole("checkbox").check();
  await rows(page).nth(4).getByRole("checkbox").check();
  await told(page, "items.removeMany", bar.getByRole("button", { name: "Remove" }).click());
  await expect(titles(page)).toHaveText(order.slice(0, 3));
  await page.locator(".toast").filter({ hasText: "Removed 2 papers" }).getByText("Undo").click();
  await expect(titles(page)).toHaveText(order);
  await page.goto(mine);
  await expect(titles(page)).toHaveText(order.slice(0, 3));
});

test("a public link shows it to a stranger, until it is revoked", async ({ page, browser }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 3);
  await page.goto(`${address}/members`);
  await picture(page, "members");
  await button(page, "Make a public link").click();
  const link = await page.locator("#public-link").innerText();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const stranger = await context.newPage();
  const { pathname } = new URL(link);
  const answer = await stranger.goto(new URL(pathname, page.url()).href);
  expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
  expect(answer?.headers()["cache-control"]).toContain("no-store");
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Reading group");
  await expect(stranger.getByRole("article")).toHaveCount(3);
  expect(await stranger.content()).not.toContain("Ada Owner");
  await picture(stranger, "shared");
  const other = await elsewhere(browser);
  await other.goto(pathname);
  await isAccessible(other);
  await other.context().close();
  await page.getByText("Replace or revoke it").click();
  await isAccessible(page);
  await button(page, "Revoke the link").click();
  await expect(page.getByText("The link no longer works.")).toBeVisible();
  const gone = await stranger.reload();
  expect(gone?.status()).toBe(404);
  await context.close();
});

test("it is exported as a file of each kind", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 3);
  await page.goto(address);
  for (const [name, file, holds] of [
    ["BibTeX", "Reading group.bib", "@misc{"],
    ["CSV", "Reading group.csv", '"position","title"'],
    ["JSON", "Reading group.json", '"addedBy":"Ada Owner"'],
    ["Markdown", "Reading group.md", "# Reading group"],
  ] as const) {
    await page.getByText("Export", { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(file);
    expect(await readFile(await download.path(), "utf8")).toContain(holds);
    await page.reload();
  }
});

test("duplicated, merged and brought back from the trash", async ({ page }) => {
  const { address, listId } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 3);
  await page.goto(`${address}/copy`);
  await isAccessible(page);
  await page.getByLabel("Name of the copy").fill("Second");
  await page.getByLabel("As").selectOption({ label: "a collection of Vision Lab" });
  await button(page, "Duplicate").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second");
  await expect(rows(page)).toHaveCount(3);
  await rows(page).nth(0).getByRole("button", { name: "More" }).click();
  await told(page, "items.remove", button(page, "Remove from collection").click());
  const second = page.url();
  await page.goto(`${second}/trash`);
  await isAccessible(page);
  await page.getByRole("button", { name: /^Restore/ }).click();
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  await page.goto(`${second}/copy`);
  await page.getByLabel("Into").selectOption({ value: listId });
  await button(page, "Merge").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reading group");
  await expect(rows(page)).toHaveCount(3);
  await page.goto("/lists");
  await expect(page.getByRole("link", { name: "Second" })).toHaveCount(0);
});

for (const scripts of [true, false]) {
  test(`a deleted collection is restored from the team's trash, ${scripts ? "with" : "without"} scripts`, async ({
    page,
    browser,
  }) => {
    const ben = await elsewhere(browser);
    const plain = await browser.newContext({ javaScriptEnabled: scripts });
    const { address, team } = await collectionOf(
      [
        { page, name: "Ada Owner", role: "owner" },
        { page: ben, name: "Ben Member", role: "member" },
      ],
      2,
    );
    await plain.addCookies(await page.context().cookies());
    const ada = await plain.newPage();
    await ada.goto(address);
    await ada.getByText("Edit collection").click();
    await button(ada, "Delete collection").click();
    await expect(ada).toHaveURL(/\/lists$/);
    await ada.goto(`/teams/${team}`);
    await ada.getByRole("link", { name: "Deleted collections" }).click();
    await expect(ada.getByRole("listitem").filter({ hasText: "Reading group" })).toContainText(
      "2 papers · deleted by Ada Owner · deleted for good in 30 days",
    );
    if (scripts) await isAccessible(ada);
    // a member who could not delete it has nothing to restore
    await ben.goto(`/teams/${team}`);
    await expect(ben.getByRole("heading", { name: "Collections" })).toBeVisible();
    await expect(ben.getByRole("link", { name: "Deleted collections" })).toHaveCount(0);
    await ada.getByRole("button", { name: "Restore" }).click();
    await expect(ada.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
    await ben.goto(address);
    await expect(rows(ben)).toHaveCount(2);
    for (const each of [ben, ada]) await each.context().close();
  });
}

test("what is read does not move when others change the list above it", { tag: "@phone" }, async ({
  page,
  browser,
}) => {
  const ben = await elsewhere(browser);
  const { address } = await collectionOf(
    [
      { page, name: "Ada Owner", role: "owner" },
      { page: ben, name: "Ben Member", role: "member" },
    ],
    200,
  );
  await page.goto(address);
  await page.getByRole("article").first().waitFor();
  // in one step: smooth scrolling may pause on a busy machine and seem finished
  await page.evaluate(() => scrollTo(0, 6_000));
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1_000);
  await expect(page.locator(".entry-waiting")).toHaveCount(0);
  const before = await readAtRest(page);
  await ben.goto(address);
  await rows(ben).nth(0).getByRole("button", { name: "More" }).click();
  await told(ben, "items.remove", button(ben, "Remove from collection").click());
  await expect(page.getByText("1 paper was removed.")).toBeAttached();
  await expect
    .poll(async () => Math.abs((await topOf(page, before.paper)) - before.top))
    .toBeLessThan(3);
  await ben.context().close();
});

test("scrolling while the scripts start is not undone", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 200);
  // the page moves right after its first query script has read the scroll position
  await page.addInitScript(() => {
    const read = Object.getOwnPropertyDescriptor(window, "scrollY")?.get;
    let hasMoved = false;
    Object.defineProperty(window, "scrollY", {
      get: () => {
        const top = read?.call(window);
        if (!hasMoved && document.querySelectorAll("article").length > 10) {
          hasMoved = true;
          window.scrollTo(0, 1_200);
        }
        return top;
      },
    });
  });
  await page.goto(address);
  // a row that was not in the page's HTML
  await expect(page.locator('[aria-posinset="22"]')).toBeAttached();
  await readAtRest(page);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1_100);
});

test("papers are dragged to another place", async ({ page }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 2);
  await page.goto(address);
  const order = await titles(page).allInnerTexts();
  await expect(rows(page).nth(1)).toHaveAttribute("draggable", "true");
  // on a phone, both are visible only further down
  await rows(page).nth(1).scrollIntoViewIfNeeded();
  const centre = async (locator: Locator) => {
    const box = await locator.boundingBox();
    if (!box) throw new Error("it is not on the page");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.y };
  };
  const from = await centre(rows(page).nth(1).getByRole("button", { name: "Move", exact: true }));
  const to = await centre(rows(page).nth(0));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y - 20, { steps: 4 });
  await page.mouse.move(to.x, to.top + 6, { steps: 8 });
  await expect(rows(page).nth(0)).toHaveAttribute("data-drop", /above|below/);
  await told(page, "items.reorder", page.mouse.up());
  await expect(titles(page)).toHaveText([order[1], order[0]] as string[]);
  await page.reload();
  await expect(titles(page)).toHaveText([order[1], order[0]] as string[]);
});

test("a viewer is offered nothing that they may not do", async ({ page, browser }) => {
  const guest = await elsewhere(browser);
  const { address, listId } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 2);
  const { email } = await signUp(guest);
  await inDatabase(
    (sql) => sql`
      insert into list_members (list_id, user_id, role)
      select ${listId}, id, 'viewer' from users where email = ${email}`,
  );
  await guest.goto(address);
  await expect(guest.getByText("You are a viewer: you may read")).toBeVisible();
  await expect(guest.getByText("Edit collection")).toHaveCount(0);
  await expect(guest.getByRole("button", { name: "Move", exact: true })).toHaveCount(0);
  await rows(guest).nth(0).getByRole("button", { name: "More" }).click();
  await expect(button(guest, "Copy to another list…")).toBeVisible();
  await expect(button(guest, "Remove from collection")).toHaveCount(0);
  await guest.goto(`${address}/members`);
  await expect(guest.getByRole("listitem").filter({ hasText: "(you)" })).toContainText("Viewer");
  await expect(guest.getByRole("button", { name: "Make a public link" })).toHaveCount(0);
  await guest.context().close();
});

test("a guest joins by a link, and only this collection", async ({ page, browser }) => {
  const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 2);
  await page.goto(`${address}/members`);
  await page.getByLabel("Role", { exact: true }).selectOption("Commenter");
  await button(page, "Invite a guest").click();
  const link = page.locator("code").filter({ hasText: "/join/" });
  const { pathname } = new URL(await link.innerText());
  await isAccessible(page);
  const guest = await elsewhere(browser);
  await signUp(guest);
  await guest.goto(new URL(pathname, page.url()).href);
  await button(guest, "Open the collection").click();
  await expect(guest).toHaveURL(new RegExp(`${address}$`));
  await expect(guest.getByText("You are a commenter: you may read and discuss")).toBeVisible();
  await guest.goto("/lists");
  await expect(guest.getByRole("main").getByRole("link")).toHaveText(["Trash", "Reading group"]);

  // removed by mistake, and restored at once
  const before = await guest.goto(address);
  expect(before?.status()).toBe(200);
  await page.reload();
  await button(page, "Remove Ada Reader").click();
  // the message stays while the pointer is on it
  const removed = page.locator(".toast").filter({ hasText: "Removed. What they added stays." });
  await removed.hover();
  await expect(guest.getByText("You no longer have access to this collection.")).toBeVisible();
  await removed.getByText("Undo").click();
  await expect(page.getByText("Restored, with the same role.")).toBeVisible();
  await expect(page.getByText("Removed. What they added stays.")).toHaveCount(0);
  await guest.goto(address);
  await expect(guest.getByText("You are a commenter: you may read and discuss")).toBeVisible();

  // the same link does not bring back a removed member
  await button(page, "Remove Ada Reader").click();
  await expect(removed).toBeVisible();
  await guest.goto(new URL(pathname, page.url()).href);
  await expect(guest.getByRole("main")).toContainText("is not open");
  await guest.context().close();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a long collection is read page by page", async ({ page }) => {
    const { address } = await collectionOf([{ page, name: "Ada Owner", role: "owner" }], 70);
    await page.goto(address);
    const seen = new Set<string>();
    for (const count of [20, 40, 10]) {
      await expect(rows(page)).toHaveCount(count);
      for (const title of await titles(page).allInnerTexts()) seen.add(title);
      if (count !== 10) await page.getByRole("link", { name: "More papers" }).click();
    }
    await expect(page.getByRole("link", { name: "More papers" })).toHaveCount(0);
    expect(seen.size).toBe(70);
  });
});
