import { expect, signUp, test } from "./support";
import { ask } from "./team";
import { inDatabase } from "./teams";

test("a tag is renamed by its form, which says beside the field what is wrong and keeps what was typed", async ({
  page,
}) => {
  await signUp(page);
  const [paper] = await inDatabase((sql) => sql`select id from papers order by id limit 1`);
  await ask(page, "library.set", { paperId: paper?.id, status: "to_read" });
  await ask(page, "library.setMany", { paperIds: [paper?.id], addTags: ["Rivers"] });
  // from the beginning, as an open page may send its next request before it is intercepted
  let isLost = false;
  await page.route("/library?tag=Rivers", (route) => (isLost ? route.abort() : route.continue()));
  await page.goto("/library?tag=Rivers");
  await page.getByRole("button", { name: "Rename this tag" }).click();
  const name = page.getByLabel("New name of the tag");
  await expect(name).toBeFocused();
  await expect(name).toHaveValue("Rivers");

  await name.fill(" ");
  await page.keyboard.press("Enter");
  await expect(name).toHaveAccessibleDescription("Please enter a tag.");
  await name.fill("Streams");
  // a lost connection costs nothing of it either
  isLost = true;
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "did not answer" })).toBeVisible();
  await expect(name).toHaveValue("Streams");
  isLost = false;
  await name.press("Enter");
  await expect(page).toHaveURL("/library?tag=Streams");
  await expect(page.locator(".toasts")).toContainText("“Rivers” is now “Streams”.");
  await expect(page.getByRole("button", { name: "Rename this tag" })).toBeVisible();
});
