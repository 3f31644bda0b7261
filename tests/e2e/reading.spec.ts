import type { Page } from "@playwright/test";
import { expect, fitsWindow, picture, test } from "./support";

const rows = (page: Page) => page.getByRole("article");
const title = (page: Page) => page.getByRole("heading", { level: 1 });
const titlesOf = (page: Page) => rows(page).getByRole("heading").allInnerTexts();

/** What the browser reports during the test: refused scripts, failed loads, errors. */
function complaints(page: Page) {
  const heard: string[] = [];
  page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  return heard;
}

test("the front page is the latest edition, and arrows lead from edition to edition", {
  tag: "@phone",
}, async ({ page }) => {
  const heard = complaints(page);
  await page.goto("/");
  await expect(title(page)).toHaveText("Friday, August 21, 2026");
  await expect(page.getByText("by the research community")).toBeVisible();
  await expect(page.locator(".edition-age")).toHaveAttribute("data-age", /^\d+ \w+ old$/);
  await expect(page.getByRole("link", { name: "Next edition" })).toHaveCount(0);
  await fitsWindow(page);
  await picture(page, "edition");

  const previous = page.getByRole("link", { name: "Previous edition: August 20" });
  await previous.click();
  await expect(page).toHaveURL("/papers/date/2026-08-20");
  await expect(title(page)).toHaveText("Thursday, August 20, 2026");
  await page.getByRole("link", { name: "Next edition: August 21" }).click();
  await expect(title(page)).toHaveText("Friday, August 21, 2026");
  await expect(page.locator(".edition-age")).toHaveAttribute("data-age", /old$/);

  await page.getByRole("button", { name: "Go to a day" }).click();
  await page.getByLabel("Day", { exact: true }).fill("2026-08-16");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page).toHaveURL("/papers/date/2026-08-14");
  expect(heard).toEqual([]);
});

test("a title moves from its row to its page, and nothing where less motion is asked for", async ({
  page,
}) => {
  /** What moved in the last view transition. React animates parts of its own, which stand still. */
  const moved = () => page.evaluate(() => document.body.dataset.moved);
  await page.addInitScript(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (update) => {
      const transition = start(update);
      transition.ready.then(() => {
        const parts = document
          .getAnimations()
          .map(({ effect }) => effect instanceof KeyframeEffect && effect.pseudoElement);
        const isOfTitle = (part: string | false | null) => part && /^::view-.*\(title-/.test(part);
        document.body.dataset.moved = parts.some(isOfTitle) ? "the title" : "nothing";
      });
      return transition;
    };
  });
  for (const [reducedMotion, expected] of [
    ["no-preference", "the title"],
    ["reduce", "nothing"],
  ] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto("/papers/date/2026-08-21");
    const link = rows(page).nth(1).getByRole("heading").getByRole("link");
    const name = await link.innerText();
    await link.click();
    await expect(title(page)).toHaveText(name);
    await expect.poll(moved).toBe(expected);
  }
});

test("the edition of March 13 has its 92 papers and its byline", async ({ page }) => {
  await page.goto("/papers/date/2025-03-13");
  await expect(page.getByText("by AK and the research community")).toBeVisible();
  await expect(rows(page)).toHaveCount(92);
  // papers without an arXiv id have another name
  const paths = await rows(page)
    .locator("h2 a")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  expect(paths.filter((path) => !/^\/papers\/(\d{4}\.|[\w-]+\/)\d+$/.test(path))).toHaveLength(4);
  const first = page.getByRole("article", { name: /^AutoSynth/ });
  await expect(first.getByRole("heading")).toBeVisible();
  await expect(first.getByRole("button", { name: "Upvote" })).toBeVisible();
  await fitsWindow(page);
});

test("from a day to its week and month, and on with More", async ({ page }) => {
  await page.goto("/papers/date/2026-08-12");
  await page.getByRole("link", { name: "Week 33" }).click();
  await expect(title(page)).toHaveText("August 10–16, 2026");
  await expect(page.getByRole("link", { name: "Week 33" })).toHaveAttribute("aria-current", "page");
  await page.getByRole("link", { name: "Previous week" }).click();
  await expect(title(page)).toHaveText("August 3–9, 2026");
  await page.getByRole("link", { name: "Aug 2026" }).click();
  await expect(title(page)).toHaveText("August 2026");
  await fitsWindow(page);

  const seen = await titlesOf(page);
  expect(seen).toHaveLength(40);
  await page.getByRole("link", { name: "More papers" }).click();
  await expect(page).toHaveURL(/\/papers\/month\/2026-08\?after=[\w-]+$/);
  await expect(rows(page).first().getByRole("heading")).not.toHaveText(seen[0] ?? "");
  const more = await titlesOf(page);
  expect(more.filter((each) => seen.includes(each))).toEqual([]);
  await page.reload();
  expect(await titlesOf(page)).toEqual(more);
  await page
    .getByRole("link", { name: "Thursday, August 20, 2026" })
    .or(page.getByRole("link", { name: "20", exact: true }))
    .first()
    .click();
  await expect(title(page)).toHaveText("Thursday, August 20, 2026");
});

