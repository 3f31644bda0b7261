import { randomBytes, randomInt } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/** Playwright's test, with each test at its own address. */
export const test = base.extend({
  extraHTTPHeaders: async ({ extraHTTPHeaders }, use) => {
    const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
    await use({ ...extraHTTPHeaders, "x-forwarded-for": address });
  },
});

export { expect };

export interface Account {
  name: string;
  email: string;
  password: string;
}

/** An account that no other test has. */
export function newAccount(name = "Ada Reader"): Account {
  const mark = randomBytes(6).toString("hex");
  return { name, email: `reader-${mark}@example.org`, password: `correct horse ${mark}` };
}

/** A form's hidden fields. */
const hiddenFields = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g)].map(
      ([, name = "", value = ""]) => [
        name,
        value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
      ],
    ),
  );

/**
 * Signs up by posting the sign-up form as a browser without scripts would. Nearly every test begins
 * with this, and saves two page loads by not opening the form.
 */
export async function signUp(page: Page, account = newAccount()): Promise<Account> {
  const form = await page.request.get("/sign-up");
  const answer = await page.request.post("/sign-up", {
    headers: { origin: new URL(form.url()).origin },
    multipart: { ...hiddenFields(await form.text()), ...account },
    maxRedirects: 0,
  });
  expect(answer.status(), await answer.text()).toBe(303);
  return account;
}

/** Creates an account on the page, like a reader, and ends signed in. */
export async function signUpOnPage(page: Page, account = newAccount()): Promise<Account> {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(account.name);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).not.toHaveURL(/\/sign-up/);
  return account;
}

/** Signs in like a reader. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/\/sign-in($|\?)/);
}

type Theme = "light" | "dark";

const THEMES: readonly Theme[] = ["light", "dark"];

/** The axe rules that depend on the theme; they depend on nothing else. */
const OF_COLORS = ["color-contrast", "link-in-text-block"];

/** The rows of a long list after the first ones, which are similar: axe takes time for each. */
const FURTHER_ROWS = ".row:nth-of-type(n + 5)";

/**
 * Checks a page, or a part of it, with axe in every theme. Colors do not depend on the width, and
 * everything else does not depend on the theme, so nothing is checked twice.
 */
export async function isAccessible(page: Page, part = "body", themes = THEMES): Promise<void> {
  const isPhone = test.info().project.name === "phone";
  for (const colorScheme of isPhone ? (["light"] as const) : themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const isLoaded = await page.evaluate(() => "axe" in window);
    const axe = new AxeBuilder({ page, axeSource: isLoaded ? ";" : undefined })
      .include(part)
      .exclude(FURTHER_ROWS)
      // it would request every style sheet again, for rules about sounds and rotated screens
      .options({ resultTypes: ["violations"], preload: false })
      // our pages have no frames, for which it would open another page each time
      .setLegacyMode();
    if (isPhone) axe.disableRules(OF_COLORS);
    else if (colorScheme === "dark") axe.withRules(OF_COLORS);
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length})`);
    expect(found, `${new URL(page.url()).pathname}, ${colorScheme}`).toEqual([]);
  }
}

/** Records everything that a page must not do. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // a 404 response for a missing page is expected
    const expected = /status of 404/.test(message.text()) && message.location().url === page.url();
    if (message.type() === "error" && !expected) faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== "data:" && host !== new URL(page.url()).host && page.url() !== "about:blank") {
      faults.push(`asked another site: ${request.url()}`);
    }
  });
  return faults;
}

/** The narrowest windows: a small phone, and 1280 px at 400 %. */
const NARROW = [360, 320];

/**
 * Checks that the content is not wider than the window, and on a phone that it would not be in the
 * narrowest ones.
 */
export async function fitsWindow(page: Page): Promise<void> {
  const window = page.viewportSize();
  if (!window) throw new Error("the page has no window");
  const isPhone = test.info().project.name === "phone";
  for (const width of isPhone ? [window.width, ...NARROW] : [window.width]) {
    if (width !== window.width) await page.setViewportSize({ ...window, width });
    // a phone's browser takes a wider page for a wider window
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${page.url()} is wider than ${width} px`).toBeLessThanOrEqual(width);
  }
  if (isPhone) await page.setViewportSize(window);
}

/** Taller pictures are cut, as pages go on as they begin. */
const MAX_HEIGHT = 16_000;

/**
 * Saves a picture of a page below `test-results/pictures`. The window grows to the page: what the
 * browser takes beyond its window is drawn as without a touch screen.
 */
export async function takePicture(page: Page, name: string, most = MAX_HEIGHT): Promise<void> {
  const window = page.viewportSize();
  if (!window) throw new Error("the page has no window");
  const full = await page.evaluate(() => document.documentElement.scrollHeight);
  const height = Math.max(window.height, Math.min(full, most));
  await page.setViewportSize({ ...window, height });
  await page.screenshot({ path: `test-results/pictures/${name}.png` });
  await page.setViewportSize(window);
}

/** With PICTURES=yes, saves a picture for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  await takePicture(page, `sweep/${name}-${test.info().project.name}`);
}

interface Letter {
  subject: string;
  text: string;
}

/** The messages that the installation has mailed to an address. */
export const lettersTo = async (email: string): Promise<Letter[]> =>
  (await fetch(`http://127.0.0.1:${process.env.E2E_LETTERS_PORT}/${email}`)).json();

/** The link in the message with this subject, once it has arrived. */
export async function linkIn(email: string, subject: string): Promise<string> {
  const find = async () => (await lettersTo(email)).find((letter) => letter.subject === subject);
  await expect.poll(find).toBeTruthy();
  return /https?:\S+/.exec((await find())?.text ?? "")?.[0] ?? "";
}

/** Selects every paper on the page, once the page reacts to it. */
export async function selectAll(page: Page, papers: number) {
  await expect(async () => {
    await page.getByRole("checkbox", { name: "Select all papers" }).check();
    await expect(page.getByText(`${papers} selected`, { exact: true })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
}
