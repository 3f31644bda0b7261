import type { Page } from "@playwright/test";
import { type MadePaper, makePaper, passage } from "./paper";
import { expect, isAccessible, newAccount, signUp, test } from "./support";
import { inDatabase } from "./teams";

const ABSTRACT =
  "We read the same paper in groups of many sizes and count what its readers write. Larger groups write more, and each of them less.";

/** More of each than fit on a page. */
const COMMENTS = 60;
const PASSAGES = 55;
const REPLIES = 58;

/** Notes for everyone by one author, a second apart, oldest first. */
async function writeMany(paper: MadePaper, email: string) {
  const { start, end, textHash } = passage(paper, "groups of many sizes");
  await inDatabase((sql) =>
    sql.begin(async (tx) => {
      const [author] = await tx<{ id: string }[]>`select id from users where email = ${email}`;
      if (!author) throw new Error("nobody has this address");
      await tx`
        insert into annotations (paper_id, version, author_id, audience, body, created_at, updated_at)
        select ${paper.id}, 1, ${author.id}, 'everyone', 'Comment ' || n || '.', at, at
        from generate_series(1, ${COMMENTS}) as n, lateral (select now() - interval '1 day' + n * interval '1 second' as at) as time`;
      await tx`
        insert into annotations (paper_id, version, author_id, audience, body, created_at, updated_at,
          start, "end", exact, prefix, suffix, text_hash)
        select ${paper.id}, 1, ${author.id}, 'everyone', 'Passage ' || n || '.', at, at,
          ${start}, ${end}, ${ABSTRACT.slice(start, end)}, '', '', ${textHash}
        from generate_series(1, ${PASSAGES}) as n, lateral (select now() - interval '1 day' + n * interval '1 second' as at) as time`;
      await tx`
        insert into annotations (paper_id, version, author_id, audience, body, created_at, updated_at, parent_id)
        select ${paper.id}, 1, ${author.id}, 'everyone', 'Reply ' || n || '.', at, at, parent.id
        from annotations as parent, generate_series(1, ${REPLIES}) as n,
          lateral (select now() - interval '1 hour' + n * interval '1 second' as at) as time
        where parent.paper_id = ${paper.id} and parent.body = 'Comment 1.'`;
    }),
  );
}

const numbered = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}.`);

const bodies = (page: Page, box: string) => page.locator(`${box} > .note-body`);
const comments = (page: Page) => bodies(page, ".discussion .comments > .note");
const replies = (page: Page) => bodies(page, ".discussion .reply");
const passages = (page: Page) => bodies(page, ".margin .note");

test.describe("on a paper with many notes", () => {
  let paper: MadePaper;
  let author: { email: string; password: string; name: string };

  test.beforeEach(async ({ page }) => {
    paper = await makePaper({ abstract: ABSTRACT });
    author = await signUp(page, newAccount("Ada King"));
    await writeMany(paper, author.email);
  });

  test("the others are shown on request, each once, and the first of them has the focus", async ({
    page,
  }) => {
    await page.goto(paper.address);
    await expect(page.getByRole("button", { name: "Account of Ada King" })).toBeVisible();
    await expect(comments(page)).toHaveText(numbered("Comment", 50));
    await isAccessible(page, ".more-notes");
    await page.getByRole("link", { name: "Show more comments" }).press("Enter");
    await expect(comments(page)).toHaveText(numbered("Comment", COMMENTS));
    await expect(page.locator(":focus")).toContainText("Comment 51.");
    await expect(page.getByRole("link", { name: "Show more comments" })).toHaveCount(0);

    await page.getByRole("link", { name: "Show more notes" }).press("Enter");
    await expect(passages(page)).toHaveText(numbered("Passage", PASSAGES));
    await expect(page.locator(":focus")).toContainText("Passage 51.");
    await expect(page.getByRole("link", { name: "Show more notes" })).toHaveCount(0);

    await expect(replies(page)).toHaveText(numbered("Reply", 5));
    await page.getByRole("link", { name: "Show 53 more replies" }).press("Enter");
    await expect(replies(page)).toHaveText(numbered("Reply", 55));
    await page.getByRole("link", { name: "Show 3 more replies" }).press("Enter");
    await expect(replies(page)).toHaveText(numbered("Reply", REPLIES));
    await expect(page.locator(":focus")).toContainText("Reply 56.");
  });

  test("my own are a page at a time, and none is on two pages", async ({ page }) => {
    await page.goto("/notes");
    const found: string[] = [];
    const more = page.getByRole("link", { name: "More", exact: true });
    for (let pages = 1; ; pages++) {
      const shown = await page.locator(".note-body").allInnerTexts();
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.length).toBeLessThanOrEqual(50);
      found.push(...shown);
      if ((await more.count()) === 0) break;
      expect(pages).toBeLessThan(5);
      const before = page.url();
      await more.click();
      await expect(page).not.toHaveURL(before);
      await expect(page.locator(".note-body").first()).not.toHaveText(shown[0] ?? "");
    }
    const all = [
      ...numbered("Comment", COMMENTS),
      ...numbered("Passage", PASSAGES),
      ...numbered("Reply", REPLIES),
    ];
    expect(found.sort()).toEqual(all.sort());
  });

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test("the others are on pages of their own", async ({ page }) => {
      await page.goto(paper.address);
      await page.getByRole("link", { name: "Show more comments" }).click();
      await expect(bodies(page, ".comments > .note")).toHaveText(
        numbered("Comment", COMMENTS).slice(50),
      );
      await page.goto(paper.address);
      await page.getByRole("link", { name: "Show 53 more replies" }).click();
      await expect(bodies(page, ".reply")).toHaveText(numbered("Reply", 55).slice(5));
      await page.getByRole("link", { name: "Show 3 more replies" }).click();
      await expect(bodies(page, ".reply")).toHaveText(numbered("Reply", REPLIES).slice(55));
    });
  });
});