test("an edition is narrowed to a topic, and taken back", async ({ page }) => {
  await page.goto("/");
  const topics = page.getByRole("navigation", { name: "Topics" });
  const all = topics.getByRole("link", { name: "All topics" });
  await expect(all).toHaveAttribute("aria-current", "page");
  await topics.getByRole("link", { name: "Agents 4 papers" }).click();
  await expect(page).toHaveURL("/papers/date/2026-08-21?topic=agents");
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).first()).toContainText("Agents");
  await expect(topics.getByRole("link").nth(1)).toHaveText("Agents 4 papers");
  await expect(page).toHaveTitle("Agents · Friday, August 21, 2026 · Broadsheet");
  await all.click();
  await expect(rows(page)).toHaveCount(17);
  await page.goto("/papers/date/2026-08-21?topic=people-in-pictures");
  await expect(page.getByText("No paper here is about this topic")).toBeVisible();
  for (const day of ["2026-08-21", "latest"]) {
    expect((await page.goto(`/papers/date/${day}?topic=sports`))?.status()).toBe(404);
  }
});

test("trending says how it is computed", async ({ page }) => {
  await page.goto("/");
  const trending = page.getByRole("banner").getByRole("link", { name: "Trending" });
  await trending.click();
  await expect(trending).toHaveAttribute("aria-current", "true");
  await expect(title(page)).toHaveText("Trending papers");
  await page.getByRole("link", { name: "How this is ordered" }).click();
  await expect(page.getByText("log₁₀(max(1, points)) + day ÷ 2")).toBeVisible();
  await page.getByRole("link", { name: "More papers" }).click();
  await expect(page).toHaveURL(/\/papers\/trending\?after=/);
  await expect(rows(page)).toHaveCount(40);
});

