import { expect, signUpOnPage, test } from "./support";

test("a new reader follows topics, makes a team and keeps a paper", async ({ page }) => {
  await signUpOnPage(page);
  await expect(page).toHaveURL("/welcome");
  await page.getByRole("checkbox", { name: "Agents" }).check();
  await page.getByRole("checkbox", { name: "Code" }).check();
  await page.getByRole("button", { name: "Follow these" }).click();
  await expect(page.getByText("You follow 2 topics.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Agents" })).toBeChecked();

  await page.getByLabel("Name of the team").fill("First Lab");
  await page.getByRole("button", { name: "Create the team" }).click();
  await expect(page.locator("code")).toContainText("/join/");
  await expect(page.getByRole("link", { name: "First Lab" })).toBeVisible();

  const paper = page.locator(".first-papers > li");
  await expect(paper.first()).toContainText(/Agents|Code/);
  await paper.first().getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "To read" })).toBeVisible();

  await page.getByRole("link", { name: "Open the latest edition" }).click();
  const beside = page.getByRole("complementary");
  await expect(beside.getByRole("heading", { name: "First Lab" })).toBeVisible();
  await expect(beside.getByRole("heading", { name: "On your topics" })).toBeVisible();

  await beside.getByRole("link", { name: "Change" }).click();
  const code = page.getByRole("checkbox", { name: "Code" });
  await code.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("You follow 1 topic.")).toBeVisible();
  await expect(code).toBeFocused();
  await expect(code).not.toBeChecked();
});

test("who signs up to vote is told so, and goes on with it", async ({ page }) => {
  await page.goto("/papers/2402.17316");
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("button", { name: "Upvote" }).first().click();
  await expect(page.getByText("Sign in to vote for")).toContainText(title);
  await page.getByRole("link", { name: "Create an account" }).click();
  await expect(page.getByText("Create an account to vote for")).toContainText(title);
});
