import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { temporaryFolder } from "../support/temporary-folder";
import { named, openPage, startFirefox } from "./browser";

const EDITION = "/papers/date/2026-07-22";
const PAPER = "/papers/2402.17316";

let folder = "";
let app: App;

beforeAll(async () => {
  folder = await temporaryFolder();
  app = await startApp(folder);
});

afterAll(async () => {
  app?.kill("SIGTERM");
  await app?.exited;
  await rm(folder, { recursive: true, force: true });
});

const open = (page: Page, path: string) => page.goto(app.url + path);

/** Creates an account on the page, as a reader does. */
async function signUp(page: Page) {
  const mark = randomBytes(6).toString("hex");
  await open(page, `/sign-up?callbackUrl=${encodeURIComponent(EDITION)}`);
  await page.locator("main input[name=name]").fill("Ada Reader");
  await page.locator("main input[name=email]").fill(`reader-${mark}@example.org`);
  await page.locator("main input[name=password]").fill(`correct horse ${mark}`);
  await page.locator("main form button.btn-solid").click();
  await page.waitForFunction(() => !location.pathname.startsWith("/sign-up"));
}

const textOf = (page: Page, selector: string) =>
  page.$eval(selector, (element) => (element as HTMLElement).innerText);

describe.each(["light", "dark"] as const)("in a %s Firefox", (theme) => {
  let firefox: Browser;
  beforeAll(async () => {
    firefox = await startFirefox(theme);
  });
  afterAll(() => firefox?.close());

  test.each([1280, 390])("every open page fits %i pixels, and nothing fails", async (width) => {
    const { page, faults, close } = await openPage(firefox, width);
    const paths = ["/", EDITION, "/papers/week/2026-W30", "/papers/month/2026-07"];
    paths.push("/papers/trending", PAPER, "/search?q=learning", "/sign-in", "/sign-up");
    paths.push("/moderation", "/papers/2599.99999");
    for (const path of paths) {
      // all of it: what is under way when one leaves breaks off with an error
      await page.goto(app.url + path, { waitUntil: ["load", "networkidle0"] });
      const [ink, wide] = await page.evaluate(() => [
        getComputedStyle(document.body).color,
        document.documentElement.scrollWidth - innerWidth,
      ]);
      expect(wide, path).toBeLessThanOrEqual(0);
      expect(ink, path).toBe(theme === "dark" ? "rgb(236, 232, 221)" : "rgb(27, 26, 23)");
    }
    expect(faults).toEqual([]);
    await close();
  });
});

describe("a reader in Firefox", () => {
  let firefox: Browser;
  beforeAll(async () => {
    firefox = await startFirefox("light");
  });
  afterAll(() => firefox?.close());

  test("votes, saves and finds it again, with the mouse and by key", async () => {
    const { page, faults, close } = await openPage(firefox);
    await signUp(page);
    await open(page, EDITION);
    const vote = "article [data-act=vote]";
    await page.locator(vote).click();
    await page.locator("article .save-button, article [data-act=save]").click();
    await page.waitForSelector(`${vote}[aria-pressed=true]`);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("u");
    await page.waitForFunction(
      () => document.querySelectorAll("[data-act=vote][aria-pressed=true]").length === 2,
    );
    const title = await textOf(page, "article .row-title");
    await open(page, "/library");
    await page.waitForSelector("main article");
    expect(await textOf(page, "main")).toContain(title);
    await open(page, EDITION);
    await page.waitForFunction(
      () => document.querySelectorAll("[data-act=vote][aria-pressed=true]").length === 2,
    );
    expect(faults).toEqual([]);
    await close();
  });

  test("marks words of an abstract, whole ones, and writes a note", async () => {
    const { page, faults, close } = await openPage(firefox);
    await signUp(page);
    await open(page, PAPER);
    await named(page, "button", "Note").wait();
    await page.evaluate(() => document.fonts.ready);
    const { from, to } = await page.evaluate(() => {
      const run = document.querySelector("#abstract [data-start]");
      const text = document.createTreeWalker(run as Node, NodeFilter.SHOW_TEXT).nextNode() as Text;
      scrollBy(0, (run as Element).getBoundingClientRect().top - innerHeight / 3);
      const at = (offset: number) => {
        const letter = document.createRange();
        letter.setStart(text, offset);
        letter.setEnd(text, offset + 1);
        const box = letter.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      };
      const space = text.data.indexOf(" ");
      return { from: at(space + 2), to: at(space + 12) };
    });
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    await page.waitForSelector('[role=toolbar][aria-label="Selected passage"]');
    const chosen = await page.evaluate(() => String(getSelection()));
    expect(await textOf(page, "#abstract")).toMatch(new RegExp(`(^|\\s)${chosen}([\\s.,;:]|$)`));
    await page
      .locator('[role=toolbar][aria-label="Selected passage"] button ::-p-text(Note)')
      .click();
    await page.locator("textarea").fill("Is **this** shown?");
    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    await page.waitForSelector("#abstract mark");
    await page.waitForFunction(() => document.querySelector("main strong")?.textContent === "this");
    await page.reload();
    await page.waitForSelector("#abstract mark");
    expect(faults).toEqual([]);
    await close();
  });

  test("opens the menu of the account and the palette, and closes them", async () => {
    const { page, faults, close } = await openPage(firefox);
    await signUp(page);
    await open(page, EDITION);
    await named(page, "button", "Account of Ada Reader").click();
    await named(page, "button", "Sign out").wait();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(":popover-open"));
    await page.keyboard.down("Control");
    await page.keyboard.press("k");
    await page.keyboard.up("Control");
    await page.waitForSelector("dialog[open] input");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    expect(faults).toEqual([]);
    await close();
  });

  test("begins a team and a list", async () => {
    const { page, faults, close } = await openPage(firefox);
    await signUp(page);
    await open(page, "/teams");
    await page.locator("main input[name=name]").fill("Firefox Lab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.pathname === "/teams/firefox-lab");
    expect(await textOf(page, "h1")).toBe("Firefox Lab");
    await open(page, "/lists");
    await page.locator("main input[name=title], main input[name=name]").fill("Read in Firefox");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /^\/lists\/./.test(location.pathname));
    expect(await textOf(page, "h1")).toBe("Read in Firefox");
    expect(faults).toEqual([]);
    await close();
  });
});
