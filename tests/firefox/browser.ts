// Firefox, driven over WebDriver BiDi. Playwright drives only a Firefox of its own making; a released
// one does not know all that it sends.
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { hasProgram } from "../../bin/debian.mjs";

const PROGRAM = process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr";

/** Starts Firefox as somebody with this theme has it. */
export async function startFirefox(theme: "light" | "dark"): Promise<Browser> {
  if (!(await hasProgram(PROGRAM, "firefox-esr"))) {
    throw new Error(`There is no Firefox at ${PROGRAM}: install one, or set FIREFOX_PATH to it.`);
  }
  return puppeteer.launch({
    browser: "firefox",
    executablePath: PROGRAM,
    extraPrefsFirefox: {
      "ui.systemUsesDarkTheme": theme === "dark" ? 1 : 0,
      "ui.prefersReducedMotion": 0,
    },
  });
}

/** A page of a new reader, and what goes wrong on it. */
export async function openPage(browser: Browser, width = 1280) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.setViewport({ width, height: 900 });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (said) => {
    // a page that is not there is answered so
    const isMissing = /404/.test(said.text());
    if (said.type() === "error" && !isMissing) faults.push(said.text());
  });
  return { page, faults, close: () => context.close() };
}

/** The first element in sight with this role and name. */
export const named = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
