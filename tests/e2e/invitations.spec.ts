import type { Page } from "@playwright/test";
import { type Account, expect, isAccessible, newAccount, picture, signIn, test } from "./support";

test.use({ baseURL: `http://localhost:${process.env.E2E_INVITE_PORT}` });

const administrator = {
  name: "Ada Press",
  email: "ada@example.org",
  password: "correct horse of the press",
};

const account = (page: Page, { name }: Account) =>
  page.getByRole("button", { name: `Account of ${name}` });

async function create(page: Page, { name, email, password }: Account) {
  await page.getByLabel("Name").fill(name);
  const address = page.getByLabel("Email");
  if (await address.isEditable()) await address.fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
}

/** Signs in as the administrator; the first test creates the account. */
async function administer(page: Page) {
  await page.goto("/sign-up");
  if (await page.getByText("The first account").isVisible()) {
    await create(page, administrator);
    const refusal = page.locator(".notice[role=alert], .field-error");
    await expect(account(page, administrator).or(refusal)).toBeVisible();
  }
  if (!(await account(page, administrator).isVisible())) await signIn(page, administrator);
}

/** Creates an invitation and returns its link. */
async function invite(page: Page, email: string): Promise<string> {
  await page.goto("/settings/invitations");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Create invitation" }).click();
  await expect(page.getByText("it is shown only now")).toBeVisible();
  return page.locator("code").innerText();
}

test("an invited reader creates an account and is redirected, once", async ({ page, browser }) => {
  await administer(page);
  const invited = newAccount("Grace Guest");
  const email = `${"a-long-name.".repeat(4)}${invited.email}`;
  const link = await invite(page, email);
  await picture(page, "invitations");
  await isAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(page.viewportSize()?.width);

  const guest = await browser.newPage();
  await guest.goto(link);
  await expect(guest.getByLabel("Email")).toHaveValue(email);
  await create(guest, invited);
  await expect(guest).toHaveURL("/welcome");
  await expect(account(guest, invited)).toBeVisible();
  await guest.context().clearCookies();
  await guest.goto(link);
  await expect(guest.getByText("Accounts here are by invitation only.")).toBeVisible();
  await guest.close();

  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toContainText(
    "Used by Grace Guest",
  );
});

test("a revoked invitation admits nobody", async ({ page, browser }) => {
  await administer(page);
  const { email } = newAccount();
  const link = await invite(page, email);
  await page.getByRole("button", { name: `Revoke the invitation for ${email}` }).click();
  await expect(page.getByText("The invitation was revoked.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toHaveCount(0);
  const guest = await browser.newPage();
  await guest.goto(link);
  await expect(guest.getByText("Accounts here are by invitation only.")).toBeVisible();
  await guest.close();
});
