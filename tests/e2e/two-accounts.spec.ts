import { expect, newAccount, signUp, test } from "./support";

test("a page changes nothing for another account than the one it was made for", async ({
  page,
  context,
}) => {
  await signUp(page, newAccount("Ada First"));
  const lists = await context.newPage();
  await page.goto("/papers/date/2026-08-21");
  await lists.goto("/lists");
  await expect(page.getByRole("button", { name: "Account of Ada First" })).toBeVisible();
  await context.clearCookies();
  await signUp(page, newAccount("Ben Second"));

  const vote = page.getByRole("article").first().getByRole("button", { name: "Upvote" });
  const sent = page.waitForResponse(/votes\.set/);
  await vote.click();
  expect((await sent).status()).toBe(412);
  await expect(page.getByRole("button", { name: "Account of Ben Second" })).toBeVisible();
  await expect(vote).toHaveAttribute("aria-pressed", "false");

  await lists.getByLabel("New list").fill("Whose is this?");
  await lists.getByRole("button", { name: "Create list" }).click();
  await expect(lists.getByRole("alert").first()).toContainText("another account");
  await expect(lists.getByLabel("New list")).toHaveValue("Whose is this?");
  await lists.reload();
  await expect(lists.getByText("Whose is this?")).toHaveCount(0);
});
