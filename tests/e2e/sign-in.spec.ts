import type { Page } from "@playwright/test";
import {
  expect,
  isAccessible,
  newAccount,
  picture,
  signIn,
  signUp,
  signUpOnPage,
  test,
} from "./support";

/** Signs out like the menu's form, without leaving the page. */
const signOut = (page: Page) =>
  page.request.post("/sign-out", {
    headers: { origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });

const session = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name.endsWith("authjs.session-token"));

test("sign up, sign out, sign in again with another session", { tag: "@phone" }, async ({
  page,
}) => {
  const account = await signUpOnPage(page);
  await expect(page).toHaveURL("/welcome");
  await page.getByRole("link", { name: "Skip to the latest edition" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("button", { name: `Account of ${account.name}` })).toBeVisible();
  // from now on, the masthead's layout must not change
  const place = () => page.locator("#search, .search-link").filter({ visible: true }).boundingBox();
  const now = await place();
  await page.reload();
  await expect(page.getByRole("button", { name: `Account of ${account.name}` })).toBeVisible();
  expect(await place()).toEqual(now);
  const first = await session(page);
  expect(first).toMatchObject({ httpOnly: true, sameSite: "Lax" });

  await signOut(page);
  await expect.poll(() => session(page)).toBeUndefined();
  await signIn(page, { ...account, email: account.email.toUpperCase() });
  await expect(page.getByRole("button", { name: `Account of ${account.name}` })).toBeVisible();
  const second = await session(page);
  expect(second?.value).toBeTruthy();
  expect(second?.value).not.toBe(first?.value);

  await page.goto("/sign-in");
  await expect(page).not.toHaveURL(/sign-in/);
});

test("the menu's Sign out leads to the front page, and what was one's own is closed", async ({
  page,
}) => {
  const account = await signUp(page);
  await page.goto("/library");
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
  const menu = page.getByRole("button", { name: `Account of ${account.name}` });
  await menu.click();
  await page.getByRole("button", { name: "Sign out" }).click();

  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole("article").first()).toBeVisible();
  expect(await session(page)).toBeUndefined();

  await page.goBack();
  await expect(page).toHaveURL("/sign-in?callbackUrl=%2Flibrary");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("a wrong password keeps the address and says what is wrong beside the field", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await picture(page, "sign-in");
  await page.getByLabel("Email").fill("nobody@example.org");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAccessibleDescription("The email or the password is wrong.");
  await expect(password).toBeFocused();
  await expect(password).toHaveValue("");
  await expect(page.getByLabel("Email")).toHaveValue("nobody@example.org");
  await isAccessible(page);
});

test("a refused sign-up keeps what was typed but the password", async ({ page }) => {
  await page.goto("/sign-up");
  await picture(page, "sign-up");
  await page.getByLabel("Name").fill("Grace");
  await page.getByLabel("Email").fill("grace@example.org");
  await page.getByLabel("Password", { exact: true }).fill("password123");
  await page.getByRole("button", { name: "Create account" }).click();
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAccessibleDescription(/many people use/);
  await expect(page.getByLabel("Name")).toHaveValue("Grace");
  await expect(page.getByLabel("Email")).toHaveValue("grace@example.org");
  await expect(password).toHaveValue("");
  await isAccessible(page);
});

test("sign-in leads back to where one was, and never to another site", async ({ page }) => {
  const account = await signUpOnPage(page);
  for (const [given, expected] of [
    ["/search?q=attention", "/search?q=attention"],
    ["//evil.example/", "/"],
    ["/\\evil.example", "/"],
    ["javascript:alert(1)", "/"],
  ] as const) {
    await signOut(page);
    await expect.poll(() => session(page)).toBeUndefined();
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: given })}`);
    await page.getByLabel("Email").fill(account.email);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect.poll(() => session(page)).toBeTruthy();
    await page.waitForURL((url) => url.pathname + url.search === expected);
  }
});

test("sign in with the keyboard alone", async ({ page }) => {
  const account = await signUp(page);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(account.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(account.password);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show" })).toBeFocused();
  // letters that are typed there lead nowhere
  await page.keyboard.type("gh");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("/");
  expect(await session(page)).toBeTruthy();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("sign up, be refused, sign in", async ({ page }) => {
    const account = newAccount();
    await signUpOnPage(page, account);
    expect(await session(page)).toBeTruthy();
    await page.context().clearCookies();

    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(account.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(account.email);

    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("/");
    expect(await session(page)).toBeTruthy();
  });

  test("a signed-in reader is offered their account, also on pages that are kept for everybody", async ({
    page,
  }) => {
    await signUp(page);
    for (const address of ["/", "/papers/2501.00663", "/library"]) {
      await page.goto(address);
      const head = page.getByRole("banner");
      await expect(head.getByRole("link", { name: "Your account" })).toBeVisible();
      await expect(head.getByRole("link", { name: "Sign in" })).toBeHidden();
    }
    await page.getByRole("link", { name: "Your account" }).click();
    await expect(page).toHaveURL("/settings");
  });
});
