import type { Page } from "@playwright/test";
import { type Account, expect, newAccount, signUp, test } from "./support";

const PAPER = "/papers/2503.09573";

/** Fills in the form on the page. */
async function fillIn(page: Page, { email, password }: Account) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function existingAccount(page: Page): Promise<Account> {
  const account = await signUp(page, newAccount());
  await page.context().clearCookies();
  return account;
}

test("signing in from a paper returns to it", async ({ page }) => {
  const account = await existingAccount(page);
  await page.goto(`${PAPER}?from=mail`);
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(`${PAPER}?from=mail`)}`);
  await fillIn(page, account);
  await expect(page).toHaveURL(`${PAPER}?from=mail`);
  await expect(page.getByRole("button", { name: `Account of ${account.name}` })).toBeVisible();
});

test("so does creating an account there", async ({ page }) => {
  const account = newAccount();
  await page.goto(PAPER);
  await page.getByRole("banner").getByRole("link", { name: "Create account" }).click();
  await expect(page).toHaveURL(`/sign-up?callbackUrl=${encodeURIComponent(PAPER)}`);
  await page.getByLabel("Name").fill(account.name);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(PAPER);
  await expect(page.getByRole("link", { name: "Create account" })).toBeHidden();
});

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in there does too, also at the second try", async ({ page }) => {
    const account = await existingAccount(page);
    await page.goto(PAPER);
    await page.getByRole("link", { name: "Your account" }).click();
    await fillIn(page, { ...account, password: "not the password" });
    await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
    await fillIn(page, account);
    await expect(page).toHaveURL(PAPER);
  });

  test("the same link leads a reader to their settings", async ({ page }) => {
    await signUp(page);
    await page.goto("/papers/date/2025-03-13");
    // what needs scripts says so, and is not offered
    await expect(page.getByText("need JavaScript")).toBeVisible();
    for (const name of [/^Upvote/, "Save", "Add to list"]) {
      await expect(page.getByRole("button", { name })).toHaveCount(0);
    }
    await expect(page.getByRole("link", { name: "Create account" })).toHaveCount(0);
    await page.goto(PAPER);
    await page.getByRole("banner").getByRole("link", { name: "Your account" }).click();
    await expect(page).toHaveURL("/settings");
  });
});

test("a reader who comes from another site to sign in goes to the front page", async ({
  request,
}) => {
  const signIn = async (referer: string) =>
    (await request.get("/sign-in", { headers: { referer }, maxRedirects: 0 })).status();
  expect(await signIn("https://evil.example/papers/2503.09573")).toBe(200);
});
