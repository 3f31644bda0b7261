import { expect, isAccessible, newAccount, signUp, test } from "./support";
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

for (const scripts of [true, false]) {
  test.describe(scripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: scripts });

    test("many pasted papers are previewed, and one that is here gets a vote", async ({ page }) => {
      await signUp(page);
      await page.goto("/submit");
      await page
        .getByLabel("arXiv ids, DOIs")
        .fill(`${HERE}\nhttps://arxiv.org/pdf/${HERE}v1\nnonsense\n10.1000/182`);
      await page.getByRole("button", { name: "Preview" }).first().click();
      await expect(page).toHaveURL(/\/submit\/[0-9a-f-]{36}$/);
      await expect(page.getByRole("heading", { name: "Already here 1" })).toBeVisible();
      await expect(page.getByRole("heading", { name: "Cannot be read 2" })).toBeVisible();
      await expect(page.getByText("This is no arXiv id, DOI or OpenReview address.")).toBeVisible();
      await expect(page.getByRole("button", { name: /^Submit / })).toHaveCount(0);
      await page.getByRole("button", { name: /Upvote/ }).click();
      await expect(page.getByText("You upvoted it.")).toBeVisible();
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

test("two members agree on a paper, and an owner vetoes another", async ({ page, browser }) => {
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "10.1.9.1" } });
  const other = await context.newPage();
  const [owner, member] = [
    await signUp(page, newAccount("Olga Owner")),
    await signUp(other, newAccount("Max Member")),
  ];
  const slug = `agree-${owner.email.slice(7, 15)}`;
  await inDatabase((sql) =>
    sql.begin(async (tx) => {
      const [team] = await tx`
        insert into teams (slug, name) values (${slug}, 'Agreeing Lab') returning id`;
      await tx`insert into team_members (team_id, user_id, role)
        select ${team?.id}, id, case when email = ${owner.email} then 'owner' else 'member' end
        from users where email in (${owner.email}, ${member.email})`;
    }),
  );
  await other.goto(`/teams/${slug}/proposals`);
  await other.getByLabel("arXiv id, or the address").fill(HERE);
  await other.getByRole("button", { name: "Propose paper" }).click();
  await expect(other.getByText("Supported by 1 of 2")).toBeVisible();
  await page.goto(`/teams/${slug}/proposals`);
  await isAccessible(page);
  await page.getByRole("button", { name: /^Support/ }).click();
  await page.getByRole("link", { name: /team’s edition of/ }).click();
  await expect(page.getByText("Proposed by Max Member, agreed on by Agreeing Lab")).toBeVisible();
  await page.goto(`/teams/${slug}/proposals`);
  await page.getByText("Veto", { exact: true }).first().click();
  await page.getByLabel("Reason").fill("We read it in May.");
  await page.getByRole("button", { name: /^Veto/ }).click();
  await expect(page.getByText("Vetoed by Olga Owner")).toBeVisible();
  await other.reload();
  await expect(other.getByText("We read it in May.")).toBeVisible();
  await context.close();
});

test("a curator puts a paper first, and removes another with a reason that everybody reads", async ({
  page,
}) => {
  const curator = await signUp(page, newAccount("Cora Curator"));
  await inDatabase((sql) => sql`update users set role = 'curator' where email = ${curator.email}`);
  // no other test opens this day
  const day = "2026-07-16";
  await page.goto("/");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "Curation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Curation");
  await page.goto(`/admin/editions?day=${day}`);
  await isAccessible(page);
  const papers = page.locator(".curated > li");
  const second = papers.nth(1);
  const title = await second.locator(".submit-title").innerText();
  await second.getByRole("button", { name: /^Put first/ }).click();
  await expect(papers.first().locator(".submit-title")).toHaveText(title);
  await page.goto(`/papers/date/${day}`);
  await expect(page.locator(".row").first()).toContainText(title);

  await page.goto(`/admin/editions?day=${day}`);
  await papers.first().getByText("Move or remove").click();
  const reason = `Not a paper, says ${curator.email}`;
  await papers
    .first()
    .getByRole("button", { name: /^Remove from the edition/ })
    .click();
  await expect(papers.first().getByLabel("Reason")).toHaveAccessibleDescription(/Please enter/);
  await papers.first().getByLabel("Reason").fill(reason);
  await papers
    .first()
    .getByRole("button", { name: /^Remove from the edition/ })
    .click();
  await expect(papers.first().locator(".submit-title")).not.toHaveText(title);
  await page.goto(`/papers/date/${day}`);
  await expect(page.getByText(title)).toHaveCount(0);
  await page.goto("/moderation");
  await expect(page.getByText(reason)).toBeVisible();
  await expect(page.getByText("Cora Curator")).toHaveCount(0);
});
