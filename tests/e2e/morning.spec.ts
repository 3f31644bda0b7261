import { randomUUID } from "node:crypto";
import { expect, lettersTo, linkIn, newAccount, picture, test } from "./support";
import { inDatabase } from "./teams";

test.use({ baseURL: `http://localhost:${process.env.E2E_MAIL_PORT}` });

/** Makes the digest due, and has the background job look for it at once. */
const letItBeMorning = (email: string) =>
  inDatabase(async (sql) => {
    await sql`update digest_subscriptions set due_at = now() where email = ${email}`;
    await sql`select graphile_worker.add_job('claim-digests')`;
  }, process.env.E2E_MAIL_DATA);

for (const scripts of [true, false]) {
  test.describe(scripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: scripts });

    test("a paper is submitted, is in the edition of the day, and comes by mail", async ({
      page,
    }) => {
      const account = newAccount("Sam Submitter");
      await page.goto("/sign-up");
      await page.getByLabel("Name").fill(account.name);
      await page.getByLabel("Email").fill(account.email);
      await page.getByLabel("Password", { exact: true }).fill(account.password);
      await page.getByRole("button", { name: "Create account" }).click();
      await page.goto(await linkIn(account.email, "Confirm your address"));
      await page.getByRole("button", { name: "Confirm and sign in" }).click();
      await page.waitForURL("/welcome");

      const mark = randomUUID();
      const title = `On the reading of papers, ${mark}`;
      await page.goto("/submit");
      const hand = page.getByRole("region", { name: "By hand" });
      await hand.getByLabel("Title").fill(title);
      await hand.getByLabel("Abstract").fill("We read them, day by day.");
      await hand.getByRole("button", { name: "Preview" }).click();
      await page.getByRole("button", { name: "Submit 1 paper" }).click();
      await page.getByRole("link", { name: title }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(page.getByText("Submitted by Sam Submitter")).toBeVisible();
      // the page that everybody gets is printed again at most once a second
      await expect(async () => {
        await page.goto("/");
        const row = page.getByRole("article").filter({ hasText: title });
        await expect(row).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await picture(page, "submitted");

      await page.goto("/settings/digest");
      await page.getByLabel("At most 20 papers").check();
      for (const day of ["Sat", "Sun"]) await page.getByLabel(day).check();
      await page.getByRole("button", { name: "Send it to me" }).click();
      await expect(page.getByText(/^It comes .* to /)).toBeVisible();
      await letItBeMorning(account.email);
      const arrived = async () =>
        (await lettersTo(account.email)).find(({ text }) =>
          text.replaceAll(/\s+/g, " ").includes(title),
        );
      await expect.poll(arrived).toBeTruthy();
      const { text = "" } = (await arrived()) ?? {};
      const links = [...text.matchAll(/https?:\S+/g)].map(([link]) => link);

      // a link in it changes nothing before its button is pressed
      const ending = links.find((link) => link.includes("/digest/unsubscribe/"));
      await page.context().clearCookies();
      await page.goto(ending ?? "");
      await page.getByRole("button", { name: "Stop this mail" }).click();
      await expect(page.getByText("No more papers come to")).toBeVisible();
      await page.goto(links.find((link) => link.includes(mark.slice(0, 8))) ?? "");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    });
  });
}