test("titles only, remembered; an abstract unfolds in its place", async ({ page }) => {
  await page.goto("/");
  const row = rows(page).first();
  const abstract = row.locator(".abstract");
  const unfold = row.getByRole("button", { name: "Show whole abstract" });
  const folded = (await abstract.boundingBox())?.height ?? 0;
  await expect(unfold).toHaveAttribute("aria-expanded", "false");
  await unfold.click();
  await expect(unfold).toHaveAttribute("aria-expanded", "true");
  expect((await abstract.boundingBox())?.height).toBeGreaterThan(folded);

  await page.getByRole("button", { name: "Titles" }).click();
  await expect(rows(page).nth(1).locator(".abstract")).toBeHidden();
  await page.reload();
  await expect(page.getByRole("button", { name: "Titles" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(rows(page).nth(1).locator(".abstract")).toBeHidden();
  await page.getByRole("button", { name: "Abstracts" }).click();
  await expect(rows(page).nth(1).locator(".abstract")).toBeVisible();
});

test("search finds words and names, and jumps to an arXiv id", async ({ page }) => {
  const heard = complaints(page);
  await page.goto("/");
  const box = page.getByLabel("Search papers").first();
  await box.fill("autosynth");
  await expect(page.getByRole("option", { name: /^AutoSynth/ })).toBeVisible();
  // Enter alone searches; what is offered is chosen first
  await box.press("Enter");
  await expect(page).toHaveURL("/search?q=autosynth");
  await expect(page.getByText("1 paper", { exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await fitsWindow(page);
  await picture(page, "search");

  await box.fill("Zheng Dang");
  await box.press("Enter");
  await expect(page.getByRole("article", { name: /^AutoSynth/ })).toBeVisible();
  await box.fill("https://arxiv.org/abs/2402.17316v2");
  await box.press("Enter");
  await expect(page).toHaveURL("/papers/2402.17316");
  await box.fill("autosynth");
  await expect(page.getByRole("option", { name: /^AutoSynth/ })).toBeVisible();
  await box.press("ArrowDown");
  await box.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^AutoSynth/ })).toBeVisible();
  await page.goto("/search?q=2402.99999");
  await expect(page.getByRole("link", { name: "Look for it on arXiv" })).toBeVisible();
  await page.goto("/search?q=zzzxqj");
  await expect(page.getByText("No paper here matches “zzzxqj”.")).toBeVisible();
  expect(heard).toEqual([]);
});

const MISSING = [
  ["/papers/date/2026-08-15", "Saturday, August 15, 2026", "August 14, 2026"],
  ["/papers/date/2025-02-30", "No such day", "August 21, 2026"],
  ["/papers/date/today", "No such day", "August 21, 2026"],
  ["/papers/week/2025-W20", "Week 20, 2025", "Week 11, 2025"],
  ["/papers/week/2025-W53", "No such week", "Week 34, 2026"],
  ["/papers/month/2025-07", "July 2025", "March 2025"],
  ["/papers/month/2025-13", "No such month", "August 2026"],
  ["/papers/trending?after=nowhere", "This page is not in the paper", "Read the latest edition"],
  ["/papers/month/2026-08?after=WzFd", "No such place in the list", "Read the latest edition"],
  ["/papers/2402.99999", "No such paper here", "Look for it on arXiv"],
  ["/papers/nothing-like-it", "No such paper here", "Read the latest edition"],
  ["/nothing-like-it", "This page is not in the paper", "Read the latest edition"],
] as const;

test("URLs that do not exist say so, and offer what is near", async ({ page }) => {
  for (const [address, says, offers] of MISSING) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(404);
    await expect(title(page), address).toHaveText(says);
    await expect(page.getByRole("link", { name: offers }), address).toBeVisible();
    const robots = page.locator('meta[name="robots"]').first();
    await expect(robots, address).toHaveAttribute("content", /noindex/);
    await fitsWindow(page);
  }
});

test("other names of a paper lead to its address for good", async ({ request }) => {
  for (const name of ["2402.17316v2", "arXiv:2402.17316", "abs/2402.17316"]) {
    const response = await request.get(`/papers/${name}`, { maxRedirects: 0 });
    expect(response.status(), name).toBe(308);
    expect(response.headers().location, name).toBe("/papers/2402.17316");
  }
});

test("parameters that nobody knows change nothing", async ({ page }) => {
  await page.goto("/papers/week/2026-W34?utm_source=mail&after=&page=7");
  await expect(title(page)).toHaveText("August 17–23, 2026");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("an edition is read whole, and links to the next", async ({ page }) => {
    await page.goto("/papers/date/2025-03-13");
    await expect(rows(page)).toHaveCount(92);
    const abstract = rows(page).first().locator(".abstract");
    const height = (await abstract.boundingBox())?.height ?? 0;
    // more than the three lines that scripts collapse it to
    expect(height).toBeGreaterThan(100);
    await expect(page.getByRole("button", { name: "Show whole abstract" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Titles" })).toHaveCount(0);
    await page.getByRole("link", { name: /^AutoSynth/ }).click();
    await expect(title(page)).toHaveText(/^AutoSynth/);
    await page.goto("/papers/month/2026-08");
    await page.getByRole("link", { name: "More papers" }).click();
    await expect(rows(page)).toHaveCount(40);
  });

  test("search and its pages work", async ({ page }) => {
    await page.goto("/");
    const box = page.getByRole("searchbox", { name: "Search papers" }).first();
    await box.fill("language");
    await box.press("Enter");
    await expect(rows(page)).toHaveCount(40);
    await page.getByRole("link", { name: "More papers" }).click();
    await expect(page).toHaveURL(/q=language&after=/);
    await expect(rows(page).first()).toBeVisible();
  });

  test("a paper leads to close ones, and to others of its authors and topics", async ({ page }) => {
    const address = "/papers/2608.04419";
    const close = page.getByRole("region", { name: "Close to this one" });
    // found in the background, after the app has started
    await expect(async () => {
      await page.goto(address);
      await expect(close.getByRole("link")).toHaveCount(5, { timeout: 1_000 });
    }).toPass();
    await close.getByText("5 more papers").click();
    await expect(close.getByRole("link")).toHaveCount(10);
    await close.getByRole("link", { name: "On-Policy Delta Distillation", exact: true }).click();
    await expect(title(page)).toHaveText("On-Policy Delta Distillation");
    await page.goto(address);
    await page.getByRole("link", { name: "Zikun Qu" }).click();
    await expect(rows(page)).toHaveText(/^.*SPOT: Sparse Probing/);
    await page.goto(address);
    await page.getByRole("link", { name: "Reinforcement learning", exact: true }).click();
    await expect(page.getByText(/papers, newest first$/)).toBeVisible();
    await expect(rows(page)).toHaveCount(40);
  });

  test("what is not there says so", async ({ page }) => {
    expect((await page.goto("/papers/date/2026-08-15"))?.status()).toBe(404);
    await page.getByRole("link", { name: "August 14, 2026" }).click();
    await expect(title(page)).toHaveText("Friday, August 14, 2026");
  });
});

test("pages tell search engines and citation managers what they are", async ({ page, request }) => {
  await page.goto("/");
  await expect(page).toHaveTitle("Friday, August 21, 2026 · Broadsheet");
  // an absolute one is impossible, as this site does not know its own address
  await expect(page.locator('link[rel="canonical"]')).toHaveCount(0);
  await page.goto("/papers/2402.17316");
  const meta = (name: string) => page.locator(`meta[name="${name}"]`);
  await expect(meta("citation_title")).toHaveAttribute("content", /^Towards Robust and Efficient/);
  await expect(meta("citation_author")).toHaveCount(6);
  await expect(meta("citation_publication_date")).toHaveAttribute("content", "2024/02/27");
  await expect(meta("citation_arxiv_id")).toHaveAttribute("content", "2402.17316");
  await expect(page.locator('meta[property="og:type"]')).toHaveAttribute("content", "article");

  // the settings give no public URL, and a request may claim any
  expect((await request.get("/sitemap.xml")).status()).toBe(404);
  expect(await (await request.get("/robots.txt")).text()).toContain("Disallow: /settings");
  expect((await request.get("/manifest.webmanifest")).status()).toBe(200);
});
