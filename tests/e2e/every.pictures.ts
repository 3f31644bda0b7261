// `npm run pictures -- --every`: no tests, but pictures of every page for people to look at.
import type { Page } from "@playwright/test";
import { fill, fillWithEmpty } from "./filled";
import { EMPTY, emptyPages, filledPages, linkedPages, OPEN, type Pages } from "./pages";
import { callsOf } from "./procedures";
import { expect, signUp, takePicture, test } from "./support";

const WIDTHS = { 390: 844, 820: 1180, 1280: 900, 1728: 1117 };

/** Longer pages go on as they begin. */
const MAX_HEIGHT = 2_600;

/** What is not on every page at once: how to open it, and on which page. */
const OPENED: Record<string, [at: string, open: (page: Page) => Promise<unknown>]> = {
  "status-menu": ["edition-mine", (page) => page.locator("[data-status]").first().click()],
  "list-menu": ["edition-mine", (page) => page.locator("[data-act=list]").first().click()],
  "account-menu": ["library", (page) => page.getByRole("button", { name: /^Account/ }).click()],
  "export-menu": ["library", (page) => page.getByRole("button", { name: "Export" }).click()],
  "item-menu": ["collection", (page) => page.locator("[data-act=item]").first().click()],
  selected: ["library", (page) => page.locator("[data-act=select]").first().check()],
  palette: ["library", (page) => page.keyboard.press("Control+k")],
  shortcuts: ["library", (page) => page.keyboard.press("?")],
  toolbar: ["paper-mine", select],
  composer: ["paper-mine", (page) => page.locator("[data-act=comment]").click()],
};

/** Selects a few words of the abstract, once the page notices. */
async function select(page: Page) {
  await expect(async () => {
    await page.locator("#abstract").evaluate((abstract) => {
      abstract.scrollIntoView({ block: "center" });
      const part = [...abstract.children].find((child) => (child.textContent?.length ?? 0) > 60);
      const text = part?.firstChild;
      document.getSelection()?.removeAllRanges();
      if (text) document.getSelection()?.setBaseAndExtent(text, 1, text, 40);
    });
    const toolbar = page.getByRole("toolbar", { name: "Selected passage" });
    await expect(toolbar).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

async function open(page: Page, path: string) {
  await Promise.all([
    page.waitForResponse(callsOf("viewer.state")),
    page.goto(path, { waitUntil: "load" }),
  ]);
  await page.evaluate(() => document.fonts.ready);
}

/** Takes a picture in both themes: of the whole page, or of what is in the window. */
async function take(page: Page, name: string, most = MAX_HEIGHT) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await takePicture(page, `${name}-${page.viewportSize()?.width}-${colorScheme}`, most);
  }
}

async function takeAll(page: Page, kind: string, pages: Pages) {
  for (const [name, path] of Object.entries(pages)) {
    await open(page, path);
    await take(page, `${kind}/${name}`);
  }
}

for (const [wide, height] of Object.entries(WIDTHS)) {
  const width = Number(wide);
  const isTouched = width < 1000;
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height }, hasTouch: isTouched, isMobile: isTouched });

    test("a stranger", async ({ page }) => {
      for (const pages of Object.values(OPEN)) await takeAll(page, "stranger", pages);
    });

    test("a reader with nothing", async ({ page }) => {
      await signUp(page);
      await takeAll(page, "empty", EMPTY);
    });

    test("a reader with an empty list and an empty team", async ({ page }) => {
      await takeAll(page, "empty", emptyPages(await fillWithEmpty(page)));
    });

    test("a reader with much of everything", async ({ page, browser }) => {
      const world = await fill(page, browser);
      const pages = filledPages(world);
      await takeAll(page, "filled", pages);
      for (const [name, [at, show]] of Object.entries(OPENED)) {
        await open(page, pages[at] ?? "");
        await show(page);
        await expect(page.locator("[aria-busy=true]:visible")).toHaveCount(0);
        await take(page, `opened/${name}`, 0);
      }
      await page.context().clearCookies();
      await takeAll(page, "stranger", linkedPages(world));
    });

    if (width !== 1280) return;
    test("what is printed", async ({ page, browser }) => {
      const pages = filledPages(await fill(page, browser));
      for (const name of ["edition-mine", "paper-mine", "library", "collection"]) {
        await open(page, pages[name] ?? "");
        await page.emulateMedia({ media: "print" });
        await takePicture(page, `printed/${name}`);
        await page.pdf({ path: `test-results/pictures/printed/${name}.pdf`, format: "A4" });
        await page.emulateMedia({ media: null });
      }
    });
  });
}
