import type { Page } from "@playwright/test";
import {
  type Account,
  expect,
  isAccessible,
  lettersTo,
  linkIn,
  newAccount,
  picture,
  signIn,
  test,
} from "./support";

test.use({ baseURL: `http://localhost:${process.env.E2E_MAIL_PORT}` });

const isSignedIn = async (page: Page) =>
  (await page.context().cookies()).some(({ name }) => name.endsWith("authjs.session-token"));

async function fillSignUp(page: Page, account: Account) {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(account.name);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Almost there")).toBeVisible();
}

/** Creates an account with a confirmed address, and signs out. */
async function confirmedAccount(page: Page): Promise<Account> {
  const account = newAccount();
  await fillSignUp(page, account);
  await page.goto(await linkIn(account.email, "Confirm your address"));
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await page.waitForURL("/welcome");
  await page.context().clearCookies();
  return account;
}

test("an address is confirmed by the link's button, once, before there is an account", async ({
  page,
}) => {
  const account = newAccount();
  await fillSignUp(page, account);
  expect(await isSignedIn(page)).toBe(false);
  const link = await linkIn(account.email, "Confirm your address");
  await page.goto(link);
  await picture(page, "confirm-address");
  await isAccessible(page);
  expect(await isSignedIn(page)).toBe(false);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await page.waitForURL("/welcome");
  expect(await isSignedIn(page)).toBe(true);
  await page.goto(link);
  await expect(page.getByText("has been used or has expired")).toBeVisible();
});

test("signing up with a taken address says the same, and its owner gets a letter", async ({
  page,
}) => {
  const account = await confirmedAccount(page);
  await fillSignUp(page, { ...newAccount(), email: account.email });
  expect(await linkIn(account.email, "You already have an account")).toMatch(/\/sign-in$/);
});

test("a forgotten password is reset by mail, once", async ({ page }) => {
  const account = await confirmedAccount(page);
  const ask = async (email: string) => {
    await page.goto("/reset-password");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expect(page.getByText("If there is an account with")).toBeVisible();
  };
  await ask("nobody-at-all@example.org");
  await picture(page, "reset-password");
  await ask(account.email);
  const link = await linkIn(account.email, "Set a new password");
  await page.goto(link);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByLabel("New password")).toHaveAccessibleDescription(
    /Please use at least 10/,
  );
  const { password } = newAccount();
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your new password is set.")).toBeVisible();
  await signIn(page, { ...account, password });
  await page.goto(link);
  await expect(page.getByText("has been used or has expired")).toBeVisible();
  expect(await lettersTo("nobody-at-all@example.org")).toEqual([]);
});

test("a mailed link signs in only when its button is pressed, and once", async ({ page }) => {
  const account = await confirmedAccount(page);
  await page.goto("/sign-in?callbackUrl=/search");
  await picture(page, "sign-in-all-ways");
  await page.getByLabel("Email").fill(account.email);
  await page.getByRole("button", { name: "Email me a link instead" }).click();
  await expect(page.getByText("a link is on its way")).toBeVisible();
  const link = await linkIn(account.email, "Sign in to Broadsheet");

  // as a mail scanner would
  expect((await page.request.get(link)).ok()).toBe(true);
  const { search } = new URL(link);
  const callback = await page.request.get(`/api/auth/callback/email${search}`);
  expect(new URL(callback.url()).pathname).toBe("/sign-in/link");
  expect(await isSignedIn(page)).toBe(false);

  await page.goto(link);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("/search");
  expect(await isSignedIn(page)).toBe(true);

  await page.context().clearCookies();
  await page.goto(link);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("has been used or has expired")).toBeVisible();
  expect(await isSignedIn(page)).toBe(false);
});

test("a mailed link makes an account for a new address", async ({ page }) => {
  const { email } = newAccount();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link instead" }).click();
  await page.goto(await linkIn(email, "Sign in to Broadsheet"));
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("/");
  await page.goto("/settings");
  await expect(page.getByText(`You are signed in as ${email}.`)).toBeVisible();
});

