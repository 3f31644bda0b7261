import type { Page } from "@playwright/test";
import { callsOf } from "./procedures";
import { expect, fitsWindow, isAccessible, picture, signUp, test } from "./support";
import { inDatabase, promote } from "./teams";

const PAPER = "/papers/2402.17316";

/** Every page that a stranger may open, grouped by the visits that can share one. */
const OPEN: Record<string, Record<string, string>> = {
  editions: {
    home: "/",
    edition: "/papers/date/2025-03-13",
    week: "/papers/week/2025-W11",
    month: "/papers/month/2025-03",
    trending: "/papers/trending",
  },
  papers: {
    paper: PAPER,
    moderation: "/moderation",
    search: "/search?q=learning",
    "search-nothing": "/search?q=zzzzzzzz",
  },
  "the ways in": {
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
    "reset-password": "/reset-password",
  },
  "what is not here": {
    "no-edition": "/papers/date/2025-03-14",
    "no-paper": "/papers/2599.99999",
    "no-page": "/nothing-here",
    "no-invitation": "/join/nothing-here",
  },
};

/** Pages that need an account, while they are empty. */
const EMPTY = { library: "/library", lists: "/lists", teams: "/teams", notes: "/notes" };

/** Pages that look different with content, or are never empty. */
const OWN = {
  "edition-mine": "/papers/date/2026-08-20",
  "paper-mine": PAPER,
  library: "/library",
  settings: "/settings",
  welcome: "/welcome",
  security: "/settings/security",
  "no-list": "/lists/00000000-0000-4000-8000-000000000000",
};

/** Pages that stand for the others of their kind where axe looks at a narrow window as well. */
const ALSO_NARROW = ["home", "paper-mine", "sign-in", "no-page", "library", "settings"];

/** Records everything that a page must not do. */
function watch(page: Page): string[] {
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

/**
 * Checks pages: no recorded faults, nothing wider than the window, and no fault found by axe, which
 * looks at a narrow window only where one differs.
 */
async function look(page: Page, pages: Record<string, string>) {
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
  await look(page, {
    admin: "/admin",
    accounts: "/admin/accounts",
    account: `/admin/accounts/${me?.id}`,
    reports: "/admin/reports",
    installation: "/admin/settings",
    warnings: "/warnings",
    log: "/admin/log",
    "no-account": "/admin/accounts/00000000-0000-4000-8000-000000000000",
  });
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
