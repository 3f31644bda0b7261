import { expect, isAccessible, newAccount, picture, signIn, signUp, test } from "./support";
import { forgetConfirmation } from "./teams";

test("a stranger is asked to sign in and then comes back", async ({ page }) => {
  const account = await signUp(page);
  await page.context().clearCookies();
  await page.goto("/settings/security");
  await expect(page).toHaveURL("/sign-in?callbackUrl=%2Fsettings%2Fsecurity");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/settings/security");
});

test("the name can be changed and shows in the masthead", async ({ page }) => {
  await signUp(page);
  await page.goto("/settings");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("  ");
  await name.press("Enter");
  await expect(name).toHaveAccessibleDescription(/Please enter your name/);
  await name.fill("Emmy Noether");
  await name.press("Tab");
  await expect(page.getByText("Your name is saved.")).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue("Emmy Noether");
  await expect(page.getByRole("button", { name: "Account of Emmy Noether" })).toBeVisible();
});

test("the theme is chosen and kept", async ({ page }) => {
  await signUp(page);
  await page.goto("/settings");
  await page.getByRole("radio", { name: "dark" }).check({ force: true });
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("radio", { name: "dark" })).toBeChecked();
  await picture(page, "settings-dark");
  await isAccessible(page);
});

test("another browser can be signed out, which ends it at once", async ({ page, browser }) => {
  const account = await signUp(page);
  const context = await browser.newContext({
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    extraHTTPHeaders: { "x-forwarded-for": "10.1.2.3" },
  });
  const other = await context.newPage();
  await signIn(other, account);

  await page.goto("/settings/security");
  await expect(page.getByText("This browser")).toHaveCount(1);
  await picture(page, "security");
  await isAccessible(page);
  await page.getByRole("button", { name: "Sign out Firefox on Linux" }).click();
  await expect(page.getByText("That browser is signed out.")).toBeVisible();
  const browsers = page.getByRole("region", { name: "Browsers" });
  await expect(browsers.getByText("Firefox on Linux")).toHaveCount(0);

  await other.goto("/settings");
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page).toHaveURL("/settings/security");
  await context.close();
});

test("a new password needs the current one, and signs out every other browser", async ({
  page,
  browser,
}) => {
  const account = await signUp(page);
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "10.1.2.4" } });
  const other = await context.newPage();
  await signIn(other, account);

  const { password } = newAccount();
  await forgetConfirmation(account.email);
  await page.goto("/settings/security");
  const current = page.getByLabel("Your password");
  await current.fill("not the password");
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(current).toHaveAccessibleDescription("This password is wrong.");

  await current.fill(account.password);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your new password is set")).toBeVisible();
  await expect(page.getByText("This browser")).toHaveCount(1);

  await other.goto("/settings");
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, { ...account, password });
  await context.close();
});