test.describe("with an OpenID Connect provider", () => {
  async function comeAs(page: Page, login: string) {
    await page.getByRole("button", { name: /Laboratory login/ }).click();
    await page.getByPlaceholder("Enter any login").fill(login);
    await page.getByPlaceholder("and password").fill("any");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
  }

  test("a newcomer gets an account, and comes back to where they were", async ({ page }) => {
    const { email } = newAccount();
    await page.goto("/sign-in?callbackUrl=/settings");
    await comeAs(page, `verified ${email}`);
    await page.waitForURL("/settings");
    await expect(page.getByText(`You are signed in as ${email}.`)).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue("Olga Ohne");
  });

  test("an account with the same address is linked when the address is verified", async ({
    page,
  }) => {
    const account = await confirmedAccount(page);
    await page.goto("/sign-in?callbackUrl=/settings/security");
    await comeAs(page, `verified ${account.email.toUpperCase()}`);
    await page.waitForURL("/settings/security");
    await expect(page.getByText("Connected")).toBeVisible();
    await page.goto("/settings");
    await expect(page.getByLabel("Name")).toHaveValue(account.name);
    // the account keeps its password
    await page.context().clearCookies();
    await signIn(page, account);
  });

  test("it is not linked when the address is not verified", async ({ page }) => {
    const account = await confirmedAccount(page);
    await page.goto("/sign-in");
    await comeAs(page, `unverified ${account.email}`);
    await page.waitForURL(/\/sign-in/);
    await expect(page.getByText("does not say that the address is verified")).toBeVisible();
    await picture(page, "sign-in-refused");
    expect(await isSignedIn(page)).toBe(false);
  });

  test("a reader connects it, then takes it away", async ({ page }) => {
    const account = await confirmedAccount(page);
    await signIn(page, account);
    await page.goto("/settings/security");
    await comeAs(page, `unverified ${newAccount().email}`);
    await page.waitForURL("/settings/security");
    await expect(page.getByText("Connected")).toBeVisible();
    await page.getByRole("button", { name: "Disconnect Laboratory login" }).click();
    await expect(page.getByRole("button", { name: "Connect Laboratory login" })).toBeVisible();
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a provider is one link further", async ({ page }) => {
    const { email } = newAccount();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Laboratory login" }).click();
    await page.getByRole("link", { name: "Continue" }).click();
    await page.getByPlaceholder("Enter any login").fill(`verified ${email}`);
    await page.getByPlaceholder("and password").fill("any");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("/");
    expect(await isSignedIn(page)).toBe(true);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a stranger subscribes, confirms, changes what comes, and ends it", async ({
    page,
    playwright,
    baseURL,
  }) => {
    const { email } = newAccount();
    await page.goto("/");
    const form = page.getByRole("complementary", { name: "Beside the edition" });
    await form.getByLabel("Email").fill("ada@localhost");
    await form.getByRole("button", { name: "Subscribe" }).click();
    await expect(page.getByText("an address like name@example.org")).toBeVisible();
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Subscribe" }).click();
    await expect(page.getByText("look into your inbox")).toBeVisible();
    await picture(page, "digest-asked");

    // opening the link does nothing, however often
    const link = await linkIn(email, "Confirm that you want the papers by mail");
    await page.goto(link);
    await page.goto(link);
    await page.getByRole("button", { name: "Yes, send them to me" }).click();
    await expect(
      page.getByText("Your address is confirmed. Papers come on weekdays"),
    ).toBeVisible();
    await page.getByLabel("Once a week").check();
    await page.getByLabel("On", { exact: true }).selectOption("Friday");
    await page.getByLabel("At", { exact: true }).selectOption("6 pm");
    await page.getByLabel("At most 5 papers").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved. Papers come on Fridays at 6 pm.")).toBeVisible();
    await picture(page, "digest-settings");
    await page.getByRole("button", { name: "Stop this mail" }).click();
    await expect(page.getByText("No more papers come to")).toBeVisible();
    await page.getByRole("link", { name: "Have them sent again" }).click();
    await page.getByRole("button", { name: "Send it to me again" }).click();
    await expect(page.getByText("Saved. Papers come on Fridays at 6 pm.")).toBeVisible();

    // the one click of a mail program: no cookie, no origin, and no page
    const token = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const program = await playwright.request.newContext({ baseURL });
    const address = `/api/digest/unsubscribe/${token}`;
    const opened = await program.get(address);
    expect(new URL(opened.url()).pathname).toBe(`/digest/unsubscribe/${token}`);
    expect(await opened.text()).toContain("Stop this mail");
    const click = { "List-Unsubscribe": "One-Click" };
    for (const body of [{ form: click }, { multipart: click }]) {
      const answer = await program.post(address, { ...body, maxRedirects: 0 });
      expect(answer.status()).toBe(200);
    }
    await program.dispose();
    await page.goto(`/digest/unsubscribe/${token}`);
    await expect(page.getByText("No more papers come to")).toBeVisible();
  });
});
