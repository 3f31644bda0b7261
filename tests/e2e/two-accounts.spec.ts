import type { BrowserContext, Page } from "@playwright/test";
import { expect, newAccount, signUp, test } from "./support";
import { anotherReader, ask, makeTeam } from "./team";
import { inDatabase } from "./teams";

const EDITION = "/papers/date/2026-08-21";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const upvote = (page: Page) => button(page, "Upvote").first();

/**
 * Opens a page in its own tab, and waits until it has all it asks for by itself: a call under way
 * when the account changes would be refused, and reload the page.
 */
async function open(context: BrowserContext, address: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(address);
  await expect(tab.getByRole("button", { name: "Account of Ada First" })).toBeVisible();
  await expect(tab.locator(".rail:not([data-ready])")).toHaveCount(0);
  return tab;
}

/** Signs in as another account in the same browser. */
async function change(page: Page, account = newAccount("Ben Second")) {
  await page.context().clearCookies();
  return signUp(page, account);
}

/** What the account has changed. */
const changesOf = (email: string) =>
  inDatabase(async (sql) => {
    const [found] = await sql`
      select users.name,
        (select count(*)::int from votes where user_id = users.id) as votes,
        (select count(*)::int from user_papers where user_id = users.id) as saved,
        (select count(*)::int from lists where owner_user_id = users.id) as lists,
        (select count(*)::int from annotations where author_id = users.id) as notes
      from users where email = ${email}`;
    return found;
  });

test("a page changes nothing for another account than the one it was made for", async ({
  page,
  context,
}) => {
  await signUp(page, newAccount("Ada First"));
  const [paper] = await inDatabase((sql) => sql`select id from papers limit 1`);
  await ask(page, "library.set", { paperId: paper?.id, status: "to_read" });
  const noted = await open(context, "/papers/2501.00663");
  await button(noted, "Note").click();
  await noted.getByRole("textbox", { name: "Your note" }).fill("Whose is this?");
  const row = await open(context, EDITION);
  const ways = [
    { call: "votes.set", tab: row, press: upvote(row) },
    { call: "annotations.create", tab: noted, press: button(noted, "Add note") },
  ];
  for (const [call, at, name] of [
    ["library.set", EDITION, "Save"],
    ["library.setMany", "/library", "Favorite"],
    // a menu loads its content, and is not filled for another account either
    ["lists.all", EDITION, "Add to list"],
  ] as const) {
    const tab = await open(context, at);
    ways.push({ call, tab, press: button(tab, name).first() });
  }
  const { email } = await change(page);

  for (const { call, tab, press } of ways) {
    const sent = tab.waitForResponse((answer) => answer.url().includes(call));
    await press.click();
    expect((await sent).status(), call).toBe(412);
    await expect(tab.getByRole("button", { name: "Account of Ben Second" }), call).toBeVisible();
  }
  await expect(upvote(row)).toHaveAttribute("aria-pressed", "false");
  expect(await changesOf(email)).toEqual({
    name: "Ben Second",
    votes: 0,
    saved: 0,
    lists: 0,
    notes: 0,
  });
});

test("a form that was made for another account is refused, and keeps what was typed", async ({
  page,
  context,
}) => {
  await signUp(page, newAccount("Ada First"));
  const team = await makeTeam(page);
  const forms = [
    { at: "/lists", field: "New list", send: "Create list" },
    { at: "/settings", field: "Name", send: null },
    { at: `/teams/${team.slug}/settings`, field: "Name", send: "Save changes" },
  ];
  const tabs: Page[] = [];
  for (const { at } of forms) tabs.push(await open(context, at));
  const { email } = await change(page);

  for (const [index, { at, field, send }] of forms.entries()) {
    const tab = tabs[index] as Page;
    await tab.getByLabel(field, { exact: true }).fill("Whose is this?");
    if (send) await button(tab, send).click();
    else await tab.keyboard.press("Enter");
    await expect(tab.getByRole("alert").first(), at).toContainText("another account");
    await expect(tab.getByLabel(field, { exact: true }), at).toHaveValue("Whose is this?");
  }
  expect(await changesOf(email)).toMatchObject({ name: "Ben Second", lists: 0 });
});

test("an invitation for another address leads out, and back to itself", async ({
  page,
  browser,
}) => {
  const owner = await anotherReader(browser, "Olga Owner");
  const team = await makeTeam(owner);
  const invited = await signUp(page, newAccount("Grace Guest"));
  const { link } = await ask<{ link: string }>(owner, "invitations.createForTeam", {
    teamId: team.id,
    email: invited.email,
  });
  const { pathname } = new URL(link);
  await change(page, newAccount("Ben Second"));

  await page.goto(pathname);
  await expect(page.getByRole("main")).toContainText("another");
  await expect(button(page, "Join the team")).toHaveCount(0);
  await button(page, "Sign out and use another account").click();
  await expect(page).toHaveURL(pathname);
  await page.getByRole("link", { name: "I have an account" }).click();
  await page.getByLabel("Email").fill(invited.email);
  await page.getByLabel("Password", { exact: true }).fill(invited.password);
  await button(page, "Sign in").click();
  await expect(page).toHaveURL(pathname);
  await button(page, "Join the team").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(team.name);
  await owner.context().close();
});
