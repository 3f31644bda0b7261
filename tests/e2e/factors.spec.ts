import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { expect, isAccessible, newAccount, picture, signIn, signUp, test } from "./support";
import { forgetConfirmation } from "./teams";

/** A virtual authenticator. It confirms at once, unless told not to answer. */
async function authenticatorOf(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    answer: (enabled: boolean) =>
      cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
  };
}

const section = (page: Page, name: string) => page.getByRole("region", { name });

const isIn = (page: Page, name: string) =>
  expect(page.getByRole("button", { name: `Account of ${name}` })).toBeVisible();

/** The code that an app with this key shows, in a time step not used before. */
const codes = (secret: string) => {
  const totp = new TOTP({ secret });
  return (ahead = 0) => totp.generate({ timestamp: Date.now() + ahead * 30_000 });
};

const keyShown = async (page: Page) => (await page.locator("code").innerText()).replace(/\s/g, "");

/** Adds a passkey under Settings. */
async function addPasskey(page: Page) {
  await page.goto("/settings/security");
  const passkeys = section(page, "Passkeys");
  await passkeys.getByRole("button", { name: "Add a passkey" }).click();
  await expect(passkeys.getByText("The passkey was added.")).toBeVisible();
  await expect(passkeys.getByRole("button", { name: /^Remove/ })).toHaveCount(1);
  return passkeys;
}

test("a passkey signs in without a name", async ({ page }) => {
  await signUp(page);
  await authenticatorOf(page);
  await addPasskey(page);
  await picture(page, "security-passkey");
  await page.context().clearCookies();
  // the field's own offer would sign in before the button does
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  await page.goto("/sign-in?callbackUrl=/settings/security");
  await picture(page, "sign-in-passkey");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL("/settings/security");
  await expect(section(page, "Recent sign-ins").getByText(/by passkey/)).toHaveCount(1);
});

test("a passkey is the second step after the password", async ({ page }) => {
  const account = await signUp(page);
  const authenticator = await authenticatorOf(page);
  await addPasskey(page);
  const second = section(page, "Second step");
  await second.getByRole("button", { name: "Use my passkeys" }).click();
  await expect(second.getByText("Keep these recovery codes")).toBeVisible();
  await expect(second.getByText(/^It is on, with your passkey\. 10 recovery/)).toBeVisible();
  await page.context().clearCookies();
  await authenticator.answer(false);
  await signIn(page, account);
  await expect(page).toHaveURL("/sign-in/verify?callbackUrl=%2F");
  await picture(page, "second-step");
  await isAccessible(page);
  await authenticator.answer(true);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await isIn(page, account.name);
});

test("a passkey confirms, and is removed", async ({ page }) => {
  const account = await signUp(page);
  await authenticatorOf(page);
  const passkeys = await addPasskey(page);
  await forgetConfirmation(account.email);
  await page.reload();
  await passkeys.getByRole("button", { name: /^Remove/ }).click();
  await expect(passkeys.getByText("Please confirm that it is you.")).toBeFocused();
  await picture(page, "security-confirm");
  await isAccessible(page);
  await passkeys.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(passkeys.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
});

test("a password confirms, after a wrong one too, and what was pressed is done", async ({
  page,
}) => {
  const account = await signUp(page);
  await forgetConfirmation(account.email);
  await page.goto("/settings/security");
  const second = section(page, "Second step");
  await second.getByRole("button", { name: "Set up an authenticator app" }).click();
  const password = second.getByLabel("Your password");
  await password.fill("not the password");
  await password.press("Enter");
  await expect(password).toHaveAccessibleDescription("This password is wrong.");
  await password.fill(account.password);
  await second.getByRole("button", { name: "Confirm and continue" }).click();
  await expect(
    second.getByRole("img", { name: "QR code for your authenticator app" }),
  ).toBeVisible();
  await picture(page, "authenticator");
  await isAccessible(page);
  const code = codes(await keyShown(page));
  await second.getByLabel("Code from the app").fill(code());
  await second.getByRole("button", { name: "Turn it on" }).click();
  await expect(second.getByText("Keep these recovery codes")).toBeVisible();
  await picture(page, "recovery-codes");
  await isAccessible(page);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("an authenticator app is set up, asked for, and replaced by a recovery code", async ({
    page,
  }) => {
    const account = await signUp(page, newAccount());
    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Set up an authenticator app" }).click();
    const code = codes(await keyShown(page));
    const first = code();
    await page.getByLabel("Code from the app").fill(first);
    await page.getByRole("button", { name: "Turn it on" }).click();
    const recovery = (await page.locator("#recovery-codes").innerText()).split("\n");
    expect(recovery).toHaveLength(10);

    for (const answer of [code(1), recovery[0] ?? ""]) {
      await page.context().clearCookies();
      await signIn(page, account);
      await expect(page).toHaveURL(/\/sign-in\/verify/);
      await page.getByLabel("Code").fill(first);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByText(/wrong or was already used/)).toBeVisible();
      await page.getByLabel("Code").fill(answer);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL("/");
    }
    await page.goto("/settings/security");
    await expect(page.getByText("9 recovery codes are left.")).toBeVisible();
    await expect(page.getByText(/and the second step was wrong/)).toHaveCount(2);
  });
});
