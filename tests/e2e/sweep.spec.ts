import type { Page } from "@playwright/test";
import { adminPages, EMPTY, OPEN, OWN, type Pages } from "./pages";
import { callsOf } from "./procedures";
import { expect, fitsWindow, isAccessible, picture, signUp, test, watch } from "./support";
import { inDatabase, promote } from "./teams";

/** Pages that stand for the others of their kind where axe looks at a narrow window as well. */
const ALSO_NARROW = ["home", "paper-mine", "sign-in", "no-page", "library", "settings"];

/**
 * Checks pages: no recorded faults, nothing wider than the window, and no fault found by axe, which
 * looks at a narrow window only where one differs.
 */
async function look(page: Page, pages: Pages) {
  const faults = watch(page);
  const isNarrow = test.info().project.name === "phone";
  for (const [name, path] of Object.entries(pages)) {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    // the reader's state is on the page once this is answered
    const [, answer] = await Promise.all([
      page.waitForResponse(callsOf("viewer.state")),
      page.goto(path),
    ]);
    expect(answer?.status(), name).toBe(name.startsWith("no-") ? 404 : 200);
    expect(answer?.headers()["content-security-policy"], name).not.toContain("unsafe");
    expect(await page.title(), name).not.toBe("");
    await expect(page.locator("h1"), name).toHaveCount(1);
    await fitsWindow(page);
    if (!isNarrow || ALSO_NARROW.includes(name)) await isAccessible(page);
    await picture(page, name);
    expect(faults, name).toEqual([]);
  }
}

for (const [name, pages] of Object.entries(OPEN)) {
  test(`${name} in both themes`, async ({ page }) => {
    await look(page, pages);
  });
}

test("a new reader's own pages in both themes", async ({ page }) => {
  await signUp(page);
  await look(page, EMPTY);
});

test("a reader's own pages in both themes", async ({ page }) => {
  await signUp(page);
  await page.goto(OWN["edition-mine"]);
  const first = page.getByRole("article").first();
  const upvote = first.getByRole("button", { name: "Upvote" });
  await upvote.click();
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
  await first.getByRole("button", { name: "Save", exact: true }).click();
  await expect(first.getByRole("button", { name: "To read" })).toBeVisible();
  await look(page, OWN);
});

test("an administrator's pages in both themes", async ({ page }) => {
  const { email } = await signUp(page);
  await promote(email);
  const [me] = await inDatabase((sql) => sql`select id from users where email = ${email}`);
  await look(page, adminPages(me?.id));
});

test.describe("without scripts", { tag: "@any-width" }, () => {
  test.use({ javaScriptEnabled: false });

  test("every page can be read", async ({ page }) => {
    const pages = Object.values(OPEN).flatMap((some) => Object.entries(some));
    for (const [name, path] of pages) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), name).toBeVisible();
      await expect(page.getByRole("main"), name).toContainText(/\w{3}/);
      // HTML requires a URL there, which React leaves empty
      await expect(page.locator('form[action=""]'), name).toHaveCount(0);
    }
  });

  test("an edition has its papers, with their authors and abstracts", async ({ page }) => {
    await page.goto("/papers/date/2025-03-13");
    await expect(page.getByRole("article")).toHaveCount(92);
    await expect(page.getByText("by AK and the research community")).toBeVisible();
    await expect(page.getByRole("article").first()).toContainText(/[a-z]{3}/);
  });
});
