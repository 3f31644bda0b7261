import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { line } from "./line";
import { expect, signUp, test } from "./support";
import { ask } from "./team";

/** Shows or hides a tab, as switching to another one would. */
const turn = (tab: Page, visibilityState: "visible" | "hidden") =>
  tab.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visibilityState);

test("many tabs of lists share one stream, and those out of sight catch up", async ({
  page,
  context,
  baseURL,
}) => {
  await signUp(page);
  await page.goto("/papers/date/2026-08-21");
  const ids = await page
    .getByRole("article")
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.paper)));
  const [first, second] = [randomUUID(), randomUUID()];
  for (const id of [first, second]) {
    await ask(page, "lists.create", { id, name: "In many tabs", paperId: ids[0] });
  }
  const own = await line(baseURL ?? "");
  const tabs: Page[] = [];
  // one more than the connections that a browser opens to one host
  for (const id of [first, second, first, second, first, second, first]) {
    const tab = await context.newPage();
    await tab.goto(`${own.url}/lists/${id}`);
    await expect(tab.getByRole("article")).toHaveCount(1);
    tabs.push(tab);
  }
  await expect.poll(own.streams).toBe(1);
  await ask(page, "items.add", { listId: first, paperId: ids[1] });
  await ask(page, "items.add", { listId: second, paperId: ids[1] });
  for (const tab of tabs) await expect(tab.getByRole("article")).toHaveCount(2);
  expect(own.streams()).toBe(1);

  for (const tab of tabs) await turn(tab, "hidden");
  await expect.poll(own.streams).toBe(0);
  await ask(page, "items.add", { listId: first, paperId: ids[2] });
  const [tab] = tabs as [Page];
  await turn(tab, "visible");
  await expect(tab.getByRole("article")).toHaveCount(3);
  await expect.poll(own.streams).toBe(1);
  own.close();
});
