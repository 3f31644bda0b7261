import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { finger, type Hand, keyboard, mouse, PHONE } from "./hand";
import { expect, lettersTo, linkIn, newAccount, picture, test } from "./support";
import { inDatabase } from "./teams";

test.use({ baseURL: `http://localhost:${process.env.E2E_MAIL_PORT}` });

/** Makes the digest due, and has the background job look for it at once. */
const letItBeMorning = (email: string) =>
  inDatabase(async (sql) => {
    await sql`update digest_subscriptions set due_at = now() where email = ${email}`;
    await sql`select graphile_worker.add_job('claim-digests')`;
  }, process.env.E2E_MAIL_DATA);

/** Has as much as possible come, on every day of the week. */
async function askForMuch(page: Page, hand: Hand, button: string) {
  for (const day of ["Sat", "Sun"]) await hand.check(page.getByLabel(day));
  await hand.check(page.getByLabel("At most 20 papers"));
  await hand.press(page.getByRole("button", { name: button }));
}

/** Asks for the papers as a stranger, before there is an account with this address. */
async function subscribe(page: Page, hand: Hand, email: string) {
  await page.goto("/digest");
  await hand.fill(page.getByLabel("Email"), email);
  await hand.press(page.getByRole("button", { name: "Subscribe" }));
  await expect(page.getByText("look into your inbox")).toBeVisible();
  await page.goto(await linkIn(email, "Confirm that you want the papers by mail"));
  await hand.press(page.getByRole("button", { name: "Yes, send them to me" }));
  await expect(page.locator(".toasts")).toContainText("Your address is confirmed.");
  await askForMuch(page, hand, "Save");
  await expect(page.locator(".toasts")).toContainText("Saved. Papers come every day");
}

const WAYS = [
  { how: "with scripts", hand: mouse, use: {} },
  { how: "without scripts", hand: mouse, use: { javaScriptEnabled: false } },
  { how: "by keyboard alone", hand: keyboard, use: {}, isStranger: true },
  { how: "by touch", hand: finger, use: PHONE, isStranger: true },
];

for (const { how, hand, use, isStranger = false } of WAYS) {
  test.describe(how, () => {
    test.use(use);

    test("a paper is submitted, is in the edition of the day, and comes by mail", async ({
      page,
    }) => {
      const account = newAccount("Sam Submitter");
      if (isStranger) await subscribe(page, hand, account.email);
      await page.goto("/sign-up");
      await hand.fill(page.getByLabel("Name"), account.name);
      await hand.fill(page.getByLabel("Email"), account.email);
      await hand.fill(page.getByLabel("Password", { exact: true }), account.password);
      await hand.press(page.getByRole("button", { name: "Create account" }));
      await page.goto(await linkIn(account.email, "Confirm your address"));
      await hand.press(page.getByRole("button", { name: "Confirm and sign in" }));
      await page.waitForURL("/welcome");

      const mark = randomUUID();
      const title = `On the reading of papers, ${mark}`;
      await page.goto("/submit");
      const written = page.getByRole("region", { name: "By hand" });
      await hand.fill(written.getByLabel("Title"), title);
      await hand.fill(written.getByLabel("Abstract"), "We read them, day by day.");
      await hand.press(written.getByRole("button", { name: "Preview" }));
      await hand.press(page.getByRole("button", { name: "Submit 1 paper" }));
      await hand.press(page.getByRole("link", { name: title }));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(page.getByText("Submitted by Sam Submitter")).toBeVisible();
      // the page that everybody gets is printed again at most once a second
      await expect(async () => {
        await page.goto("/");
        const row = page.getByRole("article").filter({ hasText: title });
        await expect(row).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await picture(page, "submitted");

      if (!isStranger) {
        await page.goto("/settings/digest");
        await askForMuch(page, hand, "Send it to me");
        await expect(page.getByText(/^It comes .* to /)).toBeVisible();
      }
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
      await hand.press(page.getByRole("button", { name: "Stop this mail" }));
      await expect(page.getByText("No more papers come to")).toBeVisible();
      await page.goto(links.find((link) => link.includes(mark.slice(0, 8))) ?? "");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    });
  });
}
