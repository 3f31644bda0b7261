import { randomInt } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { line } from "./line";
import { readAtRest, topOf } from "./place";
import { callsOf } from "./procedures";
import { expect, test } from "./support";
import { ask } from "./team";
import { collectionOf } from "./teams";

const rows = (page: Page) => page.getByRole("article");
const titles = (page: Page) => rows(page).getByRole("heading", { level: 2 });

/**
 * A collection that the page's reader follows through a proxy that can be cut, and an editor of it
 * in another browser with its own proxy.
 */
async function followed(page: Page, browser: Browser, baseURL: string, papers: number) {
  const context = await browser.newContext({
    extraHTTPHeaders: { "x-forwarded-for": `10.8.${randomInt(250)}.${randomInt(250)}` },
  });
  const ben = await context.newPage();
  const { listId, address } = await collectionOf(
    [
      { page, name: "Ada Owner", role: "owner" },
      { page: ben, name: "Ben Member", role: "member" },
    ],
    papers,
  );
  const own = await line(baseURL);
  await page.goto(own.url + address);
  await expect.poll(() => own.streams()).toBe(1);
  await ben.goto(address);
  const end = async () => {
    own.close();
    await context.close();
  };
  return { ben, listId, line: own, end };
}

const idOf = async (page: Page, nth: number) =>
  Number(await rows(page).nth(nth).getAttribute("data-paper"));

test("what others changed while the connection was lost is caught up with", async ({
  page,
  browser,
  baseURL,
}) => {
  const { ben, listId, line, end } = await followed(page, browser, baseURL ?? "", 5);
  const order = await titles(page).allInnerTexts();
  const ids = await Promise.all([0, 1, 4].map((nth) => idOf(ben, nth)));
  await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
  line.cut();
  await ask(ben, "items.remove", { listId, paperId: ids[0] });
  await ask(ben, "items.reorder", { listId, paperId: ids[2], to: "top" });
  await ask(ben, "items.setNote", { listId, paperId: ids[1], note: "Read this first.", was: "" });
  await expect(titles(page)).toHaveText(order);
  line.mend();
  await expect(titles(page)).toHaveText([order[4], ...order.slice(1, 4)] as string[]);
  await expect(rows(page).nth(1)).toContainText("Read this first.");
  await expect(page.getByText("1 paper was removed, the order was changed.")).toBeVisible();
  // and continues to follow
  await ask(ben, "items.restore", { listId, paperId: ids[0] });
  await expect(titles(page)).toHaveCount(5);
  await expect(page.locator("body[data-same-page]")).toHaveCount(1);
  await end();
});

test("a change notified on a connection that then breaks is read later", async ({
  page,
  browser,
  baseURL,
}) => {
  const { ben, listId, end } = await followed(page, browser, baseURL ?? "", 3);
  await page.route(callsOf("lists.index"), (route) => route.abort("connectionreset"), {
    times: 1,
  });
  await ask(ben, "items.remove", { listId, paperId: await idOf(ben, 0) });
  await expect(titles(page)).toHaveCount(2);
  await end();
});

test("what is read stays in its place when the connection comes back", async ({
  page,
  browser,
  baseURL,
}) => {
  const { ben, listId, line, end } = await followed(page, browser, baseURL ?? "", 200);
  await rows(page).first().waitFor();
  const firstId = await idOf(ben, 0);
  await page.evaluate(() => window.scrollTo(0, 6_000));
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1_000);
  await expect(page.locator(".entry-waiting")).toHaveCount(0);
  const before = await readAtRest(page);
  line.cut();
  await ask(ben, "items.remove", { listId, paperId: firstId });
  line.mend();
  await expect(page.getByText("1 paper was removed.")).toBeAttached();
  await expect
    .poll(async () => Math.abs((await topOf(page, before.paper)) - before.top))
    .toBeLessThan(3);
  await end();
});
