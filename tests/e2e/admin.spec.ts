import type { Page } from "@playwright/test";
import { expect, newAccount, signUp, test } from "./support";
import { promote } from "./teams";

/** The page of an account, found by its address. */
async function openAccount(page: Page, { name, email }: { name: string; email: string }) {
  await page.goto("/admin/accounts");
  await page.getByRole("searchbox", { name: "Find an account" }).fill(email);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

test("an administrator blocks a reader, who is signed out at once", async ({ page, browser }) => {
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
