import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { finger, type Hand, keyboard, mouse, PHONE } from "./hand";
import { adminPages } from "./pages";
import { expect, isAccessible, newAccount, signUp, test } from "./support";
import { anotherReader, makeTeam } from "./team";
import { inDatabase } from "./teams";

// What is submitted here would be the latest edition for all other tests: `morning.spec.ts` submits
// to an installation of its own.

const HERE = "2402.17316";

test("a stranger learns what signing in is for, and comes back with what was shared", async ({
  page,
}) => {
  await page.goto(`/submit?title=A+paper&text=https://arxiv.org/abs/${HERE}`);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("Sign in to submit a paper.")).toBeVisible();
  await signUp(page);
  await page.goto(`/submit?title=A+paper&text=https://arxiv.org/abs/${HERE}`);
  await expect(page.getByLabel("arXiv ids, DOIs")).toHaveValue(`https://arxiv.org/abs/${HERE}`);
});

/** Fifty papers: most are here, one of them on two lines, and two cannot be read. */
const fiftyPapers = () =>
  inDatabase(async (sql) => {
    const others = await sql<{ slug: string }[]>`
      select slug from papers where slug ~ '^[0-9]{4}[.][0-9]{5}$' and slug <> ${HERE}
      order by slug limit 47`;
    const ids = others.map(({ slug }) => slug);
    return [HERE, `https://arxiv.org/pdf/${HERE}v1`, ...ids, "nonsense", "10.1000/182"].join("\n");
  });

async function pasteFifty(page: Page, hand: Hand) {
  const lines = await fiftyPapers();
  await page.goto("/submit");
  const pasted = page.getByRole("region", { name: "By id or address" });
  await hand.fill(pasted.getByLabel("arXiv ids, DOIs"), `${lines}\n2402.00001`);
  await hand.press(pasted.getByRole("button", { name: "Preview" }));
  await expect(pasted.getByLabel("arXiv ids, DOIs")).toHaveAccessibleDescription(/at most 50/);
  await hand.fill(pasted.getByLabel("arXiv ids, DOIs"), lines);
  await hand.press(pasted.getByRole("button", { name: "Preview" }));
  await expect(page).toHaveURL(/\/submit\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "Already here 48" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Cannot be read 2" })).toBeVisible();
  await expect(page.getByText("This is no arXiv id, DOI or OpenReview address.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Submit / })).toHaveCount(0);
  await hand.press(page.getByRole("button", { name: /Upvote/ }).first());
  await expect(page.getByText("You upvoted it.")).toBeVisible();
}

for (const scripts of [true, false]) {
  test.describe(scripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: scripts });

    test("many pasted papers are previewed, and one that is here gets a vote", async ({ page }) => {
      await signUp(page);
      await pasteFifty(page, mouse);
    });
  });
}

test("a paper that is written by hand is shown before it is submitted", async ({ page }) => {
  await signUp(page);
  await page.goto("/submit");
  await isAccessible(page);
  const hand = page.getByRole("region", { name: "By hand" });
  await hand.getByLabel("Title").fill("On the reading of papers");
  await hand.getByRole("button", { name: "Preview" }).click();
  await expect(hand.getByLabel("Abstract")).toHaveAccessibleDescription(/Please enter/);
  await expect(hand.getByLabel("Title")).toHaveValue("On the reading of papers");
  await hand.getByLabel("Abstract").fill("We read them.");
  await hand.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("heading", { name: "New 1" })).toBeVisible();
  await expect(page.getByText("On the reading of papers")).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit 1 paper" })).toBeVisible();
  await isAccessible(page);
});

