import { randomInt, randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { callsOf } from "./procedures";
import {
  expect,
  fitsWindow,
  isAccessible,
  lettersTo,
  linkIn,
  newAccount,
  picture,
  signUp,
  test,
} from "./support";
import { ask, makeTeam as madeTeam } from "./team";
import { forgetConfirmation } from "./teams";

/** Another reader's browser, at another address. */
async function another(browser: Browser): Promise<Page> {
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
  const context = await browser.newContext({
    extraHTTPHeaders: { "x-forwarded-for": address },
  });
  return context.newPage();
}

const mark = () => newAccount().email.slice(7, 15);

/** Creates a team like a reader, and ends on its page. */
async function makeTeam(page: Page, name = `Reading ${mark()}`): Promise<string> {
  await page.goto("/teams");
  await expect(page.getByText("Create a team")).toHaveCount(1);
  if (await page.getByLabel("Name").isHidden()) await page.getByText("Create a team").click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create team" }).click();
  await page.waitForURL(/\/teams\/./);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function makeCollection(page: Page, name: string): Promise<string> {
  await page.getByText("New collection").click();
  await page.getByLabel("Name of the collection").fill(name);
  await page.getByRole("button", { name: "Create collection" }).click();
  await page.waitForURL(/\/lists\//);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Creates an invitation and returns the link that its creator is shown. */
async function invite(page: Page, team: string, given: { role?: string; collection?: string }) {
  await page.goto(`${team}/members`);
  const form = page.getByRole("region", { name: "Invite by link" });
  if (given.role) {
    await form.getByLabel("Role", { exact: true }).selectOption({ label: given.role });
  }
  if (given.collection) {
    await form.getByLabel("Start on").selectOption({ label: given.collection });
  }
  await expect(form.getByLabel("Number of people")).toHaveValue("25");
  await form.getByLabel("Number of people").fill("1");
  await form.getByRole("button", { name: "Create a link" }).click();
  const link = page.locator("code").first();
  await expect(link).toContainText("/join/");
  return new URL((await link.textContent()) ?? "").pathname;
}

async function createAccount(page: Page, account = newAccount()) {
  await page.getByLabel("Name").fill(account.name);
  const email = page.getByLabel("Email");
  if (await email.isEditable()) await email.fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  return account;
}

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

async function change(page: Page, name: string, deed: string) {
  await row(page, name)
    .getByRole("button", { name: `Change ${name}` })
    .click();
  await row(page, name).getByRole("button", { name: deed }).click();
}

/** Upvotes the page's paper, and waits until the vote is counted. */
async function upvote(page: Page) {
  const counted = page.waitForResponse(callsOf("votes.set"));
  await page.getByRole("button", { name: "Upvote" }).click();
  expect((await counted).ok()).toBe(true);
}

test("a team from start to end, in three browsers", async ({ page, browser }) => {
  const owner = await signUp(page, newAccount("Olga Owner"));
  const team = await makeTeam(page);
  const list = await makeCollection(page, "What to read first");
  const link = await invite(page, team, { collection: "What to read first" });

  // a stranger, or a scanner of their mail, sees the invitation and gets no access
  const nora = await another(browser);
  expect((await nora.request.get(link)).status()).toBe(200);
  await nora.goto(link);
  await expect(nora.getByRole("main")).toContainText(`${owner.name} invites you to the team`);
  await picture(nora, "join");
  await isAccessible(nora);
  await nora.getByRole("link", { name: "Create an account" }).click();
  await createAccount(nora, newAccount("Nora Newcomer"));
  await nora.waitForURL(list);
  await expect(nora.getByRole("heading", { level: 1 })).toHaveText("What to read first");

  // used up: always the same sentence, as a whole page with 404
  const stranger = await another(browser);
  for (const path of [link, "/join/made-up"]) {
    expect((await stranger.goto(path))?.status()).toBe(404);
    await expect(stranger.getByRole("main")).toContainText("has been used, has expired");
  }

  // a reader with an account signs in, returns here, and clicks Join
  const maria = await another(browser);
  const account = await signUp(maria, newAccount("Maria Member"));
  await maria.context().clearCookies();
  await maria.goto(await invite(page, team, { role: "Admin" }));
  await maria.getByRole("link", { name: "I have an account" }).click();
  await maria.getByLabel("Email").fill(account.email);
  await maria.getByLabel("Password", { exact: true }).fill(account.password);
  await maria.getByRole("button", { name: "Sign in", exact: true }).click();
  await maria.getByRole("button", { name: "Join the team" }).click();
  await maria.waitForURL(team);
  await expect(maria.getByRole("main")).toContainText("You are an admin");

  // role changes take effect at once
  await page.goto(`${team}/members`);
  await picture(page, "team-members");
  await isAccessible(page);
  // the only owner cannot change their own role
  await expect(row(page, "You").getByRole("button", { name: /^Change/ })).toHaveCount(0);
  await expect(row(page, "You")).toContainText("make someone else an owner before");
  await change(page, "Nora Newcomer", "Make admin");
  await expect(row(page, "Nora Newcomer")).toContainText("Admin since");
  await nora.goto(`${team}/members`);
  await expect(nora.getByRole("heading", { name: "Invite by email" })).toBeVisible();
  for (let slip = 0; slip < 2; slip++) {
    await change(page, "Nora Newcomer", "Remove from team");
    await expect(row(page, "Nora Newcomer")).toHaveCount(0);
    // the message stays while the pointer is on it
    const told = page.getByRole("status").locator(".toast");
    const removed = told.filter({ hasText: "Removed from the team." });
    await removed.hover();
    const sentence = page.getByText("Removed from the team. What they added stays.");
    await expect(sentence.filter({ visible: true })).toHaveCount(1);
    await expect(page.getByRole("heading", { name: "Members" })).toBeFocused();
    expect((await nora.goto(team))?.status()).toBe(404);
    await removed.getByRole("button", { name: "Undo" }).click();
    await expect(row(page, "Nora Newcomer")).toContainText("Admin since");
    await expect(page.getByText("Removed from the team. What they added stays.")).toHaveCount(0);
    expect((await nora.goto(team))?.status()).toBe(200);
  }
  await picture(page, "team-members-back");

  // what members do appears in the week and in the activity
  await maria.goto("/papers/2402.17316");
  await upvote(maria);
  await page.goto(team);
  await expect(page.getByText("Upvoted by Maria Member", { exact: true })).toBeVisible();
  await picture(page, "team");
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByText("Maria Member joined")).toBeVisible();
  await picture(page, "team-activity");

  // leave, transfer, dissolve, restore
  await page.goto(`${team}/settings`);
  await page.getByText("Leave this team").click();
  await page.getByRole("button", { name: /^Yes, leave/ }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "make someone else an owner first",
  );
  await nora.goto(`${team}/settings`);
  await nora.getByText("Leave this team").click();
  await nora.getByRole("button", { name: /^Yes, leave/ }).click();
  await nora.waitForURL("/teams");
  await expect(nora.getByText("No team yet")).toBeVisible();

  await page.getByText("Dissolve this team").click();
  await picture(page, "team-settings");
  await page.getByRole("button", { name: /^Yes, dissolve/ }).click();
  await page.waitForURL("/teams");
  await expect(page.locator(".toast")).toContainText("is dissolved");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  expect((await maria.goto(team))?.status()).toBe(404);
  expect((await maria.goto(list))?.status()).toBe(404);
  await picture(page, "teams-dissolved");
  await page.getByRole("button", { name: /^Restore/ }).click();
  await page.waitForURL(team);
  expect((await maria.goto(list))?.status()).toBe(200);

  await page.goto(`${team}/settings`);
  await page.getByText("Transfer this team").click();
  await page.getByRole("button", { name: /^Yes, transfer/ }).click();
  await expect(page.getByLabel("New owner")).toHaveAccessibleDescription(
    /Please choose the new owner/,
  );
  await page.getByLabel("New owner").selectOption({ label: "Maria Member" });
  await picture(page, "team-hand-over");
  await page.getByRole("button", { name: /^Yes, transfer .* to Maria Member$/ }).click();
  await expect(page.getByRole("main")).toContainText("You are an admin");
  await expect(page.locator(".toast")).toContainText("Maria Member now owns");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveURL(`${team}/settings`);
  for (const each of [nora, maria, stranger]) await each.context().close();
});

test("a taken address is reported at its field, and an old one no longer works", async ({
  page,
}) => {
  await signUp(page);
  const team = `/teams/${(await madeTeam(page)).slug}`;
  await page.goto("/teams");
  await page.getByText("Create a team").click();
  await page.getByLabel("Name").fill("Another team");
  await page.getByLabel("Address").fill(team.replace("/teams/", ""));
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(/is taken.*-2” is free/);
  await expect(page.getByLabel("Name")).toHaveValue("Another team");

  await page.goto(`${team}/settings`);
  const moved = `moved-${mark()}`;
  await page.getByRole("textbox", { name: "Address" }).fill(moved);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("its old address no longer works.")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/teams/${moved}/settings`);
  expect((await page.goto(team))?.status()).toBe(404);
});

test("by the keyboard alone", async ({ page }) => {
  await signUp(page);
  await page.goto("/");
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.waitForURL("/teams");
  const tabTo = async (name: RegExp) => {
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press("Tab");
      const at = page.locator(":focus");
      const text = `${await at.getAttribute("name")} ${await at.textContent()}`;
      if (name.test(text)) return;
    }
    throw new Error(`nothing like ${name} was reached`);
  };
  await tabTo(/^name/);
  await page.keyboard.type(`Keys ${mark()}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/teams\/./);
  await tabTo(/^null Members/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/members$/);
  await tabTo(/Create a link/);
  await page.keyboard.press("Enter");
  await expect(page.locator("code").first()).toContainText("/join/");
  await tabTo(/Revoke/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The invitation was revoked.")).toBeVisible();
  await expect(page.getByText("No open invitations.")).toBeVisible();
});

test("every page of a team passes axe in both themes, and is no wider than the window", {
  tag: "@phone",
}, async ({ page }) => {
  await signUp(page);
  const slug = `long-${mark()}`;
  const name = `A team with quite a long name for a phone ${slug}`;
  await ask(page, "teams.create", { id: randomUUID(), name, slug });
  const team = `/teams/${slug}`;
  await page.goto("/papers/2402.17316");
  await upvote(page);
  for (const path of [
    "/teams",
    team,
    `${team}/activity`,
    `${team}/members`,
    `${team}/settings`,
    `${team}/trash`,
    "/settings",
  ]) {
    await page.goto(path);
    for (const folded of await page.locator("main details:not([open]) > summary").all()) {
      if (await folded.isVisible()) await folded.click();
    }
    await isAccessible(page);
    await fitsWindow(page);
    await picture(page, path.split("/").at(-1)?.slice(0, 9) ?? "");
  }
});

test("an owner deletes the account and leaves the team to the chosen successor", async ({
  page,
  browser,
}) => {
  const owner = await signUp(page, newAccount("Olga Owner"));
  const other = await another(browser);
  await signUp(other, newAccount("Hedy Heir"));
  const team = `/teams/${(await madeTeam(page, other)).slug}`;

  await forgetConfirmation(owner.email);
  await page.goto("/settings");
  await page.getByText("Delete my account", { exact: true }).click();
  const ours = page.getByRole("link", { name: "your notes" });
  expect((await page.request.get(`${await ours.getAttribute("href")}`)).ok()).toBe(true);
  await page.getByLabel(`Type ${owner.email} to continue`).fill(owner.email);
  await page.getByLabel(/^New owner of/).selectOption({ label: "Hedy Heir" });
  await page.getByLabel("Your password").fill("not the password");
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await expect(page.getByLabel("Your password")).toHaveAccessibleDescription(/password is wrong/);
  await page.getByLabel("Your password").fill(owner.password);
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await page.waitForURL(/\/sign-in\?/);
  await expect(page.getByText("Your account is deleted")).toBeVisible();
  expect(await page.evaluate(() => [document.cookie, localStorage.getItem("last-visit")])).toEqual([
    "",
    null,
  ]);
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
  await other.goto(team);
  await expect(other.getByRole("main")).toContainText("You are an owner");
  await other.context().close();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a team is made, filled and changed all the same", async ({ page, browser }) => {
    await signUp(page, newAccount("Olga Owner"));
    const team = await makeTeam(page);
    const link = await invite(page, team, {});
    const context = await browser.newContext({
      javaScriptEnabled: false,
      extraHTTPHeaders: { "x-forwarded-for": "10.9.8.7" },
    });
    const other = await context.newPage();
    const account = newAccount("Nora Newcomer");
    await other.goto(link);
    await other.getByRole("link", { name: "Create an account" }).click();
    await createAccount(other, account);
    await other.waitForURL(team);

    await page.goto(`${team}/members`);
    await change(page, "Nora Newcomer", "Remove from team");
    await expect(row(page, "Nora Newcomer")).toHaveCount(0);
    await expect(page.getByText("Removed from the team. What they added stays.")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row(page, "Nora Newcomer")).toContainText("Member since");
    await other.goto(`${team}/settings`);
    await other.getByText("Leave this team").click();
    await other.getByRole("button", { name: /^Yes, leave/ }).click();
    await expect(other.getByText("No team yet")).toBeVisible();
    await other.goto(await invite(page, team, {}));
    await other.getByRole("button", { name: "Join the team" }).click();
    await other.waitForURL(team);
    await context.close();

    await page.goto(`${team}/settings`);
    await page.getByText("Transfer this team").click();
    await page.getByLabel("New owner").selectOption({ label: "Nora Newcomer" });
    await page.getByRole("button", { name: /^Yes, transfer/ }).click();
    await expect(page.getByText("Nora Newcomer now owns")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("You are an admin");
  });
});

test.describe("where mail is sent", () => {
  test.use({ baseURL: `http://localhost:${process.env.E2E_MAIL_PORT}` });

  async function confirmedAccount(page: Page, name: string) {
    await page.goto("/sign-up");
    const account = await createAccount(page, newAccount(name));
    await page.goto(await linkIn(account.email, "Confirm your address"));
    await page.getByRole("button", { name: "Confirm and sign in" }).click();
    await page.waitForURL("/welcome");
    return account;
  }

  test("an invitation is mailed, and a newcomer lands in the team by it", async ({
    page,
    browser,
  }) => {
    const owner = await confirmedAccount(page, "Olga Owner");
    const name = `Reading ${mark()}`;
    const team = await makeTeam(page, name);
    const guest = newAccount("Nora Newcomer");
    await page.goto(`${team}/members`);
    const slip = `Nora <${guest.email}>, Ada`;
    await page.getByLabel("Email addresses").fill(slip);
    await page.getByRole("button", { name: "Invite them" }).click();
    await expect(page.getByLabel("Email addresses")).toHaveAccessibleDescription(
      /“Ada” is no address/,
    );
    await expect(page.getByLabel("Email addresses")).toHaveValue(slip);
    await page.getByLabel("Email addresses").fill(`Nora <${guest.email}>, ${owner.email}`);
    await page.getByRole("button", { name: "Invite them" }).click();
    await expect(page.getByText("1 person is invited by email.")).toBeVisible();
    await expect(page.getByText(`${owner.name} is in the team already.`)).toBeVisible();
    await expect.poll(async () => (await lettersTo(guest.email)).length).toBe(1);
    const [letter] = await lettersTo(guest.email);
    const link = /https?:\S+/.exec(letter?.text ?? "")?.[0] ?? "";
    expect(letter?.text).toContain(`${owner.name} invites you to the team “${name}”`);

    // for another address, it is not
    const other = await another(browser);
    await confirmedAccount(other, "Otto Other");
    await other.goto(link);
    await expect(other.getByText("is for a different address")).toBeVisible();
    await expect(other.getByRole("button", { name: "Join the team" })).toHaveCount(0);

    const nora = await another(browser);
    await nora.goto(link);
    await nora.getByRole("link", { name: "Create an account" }).click();
    await createAccount(nora, guest);
    await expect(nora.getByText("Almost there")).toBeVisible();
    await nora.goto(await linkIn(guest.email, "Confirm your address"));
    await nora.getByRole("button", { name: "Confirm and sign in" }).click();
    await nora.waitForURL(team);
    await expect(nora.getByRole("main")).toContainText("You are a member");
    for (const each of [other, nora]) await each.context().close();
  });

  test("a newcomer joins the team through a provider", async ({ page, browser }) => {
    await confirmedAccount(page, "Olga Owner");
    const team = await makeTeam(page);
    const link = await invite(page, team, {});
    const nora = await another(browser);
    await nora.goto(link);
    await nora.getByRole("link", { name: "Create an account" }).click();
    await nora.getByRole("button", { name: /Laboratory login/ }).click();
    await nora.getByPlaceholder("Enter any login").fill(`verified ${newAccount().email}`);
    await nora.getByPlaceholder("and password").fill("any");
    await nora.getByRole("button", { name: "Sign-in" }).click();
    await nora.getByRole("button", { name: "Continue" }).click();
    await nora.waitForURL(team);
    await expect(nora.getByRole("main")).toContainText("You are a member");
    await nora.context().close();
  });
});
