import path from "node:path";
import { chromium } from "@playwright/test";
import { installChromium } from "./chromium.mjs";
import { root, say, tool } from "./setup.mjs";

const SIZE = { width: 1280, height: 900 };

/**
 * `npm run pictures -- --every`: takes pictures of every page, empty and full, in four widths and both
 * themes, into `test-results/pictures`. Further arguments are Playwright's: `-g 390` takes fewer.
 */
async function everyPage(args: string[]) {
  await installChromium();
  const done = await tool("playwright", ["test", "--project=pictures", ...args], {
    PICTURES: "every",
  });
  say("test-results/pictures");
  return done;
}

/**
 * `npm run pictures -- http://localhost:3000`: takes the README's pictures from a running app with
 * the sample papers, as a stranger sees its front page, in both themes.
 */
export async function main([address = "http://localhost:3000", ...args]: string[]) {
  if (address === "--every") return everyPage(args);
  const browser = await chromium.launch({ executablePath: await installChromium() });
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport: SIZE, colorScheme });
      await page.goto(address);
      await page.evaluate(() => document.fonts.ready);
      const picture = `docs/front-${colorScheme}.png`;
      await page.screenshot({ path: path.join(root, picture) });
      say(picture);
    }
  } finally {
    await browser.close();
  }
  return 0;
}