/** A member proposes a paper, this page's reader, an owner, agrees and vetoes it. */
async function agreeAndVeto(page: Page, browser: Browser, hand: Hand, name: string) {
  const other = await anotherReader(browser, "Max Member");
  const team = await makeTeam(page, other);
  const address = `/teams/${team.slug}/proposals`;
  await other.goto(address);
  await hand.fill(other.getByLabel("arXiv id, or the address"), HERE);
  await hand.press(other.getByRole("button", { name: "Propose paper" }));
  await expect(other.getByText("Supported by 1 of 2")).toBeVisible();
  await page.goto(address);
  if (hand === mouse) await isAccessible(page);
  await hand.press(page.getByRole("button", { name: /^Support/ }));
  await hand.press(page.getByRole("link", { name: /team’s edition of/ }));
  await expect(page.getByText(`Proposed by Max Member, agreed on by ${team.name}`)).toBeVisible();
  await page.goto(address);
  await hand.press(page.getByText("Veto", { exact: true }).first());
  await hand.fill(page.getByLabel("Reason"), "We read it in May.");
  await hand.press(page.getByRole("button", { name: /^Veto/ }));
  await expect(page.getByText(`Vetoed by ${name}`)).toBeVisible();
  await other.reload();
  await expect(other.getByText("We read it in May.")).toBeVisible();
  await other.context().close();
}

test("two members agree on a paper, and an owner vetoes it", async ({ page, browser }) => {
  await signUp(page, newAccount("Olga Owner"));
  await agreeAndVeto(page, browser, mouse, "Olga Owner");
});

const makeCurator = (email: string) =>
  inDatabase((sql) => sql`update users set role = 'curator' where email = ${email}`);

/** Puts a paper of this day first, and removes it; no other test opens the day. */
async function curate(page: Page, hand: Hand, day: string, reason: string) {
  await page.goto("/");
  await hand.press(page.getByRole("button", { name: /^Account of/ }));
  await hand.press(page.getByRole("link", { name: "Curation" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Curation");
  await page.goto(`/admin/editions?day=${day}`);
  if (hand === mouse) await isAccessible(page);
  const papers = page.locator(".curated > li");
  const first = papers.first();
  const title = await papers.nth(1).locator(".submit-title").innerText();
  await hand.press(papers.nth(1).getByRole("button", { name: /^Put first/ }));
  await expect(first.locator(".submit-title")).toHaveText(title);
  await page.goto(`/papers/date/${day}`);
  await expect(page.locator(".row").first()).toContainText(title);

  await page.goto(`/admin/editions?day=${day}`);
  await hand.press(first.getByText("Move or remove"));
  const removing = first.getByRole("button", { name: /^Remove from the edition/ });
  await hand.press(removing);
  await expect(first.getByLabel("Reason")).toHaveAccessibleDescription(/Please enter/);
  await hand.fill(first.getByLabel("Reason"), reason);
  await hand.press(removing);
  await expect(first.locator(".submit-title")).not.toHaveText(title);
  await page.goto(`/papers/date/${day}`);
  await expect(page.getByText(title)).toHaveCount(0);
  await page.goto("/moderation");
  await expect(page.getByText(reason)).toBeVisible();
}

test("a curator puts a paper first, and removes another with a reason that everybody reads", async ({
  page,
}) => {
  const { email } = await signUp(page, newAccount("Cora Curator"));
  await makeCurator(email);
  for (const path of Object.values(adminPages(randomUUID()))) {
    const isForCurators = ["/admin/editions", "/warnings"].includes(path);
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(isForCurators ? 200 : 404);
  }
  await curate(page, mouse, "2026-07-16", `Not a paper, says ${email}`);
  await expect(page.getByText("Cora Curator")).toHaveCount(0);
});

const OTHER_WAYS = [
  { how: "by keyboard alone", hand: keyboard, use: {}, day: "2026-07-13" },
  { how: "by touch", hand: finger, use: PHONE, day: "2026-07-17" },
];

for (const { how, hand, use, day } of OTHER_WAYS) {
  test.describe(how, () => {
    test.use(use);

    test("fifty papers are pasted, a team agrees on one, and a curator removes one", async ({
      page,
      browser,
    }) => {
      const { name, email } = await signUp(page);
      await pasteFifty(page, hand);
      await agreeAndVeto(page, browser, hand, name);
      await makeCurator(email);
      await curate(page, hand, day, `Not a paper, says ${email}`);
    });
  });
}
