import type { Browser, Page } from "@playwright/test";
import { expect, isAccessible, picture, test } from "./support";
import { collectionOf } from "./teams";

const save = (page: Page) => page.getByRole("button", { name: "Save changes" });
const name = (page: Page) => page.getByRole("textbox", { name: "Name" });
const description = (page: Page) => page.getByLabel("Description");

/** A collection and two owners of its team, each in their own browser. */
async function twoAt(ada: Page, browser: Browser, scripts = true) {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    extraHTTPHeaders: { "x-forwarded-for": `10.12.${Math.floor(Math.random() * 250)}.7` },
  });
  const ben = await context.newPage();
  const made = await collectionOf(
    [
      { page: ada, name: "Ada Owner", role: "owner" },
      { page: ben, name: "Ben Owner", role: "owner" },
    ],
    2,
  );
  return { ben, ...made };
}

test("two people describe one collection: the second sees what the first wrote, and may replace it", async ({
  page: ada,
  browser,
}) => {
  const { ben, address } = await twoAt(ada, browser);
  for (const page of [ada, ben]) {
    await page.goto(address);
    await page.getByText("Edit collection").click();
  }
  await name(ben).fill("From Ben");
  await name(ada).fill("From Ada");
  await description(ada).fill("On Mondays.\nBring tea.");
  await save(ada).click();
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("From Ada");
  await expect(name(ada)).toBeHidden();

  // the page updates, and the text being typed stays
  await expect(ben.getByRole("heading", { level: 1 })).toHaveText("From Ada");
  await expect(name(ben)).toHaveValue("From Ben");
  await save(ben).click();
  await expect(ben.getByRole("alert").filter({ hasText: "changed somewhere else" })).toBeFocused();
  await expect(name(ben)).toHaveValue("From Ben");
  await expect(name(ben)).toHaveAccessibleDescription(/From Ada/);
  await picture(ben, "one-text");
  await isAccessible(ben);
  await save(ben).click();
  for (const page of [ben, ada]) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("From Ben");
  }
  // and again, by the one who was first
  await ada.getByText("Edit collection").click();
  await expect(name(ada)).toHaveValue("From Ben");
  await name(ada).fill("From both");
  await save(ada).click();
  await expect(ben.getByRole("heading", { level: 1 })).toHaveText("From both");

  // a reader who has not typed yet sees the saved text, and starts from it
  await ben.getByText("Edit collection").click();
  await ada.getByText("Edit collection").click();
  await description(ada).fill("On Tuesdays.");
  await save(ada).click();
  await expect(description(ben)).toHaveValue("On Tuesdays.");
  await name(ben).fill("Reading group");
  await save(ben).click();
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Reading group");
  await expect(ada.getByRole("paragraph").filter({ hasText: "On Tuesdays." })).toBeVisible();
  await ben.context().close();
});

test("two people rename one team: the second is redirected if its address has changed", async ({
  page: ada,
  browser,
}) => {
  const { ben, team } = await twoAt(ada, browser);
  for (const page of [ada, ben]) await page.goto(`/teams/${team}/settings`);
  await description(ben).fill("From Ben");
  await name(ada).fill("Lab of Ada");
  await ada.getByRole("textbox", { name: "Address" }).fill(`moved-${team}`);
  await save(ada).click();
  await expect(ada.getByText("its old address no longer works.")).toBeVisible();
  await name(ada).fill("Lab of Ada again");
  await save(ada).click();
  await expect(ada.getByText("Saved.")).toBeVisible();

  await save(ben).click();
  await expect(ben.getByRole("alert").filter({ hasText: "changed somewhere else" })).toBeFocused();
  await expect(name(ben)).toHaveValue("Lab of Ada again");
  await expect(name(ben)).toHaveAccessibleDescription(/this is what was saved/);
  await expect(description(ben)).toHaveValue("From Ben");
  await isAccessible(ben);
  await ben.getByRole("textbox", { name: "Address" }).fill(`moved-${team}`);
  await save(ben).click();
  await expect(ben).toHaveURL(new RegExp(`/teams/moved-${team}/settings`));
  await expect(description(ben)).toHaveValue("From Ben");
  await ben.context().close();
});

test("without scripts the second gets the conflict too, and may save again", async ({
  page: ada,
  browser,
}) => {
  const { ben, address } = await twoAt(ada, browser, false);
  for (const page of [ada, ben]) {
    await page.goto(address);
    await page.getByText("Edit collection").click();
  }
  await description(ben).fill("From Ben");
  await description(ada).fill("From Ada");
  await save(ada).click();
  await expect(ada.getByRole("paragraph").filter({ hasText: "From Ada" })).toBeVisible();
  await save(ben).click();
  await expect(ben.getByText("Saved in the meantime: From Ada")).toBeVisible();
  await expect(description(ben)).toHaveValue("From Ben");
  await save(ben).click();
  await expect(ben.getByRole("paragraph").filter({ hasText: "From Ben" })).toBeVisible();
  await expect(ada.getByRole("paragraph").filter({ hasText: "From Ben" })).toBeVisible();
  await ben.context().close();
});
