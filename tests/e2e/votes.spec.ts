import type { Page } from "@playwright/test";
import { callsOf, told } from "./procedures";
import { expect, newAccount, signUp, test } from "./support";

const EDITION = "/papers/date/2025-03-13";

/** A paper that no other test votes on: each test and project has its own row. */
async function ownPaper(page: Page, number: number) {
  await page.goto(EDITION);
  const ids = await page
    .locator("article[data-paper]")
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("data-paper"))).sort());
  const id = ids[number * 2 + (test.info().project.name === "phone" ? 1 : 0)];
  const row = page.locator(`article[data-paper="${id}"]`);
  return { row, upvote: row.getByRole("button", { name: "Upvote", exact: true }) };
}

test("a vote shows at once, survives a reload, and can be withdrawn", async ({ page }) => {
  await signUp(page);
  const { row, upvote } = await ownPaper(page, 0);
  await expect(upvote).toHaveAccessibleDescription("No votes yet");
  await upvote.click();
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
  await expect(upvote).toHaveAccessibleDescription("1 vote");
  await expect
    .poll(async () => {
      // the cached page itself, as a reader without scripts gets it
      const html = await (await page.request.get(EDITION)).text();
      return html.includes(`id="v${await row.getAttribute("data-paper")}">1<`);
    })
    .toBe(true);

  await page.reload();
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
  await upvote.click();
  await expect(upvote).toHaveAccessibleDescription("No votes yet");
  await page.reload();
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await expect(upvote).toHaveAttribute("aria-pressed", "false");
  await expect(upvote).toHaveAccessibleDescription("No votes yet");
});

test("of a double click the last press counts, whatever the network does", async ({ page }) => {
  await signUp(page);
  const { upvote } = await ownPaper(page, 1);
  // what is pressed before the page knows its reader is sent once
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  const sent: boolean[] = [];
  await page.route(callsOf("votes.set"), async (route) => {
    sent.push(route.request().postDataJSON()[0].voted);
    // the first is slow, and must not arrive after the second
    await new Promise((resolve) => setTimeout(resolve, sent.length === 1 ? 300 : 0));
    await route.continue();
  });
  await upvote.dblclick();
  await expect(upvote).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => sent).toEqual([true, false]);
  await expect(upvote).toHaveAccessibleDescription("No votes yet");
});

test("a refused vote is rolled back, with a message", async ({ page }) => {
  await signUp(page);
  const { upvote } = await ownPaper(page, 2);
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await page.route(callsOf("votes.set"), (route) => route.abort());
  await upvote.click();
  const messages = page.locator(".toasts");
  await expect(messages).toContainText("Not upvoted. The server did not answer.");
  await expect(upvote).toHaveAttribute("aria-pressed", "false");
  await expect(upvote).toHaveAccessibleDescription("No votes yet");
  await page.unroute(callsOf("votes.set"));
  await page.route(callsOf("votes.set"), (route) => route.fulfill({ status: 500, body: "" }), {
    times: 1,
  });
  await messages.getByRole("button", { name: "Try again" }).click();
  await expect(messages).toContainText("Not upvoted. The server answered with an error (500).");
  await told(page, "votes.set", messages.getByRole("button", { name: "Try again" }).click());
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
});

test("two tabs show the same vote, and count it once", async ({ page, context }) => {
  await signUp(page);
  const { row, upvote } = await ownPaper(page, 3);
  const id = await row.getAttribute("data-paper");
  const other = await context.newPage();
  await other.goto(EDITION);
  const there = other
    .locator(`article[data-paper="${id}"]`)
    .getByRole("button", { name: "Upvote" });
  await expect(other.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await upvote.click();
  await expect(upvote).toHaveAccessibleDescription("1 vote");
  // the other tab does not know yet: it sets what is set already
  await there.click();
  await expect(there).toHaveAttribute("aria-pressed", "true");
  await expect(there).toHaveAccessibleDescription("1 vote");
});

test("a vote begun as a stranger is cast after signing up", async ({ page }) => {
  const { upvote } = await ownPaper(page, 4);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await upvote.click();
  await expect(page).toHaveURL(
    /\/sign-in\?callbackUrl=%2Fpapers%2Fdate%2F2025-03-13&to=vote&paper=\d+$/,
  );
  await page.getByRole("link", { name: "Create an account" }).click();
  const account = newAccount();
  await page.getByLabel("Name").fill(account.name);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(EDITION);
  await expect(page.locator(".toasts")).toContainText("Your upvote of");
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
  await expect(upvote).toHaveAccessibleDescription("1 vote");
});
