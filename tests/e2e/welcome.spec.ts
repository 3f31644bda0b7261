import { expect, newAccount, test } from "./support";

test("a new reader follows topics, makes a team and keeps a paper", async ({ page }) => {
  await page.goto("/papers/trending");
  await page.getByRole("banner").getByRole("link", { name: "Create account" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
  const account = newAccount();
  await page.keyboard.type(account.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(account.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(account.password);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show" })).toBeFocused();
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/welcome?callbackUrl=%2Fpapers%2Ftrending");
  await page.getByRole("checkbox", { name: "Agents" }).check();
  await page.getByRole("checkbox", { name: "Code" }).check();
  await expect(page.getByText("You follow 2 topics.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Agents" })).toBeChecked();

  await page.getByLabel("Name of the team").fill("First Lab");
  await page.getByRole("link", { name: "Go on to where you were" }).click();
  await expect(page.locator(".toasts")).toContainText("Your team is not created yet.");
  await expect(page.getByLabel("Name of the team")).toBeFocused();
  await page.getByRole("button", { name: "Create the team" }).click();
  await expect(page.locator("code")).toContainText("/join/");
  await expect(page.getByRole("link", { name: "First Lab" })).toBeVisible();

  const paper = page.locator(".first-papers > li");
  await expect(paper.first()).toContainText(/Agents|Code/);
  await paper.first().getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "To read" })).toBeVisible();

  await page.getByRole("link", { name: "Go on to where you were" }).click();
  await expect(page).toHaveURL("/papers/trending");
  await page.goto("/");
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
