import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, isAccessible, newAccount, signUp, test } from "./support";
import { forgetConfirmation, inDatabase, promote } from "./teams";

/** The page of an account, found by its address. */
async function openAccount(page: Page, { name, email }: { name: string; email: string }) {
  await page.goto("/admin/accounts");
  await page.getByRole("searchbox", { name: "Find an account" }).fill(email);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

test("an administrator blocks a reader, who is signed out at once", async ({ page, browser }) => {
  // the first account of an installation is an administrator's by itself
  await signUp(await browser.newPage());
  const administrator = await signUp(page);
  expect((await page.request.get("/admin")).status()).toBe(404);
  await promote(administrator.email);
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "10.1.2.5" } });
  const other = await context.newPage();
  const reader = await signUp(other, newAccount("Grace Troubles"));

  await page.goto("/");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "Administration" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Administration");
  await expect(page.getByText("The database answers and can be written.")).toBeVisible();

  await openAccount(page, reader);
  await page.getByRole("button", { name: "Block Grace Troubles" }).click();
  await expect(page.getByText("Blocked, and signed out everywhere.")).toBeVisible();
  await other.goto("/library");
  await expect(other).toHaveURL(/\/sign-in/);
  await other.getByLabel("Email").fill(reader.email);
  await other.getByLabel("Password", { exact: true }).fill(reader.password);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByText("This account is blocked.")).toBeVisible();

  await page.getByText("Delete this account", { exact: true }).click();
  await page.getByLabel(`Type ${reader.email} to continue`).fill(reader.email);
  await page.getByRole("button", { name: "Delete this account for good" }).click();
  await expect(page).toHaveURL(/\/admin\/accounts/);
  await page.getByRole("link", { name: "Log", exact: true }).click();
  await expect(page.getByText("deleted the account of Grace Troubles").first()).toBeVisible();
  await context.close();
});

test("a reported note is hidden, and its author told why", async ({ page, browser }) => {
  const administrator = await signUp(page);
  await promote(administrator.email);
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "10.1.2.6" } });
  const other = await context.newPage();
  const author = await signUp(other, newAccount("Grace Seller"));
  const words = `Buy this, ${author.email}`;
  const note = randomUUID();
  await inDatabase(
    (sql) => sql`insert into annotations (id, paper_id, version, author_id, audience, body)
      select ${note}::uuid, papers.id, coalesce(latest_version, 1), users.id, 'everyone', ${words}
      from papers, users where slug = '2402.17316' and email = ${author.email}`,
  );

  await page.goto(`/report/${note}`);
  await expect(page.getByText(words)).toBeVisible();
  await page.getByLabel("What is wrong with it").fill("An advertisement");
  await page.getByRole("button", { name: "Send report" }).click();
  await expect(page.getByText("Thank you.")).toBeVisible();

  await page.goto("/admin/reports");
  await isAccessible(page);
  const reported = page.getByRole("listitem").filter({ hasText: words });
  await reported.getByRole("button", { name: "Hide the note" }).click();
  await expect(reported.getByLabel("Reason")).toHaveAccessibleDescription(/Please enter a reason/);
  await reported.getByLabel("Reason").fill("Advertisements are not notes.");
  await reported.getByRole("button", { name: "Hide the note" }).click();
  const told = page.getByText("The note is hidden. Its author sees why.");
  await expect(told.filter({ visible: true })).toHaveCount(1);

  await other.goto("/notes");
  await expect(
    other.getByText("hidden by an administrator: Advertisements are not notes."),
  ).toBeVisible();
  await other.goto("/moderation");
  await expect(other.getByText("Advertisements are not notes.").first()).toBeVisible();
  await context.close();
});

test("an administrator passes on the link of a message that no server has sent", async ({
  page,
}) => {
  const reader = await signUp(page, newAccount("Rita Reader"));
  await page.context().clearCookies();
  const administrator = await signUp(page);
  await promote(administrator.email);
  await page.goto("/reset-password");
  await page.getByLabel("Email").fill(reader.email);
  await page.getByRole("button", { name: "Ask for a link" }).click();
  await expect(page.getByText("If there is an account with")).toBeVisible();
  await forgetConfirmation(administrator.email);

  await page.goto("/admin");
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await expect(page).toHaveURL("/admin/mail");
  const kept = page.getByRole("row").filter({ hasText: reader.email });
  // a background job keeps it
  await expect(async () => {
    await page.reload();
    await expect(kept).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await kept.getByRole("link", { name: "Set a new password" }).click();
  await page.getByLabel("Your password").fill(administrator.password);
  await page.getByRole("button", { name: "Read the message" }).click();
  await expect(page.getByText(`To ${reader.email}`)).toBeVisible();
  await isAccessible(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(page.locator(".toasts")).toContainText("The link copied.");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.context().clearCookies();
  await page.goto(link);
  await page.getByLabel("New password").fill(newAccount().password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your new password is set.")).toBeVisible();
});
