import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, isAccessible, newAccount, picture, signUp, test } from "./support";
import { anotherReader, ask, makeCollection, makeTeam } from "./team";

const isPhone = () => test.info().project.name === "phone";

/** Days of the sample that no other test votes on, one per project. */
const DAYS = {
  faces: ["2026-07-20", "2026-07-21"],
  order: ["2026-07-28", "2026-07-29"],
  keys: ["2026-08-03", "2026-08-04"],
  lists: ["2026-08-05", "2026-08-06"],
  axe: ["2026-07-14", "2026-07-15"],
  gone: ["2026-08-10", "2026-08-11"],
} as const;

const dayOf = (name: keyof typeof DAYS) => DAYS[name][isPhone() ? 1 : 0];

const rows = (page: Page) => page.locator("article[data-paper]");
const idOf = async (page: Page, nth: number) =>
  Number(await rows(page).nth(nth).getAttribute("data-paper"));
const row = (page: Page, id: number) => page.locator(`article[data-paper="${id}"]`);
const groups = (page: Page) => page.getByRole("navigation", { name: "Order by the votes of" });

/** The layout shift since the page loaded. */
const shift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            sum += (entry as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 100);
      }),
  );

test("a teammate's vote shows as a face with their name, and moves nothing", {
  tag: "@phone",
}, async ({ page, browser }) => {
  await signUp(page, newAccount("Ada King"));
  const ben = await anotherReader(browser, "Ben Okri");
  const stranger = await anotherReader(browser, "Cleo Stranger");
  const team = await makeTeam(page, ben);
  const edition = `/papers/date/${dayOf("faces")}`;
  await ben.goto(edition);
  const id = await idOf(ben, 2);
  for (const voter of [ben, stranger]) {
    await ask(voter, "votes.set", { paperId: id, voted: true });
  }

  await page.goto(edition);
  const face = row(page, id).locator(".mates:visible");
  await expect(face).toContainText(`Upvoted by Ben Okri of ${team.name}`);
  await expect(face).toHaveAttribute("title", `Ben Okri of ${team.name}`);
  await expect(face.locator(".avatar:visible")).toHaveText(["BO"]);
  await expect(page.locator(".mates:visible")).toHaveCount(1);
  expect(await shift(page)).toBeLessThan(0.02);
  await picture(page, "edition-faces");

  await stranger.goto(edition);
  await expect(stranger.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await expect(stranger.locator(".mates:visible")).toHaveCount(0);
  await expect(groups(stranger)).toHaveCount(0);

  await row(page, id).getByRole("heading").getByRole("link").click();
  await expect(page.locator(".paper .mates")).toContainText(`Ben Okri of ${team.name}`);
});

test("the switch orders an edition by the team's votes, and is remembered", async ({
  page,
  browser,
}) => {
  await signUp(page, newAccount("Ada King"));
  const ben = await anotherReader(browser, "Ben Okri");
  const team = await makeTeam(page, ben);
  const day = dayOf("order");
  const edition = `/papers/date/${day}`;
  await ben.goto(edition);
  const id = await idOf(ben, 4);
  await ask(ben, "votes.set", { paperId: id, voted: true });

  await page.goto(edition);
  await groups(page).getByRole("link", { name: team.name }).click();
  await expect(page).toHaveURL(`/teams/${team.slug}/date/${day}`);
  await expect(rows(page).first()).toHaveAttribute("data-paper", String(id));
  await expect(rows(page).first()).toContainText(`1 of ${team.name} voted`);
  await expect(groups(page).getByRole("link", { name: team.name })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await picture(page, "team-edition");

  // arrows and periods stay with the team's editions
  await page.getByRole("link", { name: /^Week \d+$/ }).click();
  await expect(page).toHaveURL(new RegExp(`/teams/${team.slug}/week/2026-W31$`));
  await expect(rows(page).first()).toHaveAttribute("data-paper", String(id));
  await page.locator("a[rel=next]").click();
  await expect(page).toHaveURL(new RegExp(`/teams/${team.slug}/week/2026-W32$`));

  // pages opened later, links, and the front page
  await page.goto(edition);
  await expect(page).toHaveURL(`/teams/${team.slug}/date/${day}`);
  await page.getByRole("link", { name: "Broadsheet" }).click();
  await expect(page).toHaveURL(`/teams/${team.slug}/date/latest`);
  await page.keyboard.press("Escape");
  await page.goto("/papers/month/2026-07");
  await expect(page).toHaveURL(`/teams/${team.slug}/month/2026-07`);

  // and so does a topic, also back to everyone's
  await page.getByRole("navigation", { name: "Topics" }).getByRole("link").nth(1).click();
  await expect(page).toHaveURL(new RegExp(`/teams/${team.slug}/month/2026-07\\?topic=[\\w-]+$`));
  await groups(page).getByRole("link", { name: "Everyone" }).click();
  await expect(page).toHaveURL(/\/papers\/month\/2026-07\?topic=[\w-]+$/);
  await page.goto(edition);
  await expect(groups(page)).toBeVisible();
  await expect(page).toHaveURL(edition);
});

test("going back takes the choice of a team back, and going forward makes it again", async ({
  page,
}) => {
  await signUp(page, newAccount("Ada King"));
  const team = await makeTeam(page);
  const day = dayOf("keys");
  const edition = `/papers/date/${day}`;
  const current = groups(page).locator("[aria-current]");
  await page.goto(edition);
  await groups(page).getByRole("link", { name: team.name }).click();
  await expect(page).toHaveURL(`/teams/${team.slug}/date/${day}`);
  await page.goBack();
  await expect(page).toHaveURL(edition);
  await expect(current).toHaveText("Everyone");
  // links go to what the switch shows
  await page.getByRole("link", { name: /^Week \d+$/ }).click();
  await expect(page).toHaveURL(/\/papers\/week\//);
  await page.goBack();
  await expect(page).toHaveURL(edition);
  await groups(page).getByRole("link", { name: team.name }).click();
  await expect(page).toHaveURL(`/teams/${team.slug}/date/${day}`);
  await page.goBack();
  await expect(current).toHaveText("Everyone");
  await page.goForward();
  await expect(current).toHaveText(team.name);
  await page.getByRole("link", { name: "Broadsheet" }).click();
  await expect(page).toHaveURL(`/teams/${team.slug}/date/latest`);

  // also when the previous page was another document
  await groups(page).getByRole("link", { name: "Everyone" }).click();
  await expect(page).toHaveURL("/");
  await page.goto(edition);
  await groups(page).getByRole("link", { name: team.name }).click();
  await expect(page).toHaveURL(`/teams/${team.slug}/date/${day}`);
  await page.reload();
  await page.goBack();
  await expect(page).toHaveURL(edition);
  await expect(current).toHaveText("Everyone");
});

test("further papers of everyone's edition stay everyone's, whatever is remembered", async ({
  page,
}) => {
  await signUp(page, newAccount("Ada King"));
  const team = await makeTeam(page);
  const edition = "/papers/month/2025-03";
  await page.goto(edition);
  const more = await page.getByRole("link", { name: /^More/ }).getAttribute("href");
  await groups(page).getByRole("link", { name: team.name }).click();
  await expect(page).toHaveURL(new RegExp(`/teams/${team.slug}/month/`));
  await page.goto(more ?? "");
  await expect(groups(page).locator("[aria-current]")).toHaveText("Everyone");
  await expect(rows(page).first()).toBeVisible();
  await groups(page).getByRole("link", { name: team.name }).click();
  await expect(page).toHaveURL(new RegExp(`/teams/${team.slug}/month/2025-03`));
});

test("nobody is kept out of a team's edition, or of the faces on it", async ({ page, browser }) => {
  await signUp(page, newAccount("Ada King"));
  const ben = await anotherReader(browser, "Ben Okri");
  const team = await makeTeam(page, ben);
  await page.goto(`/teams/${team.slug}/date/${dayOf("axe")}`);
  await ask(ben, "votes.set", { paperId: await idOf(page, 0), voted: true });
  await page.reload();
  await expect(page.locator(".mates:visible")).toHaveCount(1);
  await isAccessible(page);
  await rows(page).first().getByRole("heading").getByRole("link").click();
  await expect(page.locator(".paper .mates")).toBeVisible();
  await isAccessible(page);
});

test("the switch works by keyboard, and is forgotten with signing out", async ({ page }) => {
  await signUp(page, newAccount("Ada King"));
  const team = await makeTeam(page);
  const edition = `/papers/date/${dayOf("keys")}`;
  await page.goto(edition);
  await groups(page).getByRole("link", { name: team.name }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/teams/${team.slug}/date/`));
  await page.keyboard.press("]");
  await expect(page).toHaveURL(
    new RegExp(`/teams/${team.slug}/date/(?!${dayOf("keys")})\\d{4}-\\d\\d-\\d\\d$`),
  );
  await page.goto("/settings");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto(edition);
  await expect(page).toHaveURL(edition);
});

test("a former member is redirected to everyone's edition", async ({ page, browser }) => {
  await signUp(page, newAccount("Ada King"));
  const ben = await anotherReader(browser, "Ben Okri");
  const team = await makeTeam(page, ben);
  const edition = `/papers/date/${dayOf("gone")}`;
  await ben.goto(edition);
  await groups(ben).getByRole("link", { name: team.name }).click();
  await expect(ben).toHaveURL(new RegExp(`/teams/${team.slug}/`));
  await ask(ben, "teams.leave", { teamId: team.id });
  await ben.goto(edition);
  await expect(ben).toHaveURL(edition);
  await expect(ben.locator("article[data-paper]").first()).toBeVisible();
  expect(await ben.evaluate(() => localStorage.getItem("team"))).toBeNull();
  const asked = await ben.goto(`/teams/${team.slug}/date/${dayOf("gone")}`);
  expect(asked?.status()).toBe(404);
  await expect(ben.getByRole("main")).toContainText("you are not in this team");
});

test("one press sends a paper to a team's collection, and the row says so", async ({ page }) => {
  await signUp(page, newAccount("Ada King"));
  const team = await makeTeam(page);
  const { id: listId, name } = await makeCollection(page, team, "Next to read");
  await page.goto(`/papers/date/${dayOf("lists")}`);
  const id = await idOf(page, 1);
  await row(page, id).getByRole("button", { name: "Add to list" }).click();
  const menu = page.getByRole("dialog", { name: "Add to list" });
  // readers with only collections see no empty heading
  await expect(menu.getByRole("group")).toHaveCount(1);
  await menu.getByRole("group", { name: team.name }).getByRole("button", { name }).click();
  await expect(menu.getByRole("button", { name })).toHaveAttribute("aria-pressed", "true");
  await isAccessible(page);

  const note = menu.getByLabel(`Note for “${name}”`);
  await note.fill("For the reading group on Friday.");
  await note.press("Enter");
  await expect(menu.getByRole("status")).toHaveText("Visible to everyone who can read the list.");

  // another list is created in place
  await menu.getByLabel("Owner").press("ArrowDown");
  await expect(menu.getByLabel("Owner")).toBeFocused();
  await menu.getByLabel("Owner").selectOption(`Collection of ${team.name}`);
  await menu.getByLabel("New collection").fill("Made here");
  await menu.getByRole("button", { name: "Create" }).click();
  await expect(menu.getByRole("button", { name: "Made here" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.keyboard.press("Escape");
  const on = row(page, id).locator(".listed-in");
  await expect(on).toHaveText("On Next to read, Made here");
  await page.reload();
  await expect(on).toHaveText(/On .*Next to read/);
  await row(page, id).getByRole("heading").getByRole("link").click();
  await expect(page.getByRole("link", { name: "Made here" })).toBeVisible();
  await page.goto(`/lists/${listId}`);
  await expect(page.getByRole("main")).toContainText("For the reading group on Friday.");
});

test("a long name of a list leaves room for another", async ({ page }) => {
  await signUp(page, newAccount("Ada King"));
  await page.goto(`/papers/date/${dayOf("lists")}`);
  const id = await idOf(page, 4);
  for (const name of ["Next", "What we read about long contexts ".repeat(3).trim()]) {
    await ask(page, "lists.create", { id: randomUUID(), name, paperId: id });
  }
  await page.reload();
  const names = row(page, id).locator(".listed-name");
  await expect(names).toHaveCount(2);
  for (const name of await names.all()) {
    expect((await name.boundingBox())?.width).toBeGreaterThan(25);
  }
  const room = await row(page, id).boundingBox();
  const last = await names.last().boundingBox();
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(
    (room?.x ?? 0) + (room?.width ?? 0) + 1,
  );
});

test("the lists open in view at the lower edge", { tag: "@phone" }, async ({ page }) => {
  await signUp(page, newAccount("Ada King"));
  await page.goto(`/papers/date/${dayOf("lists")}`);
  const id = await idOf(page, 1);
  for (const name of ["First", "Second", "Third", "Fourth", "Fifth"]) {
    await ask(page, "lists.create", { id: randomUUID(), name });
  }

  const open = row(page, id).getByRole("button", { name: "Add to list" });
  await open.evaluate((button) =>
    window.scrollBy(0, button.getBoundingClientRect().bottom - window.innerHeight + 12),
  );
  await open.press("Enter");
  const menu = page.getByRole("dialog", { name: "Add to list" });
  await expect(menu.getByRole("button", { name: "Fifth" })).toBeVisible();
  await expect(menu).toBeInViewport({ ratio: 1 });
});

test("a teammate's face in a list overlaps nothing", { tag: "@phone" }, async ({
  page,
  browser,
}) => {
  await signUp(page, newAccount("Ada King"));
  const ben = await anotherReader(browser, "Ben Okri");
  const team = await makeTeam(page, ben);
  await page.goto(`/papers/date/${dayOf("lists")}`);
  const id = await idOf(page, 2);
  const { id: listId } = await makeCollection(page, team, "Next to read", id);
  await ask(ben, "votes.set", { paperId: id, voted: true });
  await page.goto(`/lists/${listId}`);
  const boxOf = async (selector: string) => {
    const box = await row(page, id).locator(selector).first().boundingBox();
    if (!box) throw new Error(`there is no ${selector}`);
    return { ...box, right: box.x + box.width, bottom: box.y + box.height };
  };
  const face = await boxOf(".mates .avatar:visible");
  for (const other of [".vote", ".source", ".save", ".row-title", ".tool-button"]) {
    const box = await boxOf(other);
    const isBeside = box.right <= face.x || box.x >= face.right;
    expect(isBeside || box.bottom <= face.y || box.y >= face.bottom, other).toBe(true);
  }
  const whole = await row(page, id).boundingBox();
  expect(face.bottom).toBeLessThanOrEqual((whole?.y ?? 0) + (whole?.height ?? 0));
  expect(face.right).toBeLessThanOrEqual((whole?.x ?? 0) + (whole?.width ?? 0));
});

test("votes shown to my teams only leave my name out for others", async ({ page, browser }) => {
  await signUp(page, newAccount("Ada Hiding"));
  await page.goto(`/papers/date/${dayOf("faces")}`);
  const id = await idOf(page, 7);
  const paper = await row(page, id).getByRole("heading").getByRole("link").getAttribute("href");
  await ask(page, "votes.set", { paperId: id, voted: true });
  await page.goto("/settings");
  await page.getByLabel("Show my votes only to my teams").check();
  await expect(page.getByText("Only your teams can see your votes.")).toBeVisible();
  await expect(page.getByLabel("Show my votes only to my teams")).toBeFocused();
  await page.reload();
  await expect(page.getByLabel("Show my votes only to my teams")).toBeChecked();

  const stranger = await (await browser.newContext()).newPage();
  await expect
    .poll(async () => {
      await stranger.goto(paper ?? "");
      return stranger.getByRole("main").innerText();
    })
    .toContain("not named here");
  await expect(stranger.getByRole("main")).not.toContainText("Ada Hiding");
});
