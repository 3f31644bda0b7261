import { expect, fitsWindow, isAccessible, takePicture, test, watch } from "./support";

/** Classes that only the page of all pieces has. */
const OWN = /design-(piece|theme|shown)/;

const PAPER = { light: "rgb(253, 252, 249)", dark: "rgb(21, 20, 15)" };

/** The URLs of the scripts and styles that a page loads. */
const filesOf = (html: string) =>
  new Set([...html.matchAll(/\/_next\/static\/[^"'\\\s]+?\.(?:css|js)/g)].map(([url]) => url));

test("every piece is drawn in its states and both themes", { tag: "@phone" }, async ({ page }) => {
  const faults = watch(page);
  const isNarrow = test.info().project.name === "phone";
  const answer = await page.goto("/design");
  expect(answer?.status(), "a server at BASE_URL needs TEST_DESIGN_PAGE=yes").toBe(200);
  for (const scheme of ["light", "dark"] as const) {
    const theme = page.locator(`[data-scheme=${scheme}]`);
    await expect(theme).toHaveCSS("background-color", PAPER[scheme]);
    // the reader's state is laid over, and contrasts are measured
    await expect(theme.locator(".vote-button[aria-pressed=true]")).toHaveCount(3);
    await expect(theme.locator("[data-contrast]")).toHaveCount(26);
    await expect(theme.locator("[data-short]")).toHaveCount(0);
    await theme.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(theme.getByRole("form", { name: `Comment, ${scheme}` })).toBeVisible();
    const pieces = await theme.locator("[data-piece]").all();
    expect(pieces.length).toBeGreaterThan(20);
    for (const piece of pieces) {
      const name = `${await piece.getAttribute("data-piece")}, ${scheme}`;
      await expect(piece.locator(".design-shown > *").first(), name).toBeVisible();
      expect(await piece.evaluate((box) => box.scrollWidth - box.clientWidth), name).toBe(0);
    }
    // the pieces are the same on a phone, whose pages the sweep checks
    if (!isNarrow) await isAccessible(page, `[data-scheme=${scheme}]`, [scheme]);
    // of this theme alone, as a picture of both would be too tall for most programs
    const others = page.locator(`[data-scheme]:not([data-scheme=${scheme}])`);
    await others.evaluate((section: HTMLElement) => section.toggleAttribute("hidden"));
    await takePicture(page, `design/${scheme}-${test.info().project.name}`);
    await others.evaluate((section: HTMLElement) => section.toggleAttribute("hidden"));
  }
  await fitsWindow(page);
  expect(faults).toEqual([]);
});

test("readers have no page of pieces, nor bytes of it", async ({ request }) => {
  // this installation is as those of readers are
  const readers = `http://localhost:${process.env.E2E_INVITE_PORT}`;
  const missing = await request.get(`${readers}/design`);
  expect(missing.status()).toBe(404);
  expect(await missing.text()).toContain("This page is not in the paper");

  const files = [...filesOf(await (await request.get("/design")).text())];
  const texts = await Promise.all(files.map(async (url) => (await request.get(url)).text()));
  const own = files.filter((_, index) => OWN.test(texts[index] ?? ""));
  expect(own.length).toBeGreaterThan(1);
  for (const other of ["/", "/papers/2402.17316", "/sign-in"]) {
    const loaded = filesOf(await (await request.get(other)).text());
    expect(loaded.size, other).toBeGreaterThan(0);
    expect(
      own.filter((url) => loaded.has(url)),
      other,
    ).toEqual([]);
  }
});
