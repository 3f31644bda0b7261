import { expect, newAccount, signUp, test } from "./support";
import { anotherReader, ask, makeCollection, makeTeam } from "./team";
import { inDatabase } from "./teams";

test("a reader who leaves a team is told so, once", async ({ page, browser }) => {
  const owner = await anotherReader(browser, "Olga Owner");
  await signUp(page, newAccount("Maria Member"));
  const team = await makeTeam(owner, page);
  await page.goto(`/teams/${team.slug}/settings`);
  await page.getByText("Leave this team").click();
  await page.getByRole("button", { name: /^Yes, leave/ }).click();
  const told = page.locator(".toast");
  await expect(told).toContainText(`You have left ${team.name}.`);
  await expect(page).toHaveURL("/teams");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("button", { name: "Account of Maria Member" })).toBeVisible();
  await expect(told).toHaveCount(0);
  await owner.context().close();
});

test("a reader who leaves a collection is told what they lose, and that they have left", async ({
  page,
  browser,
}) => {
  const owner = await anotherReader(browser, "Olga Owner");
  const { email } = await signUp(page, newAccount("Maria Member"));
  const team = await makeTeam(owner, page);
  const { id: listId, name } = await makeCollection(owner, team, "Only for some");
  const [maria] = await inDatabase((sql) => sql`select id from users where email = ${email}`);
  const asEditor = { listId, userId: maria?.id, role: "editor" };
  const open = async (visibility: "team" | "people") => {
    await ask(owner, "listMembers.set", asEditor);
    await ask(owner, "listMembers.setOpenTo", { listId, visibility, memberRole: "viewer" });
    await page.goto(`/lists/${listId}/members`);
  };

  await open("team");
  await page.getByText("Give up my role here").click();
  await expect(page.getByText("You keep the role that the team gives you.")).toBeVisible();
  await page.getByRole("button", { name: "Yes, give it up" }).click();
  await expect(page.getByText("You gave up your role.").filter({ visible: true })).toBeVisible();
  await expect(page.getByText("Viewer · member of the team")).toBeVisible();

  await open("people");
  await page.getByText("Leave", { exact: true }).click();
  await expect(page.getByText("You will no longer see this collection")).toBeVisible();
  await page.getByRole("button", { name: "Yes, leave" }).click();
  await expect(page.locator(".toast")).toContainText(`You have left “${name}”.`);
  await expect(page).toHaveURL("/lists");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await owner.context().close();
});
