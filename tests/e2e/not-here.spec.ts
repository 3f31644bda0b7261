import type { Page } from "@playwright/test";
import { expect, signUp, test } from "./support";

/** Checks the whole not-found page: its status, head, masthead and text. */
async function isNotHere(page: Page, path: string) {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(404);
  await expect(page, path).toHaveTitle("Not here · Broadsheet");
  await expect(page.locator('meta[name="robots"]'), path).toHaveAttribute("content", "noindex");
  await expect(page.getByRole("banner").getByRole("link", { name: "Broadsheet" })).toBeVisible();
  await expect(page.getByRole("main"), path).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 }), path).toHaveText(
    "This page is not in the paper",
  );
  const latest = page.getByRole("main").getByRole("link", { name: "Read the latest edition" });
  await expect(latest, path).toBeVisible();
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a list is visible only to its owner", async ({ page, browser, baseURL }) => {
    await signUp(page);
    await page.goto("/lists");
    await page.getByLabel("New list").fill("Mine alone");
    await page.getByRole("button", { name: "Create list" }).click();
    await expect(page).toHaveTitle("Mine alone · Broadsheet");
    const other = await browser.newPage({ baseURL, javaScriptEnabled: false });
    await signUp(other);
    await isNotHere(other, new URL(page.url()).pathname);
    await expect(other.getByText("Mine alone")).toHaveCount(0);
    await other.close();
  });

  test("URLs that do not exist say so on a whole page", async ({ page }) => {
    await signUp(page);
    for (const path of [
      "/library?status=lost",
      "/library/trash?after=garbage",
      "/lists/no-list",
      "/notes?after=garbage",
      "/settings/invitations",
    ]) {
      await isNotHere(page, path);
    }
    await page.getByRole("main").getByRole("searchbox").fill("attention");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Search");
    // an invalid encoding is not a week either
    const answer = await page.goto("/teams/no-team/week/%25");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No such edition of a team");
  });
});

test("a link to a list that was deleted elsewhere opens the same page", async ({
  page,
  context,
}) => {
  await signUp(page);
  await page.goto("/lists");
  await page.getByLabel("New list").fill("Soon gone");
  await page.getByRole("button", { name: "Create list" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Soon gone");
  const other = await context.newPage();
  await other.goto("/lists");
  await page.getByText("Edit list").click();
  await page.getByRole("button", { name: "Delete list" }).click();
  await expect(page.getByText("Deleted “Soon gone”.")).toBeVisible();
  await other.getByRole("link", { name: "Soon gone" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(
    "This page is not in the paper",
  );
  await expect(other).toHaveTitle("Not here · Broadsheet");
});
