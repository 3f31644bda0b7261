import { randomBytes } from "node:crypto";
import { expect, fitsWindow, isAccessible, picture, signUp, test } from "./support";
import { forgetConfirmation, promote } from "./teams";

test("an administrator imports a file by keyboard, after looking at what is in it", async ({
  page,
  browser,
}) => {
  // the first account of an installation is an administrator's by itself
  await signUp(await browser.newPage());
  const { email, password } = await signUp(page);
  expect((await page.request.get("/admin/import")).status()).toBe(404);
  await promote(email);
  await forgetConfirmation(email);
  const title = `Sent by hand, ${randomBytes(6).toString("hex")}`;
  const lines = [{ title, abstract: "What was found." }, { abstract: "No title." }];
  const buffer = Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n"));

  await page.goto("/admin/import");
  const file = page.getByLabel("File", { exact: true });
  await file.setInputFiles({ name: "table.csv", mimeType: "text/csv", buffer: Buffer.from("a,b") });
  await file.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Edition")).toBeFocused();
  await page.keyboard.type("03042024");
  const check = page.getByRole("button", { name: "Check the file" });
  await check.press("Enter");
  await expect(page.getByText("This file is not JSON: no line of it begins")).toBeFocused();

  await file.setInputFiles({ name: "papers.jsonl", mimeType: "text/plain", buffer });
  await check.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "checked" })).toHaveText(
    "The file is checked: 1 paper, 1 invalid row.",
  );
  await expect(page.getByRole("heading", { name: "In the file" })).toBeFocused();
  await expect(page.getByRole("listitem").filter({ hasText: title })).toBeVisible();
  await expect(page.getByText("March 4, 2024")).toBeVisible();
  await expect(page.getByRole("row", { name: "2 title Is missing" })).toBeVisible();
  await isAccessible(page);
  await picture(page, "import");

  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Import 1 paper" })).toBeFocused();
  await page.keyboard.press("Enter");
  const asked = page.getByLabel("Your password");
  await asked.fill(password);
  await asked.press("Enter");
  await expect(page.getByRole("heading", { name: "Imported" })).toBeFocused();
  await expect(page.getByText("1 paper added, 0 updated, 0 unchanged")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await fitsWindow(page);

  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/papers\/date\/2024-03-04$/);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await page.goto("/admin/log");
  await expect(
    page.getByText("2 rows: 1 paper added, 0 updated, 0 unchanged, 1 left out."),
  ).toBeVisible();
});
