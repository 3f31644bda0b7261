import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { callsOf } from "./procedures";
import { expect, signUp, test, themesHere } from "./support";

const PAPER = "/papers/2402.17316";

/** Every page that a stranger may open. */
const OPEN = {
  home: "/",
  edition: "/papers/date/2025-03-13",
  week: "/papers/week/2025-W11",
  month: "/papers/month/2025-03",
  trending: "/papers/trending",
  paper: PAPER,
  search: "/search?q=learning",
  "search-nothing": "/search?q=zzzzzzzz",
  "sign-in": "/sign-in",
  "sign-up": "/sign-up",
  "reset-password": "/reset-password",
  "no-edition": "/papers/date/2025-03-14",
  "no-paper": "/papers/2599.99999",
  "no-page": "/nothing-here",
  "no-invitation": "/join/nothing-here",
};

/** Every page that wants an account; they are seen empty and with something on them. */
const OWN = {
  library: "/library",
  lists: "/lists",
  teams: "/teams",
  notes: "/notes",
  settings: "/settings",
  security: "/settings/security",
  "no-list": "/lists/00000000-0000-4000-8000-000000000000",
};

/** Hears of everything that a page must not do. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // that a page which is not there answers 404 is no fault of its own
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

/** Rows of a long list after these are like those before them; axe takes its time for each. */
const FURTHER_ROWS = ".row:nth-of-type(n + 9)";

/**
 * Looks a page over: no fault heard, nothing wider than it, and in both themes none that axe knows.
 */
async function look(page: Page, name: string, path: string) {
  const faults = watch(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  // what is the reader's own is laid over every page once this is answered
  const [, answer] = await Promise.all([
    page.waitForResponse(callsOf("viewer.mine")),
    page.goto(path),
  ]);
  expect(answer?.status(), name).toBe(name.startsWith("no-") ? 404 : 200);
  expect(answer?.headers()["content-security-policy"], name).not.toContain("unsafe");
  expect(await page.title(), name).not.toBe("");
  await expect(page.locator("h1"), name).toHaveCount(1);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, `${name}: wider than the window`).toBeLessThanOrEqual(0);

  const { project } = test.info();
  for (const theme of themesHere()) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).exclude(FURTHER_ROWS).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length})`);
    expect(found, `${name}, ${theme}`).toEqual([]);
    await page.screenshot({
      path: `test-results/screens/${name}-${project.name}-${theme}.png`,
      fullPage: !/^(edition|week|month|trending|home|search)/.test(name),
    });
  }
  expect(faults, name).toEqual([]);
}

for (const [name, path] of Object.entries(OPEN)) {
  test(`${name} in both themes`, async ({ page }) => {
    await look(page, name, path);
  });
}

test("a new reader's own pages in both themes", async ({ page }) => {
  test.setTimeout(120_000);
  await signUp(page);
  for (const [name, path] of Object.entries(OWN)) await look(page, `${name}-empty`, path);
});

test("a reader's own pages in both themes", async ({ page }) => {
  test.setTimeout(180_000);
  await signUp(page);
  await page.goto("/papers/date/2025-03-13");
  const first = page.getByRole("article").first();
  const upvote = first.getByRole("button", { name: "Upvote" });
  await upvote.click();
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
  await first.getByRole("button", { name: "Save", exact: true }).click();
  await look(page, "edition-mine", "/papers/date/2025-03-13");
  await look(page, "paper-mine", PAPER);
  for (const [name, path] of Object.entries(OWN)) await look(page, name, path);
});

test.describe("without scripts", { tag: "@any-width" }, () => {
  test.use({ javaScriptEnabled: false });

  for (const [name, path] of Object.entries(OPEN)) {
    test(`${name} can be read`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("main")).toContainText(/\w{3}/);
      // HTML wants an address there, and React writes none
      await expect(page.locator('form[action=""]')).toHaveCount(0);
    });
  }

  test("an edition has its papers, with who wrote them and what they say", async ({ page }) => {
    await page.goto("/papers/date/2025-03-13");
    await expect(page.getByRole("article")).toHaveCount(92);
    await expect(page.getByText("by AK and the research community")).toBeVisible();
    await expect(page.getByRole("article").first()).toContainText(/[a-z]{3}/);
  });
});
