import type { Browser, Page } from "@playwright/test";
import { callsOf, told } from "./procedures";
import { expect, isAccessible, newAccount, picture, signUp, signUpOnPage, test } from "./support";
import { anotherReader, makeCollection, makeTeam } from "./team";
import { inDatabase } from "./teams";

/** Papers of the sample edition whose abstracts are plain text. */
const PAPERS = [
  ["2309.17361", "2501.00663"],
  ["2205.14900", "2402.17316"],
  ["1705.02315", "2311.03351"],
  ["2402.02855", "2110.15032"],
  ["2306.10805", "2305.12972"],
  ["2403.14734", "2502.01013"],
  ["2211.13723", "2110.06014"],
  ["2203.01923", "2305.07440"],
  ["2207.01780", "2402.02340"],
  ["2303.06614", "1810.03947"],
  ["2310.07310", "2407.03475"],
  ["2405.07801", "2404.08079"],
  ["2206.01176", "2112.15442"],
] as const;

/** Opens a paper that no other test writes on, as their notes for everyone would show there. */
async function open(page: Page, test_: number): Promise<void> {
  const pair = PAPERS[test_];
  if (!pair) throw new Error("give this test a paper of its own");
  await page.goto(`/papers/${pair[isPhone() ? 1 : 0]}`);
}

const isPhone = () => test.info().project.name === "phone";

/** Five words in the middle of the abstract, starting at the nth group. */
async function someWords(page: Page, nth = 3): Promise<string> {
  const text = await page.locator("#abstract").innerText();
  return text
    .split(/\s+/)
    .slice(nth * 5, nth * 5 + 5)
    .join(" ");
}

/** Where the words are on the screen: the centers of their first and last letter. */
async function endsOf(page: Page, words: string) {
  return page.locator("#abstract").evaluate((abstract, words) => {
    const walker = document.createTreeWalker(abstract, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest("[data-start]")
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_SKIP,
    );
    const letters: Range[] = [];
    let text = "";
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      text += node.data;
      for (let at = 0; at < node.length; at++) {
        const letter = document.createRange();
        letter.setStart(node, at);
        letter.setEnd(node, at + 1);
        letters.push(letter);
      }
    }
    const at = text.indexOf(words);
    const first = letters[at];
    const last = letters[at + words.length - 1];
    if (at < 0 || !first || !last) throw new Error(`"${words}" does not stand in the abstract`);
    scrollBy(0, first.getBoundingClientRect().top - innerHeight / 3);
    const [from, to] = [first.getBoundingClientRect(), last.getBoundingClientRect()];
    return {
      from: { x: from.left + 1, y: from.top + from.height / 2 },
      to: { x: to.right - 1, y: to.top + to.height / 2 },
    };
  }, words);
}

/** Selects words of the abstract: drags with a mouse, or moves the handles like a finger. */
async function select(page: Page, words: string): Promise<void> {
  await expect(page.getByRole("button", { name: "Note", exact: true })).toBeVisible();
  // what is measured is where the mouse goes: no font may still move lines
  await page.evaluate(() => document.fonts.ready);
  const { from, to } = await endsOf(page, words);
  if (isPhone()) {
    await page.evaluate(
      ([from, to]) => {
        const [start, end] = [from, to].map(({ x, y }) => document.caretRangeFromPoint(x, y));
        if (!start || !end) throw new Error("the words are not on the screen");
        document
          .getSelection()
          ?.setBaseAndExtent(
            start.startContainer,
            start.startOffset,
            end.startContainer,
            end.startOffset,
          );
      },
      [from, to] as const,
    );
  } else {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
  }
}

const toolbar = (page: Page) => page.getByRole("toolbar", { name: "Selected passage" });
const margin = (page: Page) => page.getByRole("region", { name: "Notes" });
const marks = (page: Page) => page.locator("#abstract mark");

/** Posts a note and waits until the server has it, as the optimistic result is no proof. */
async function posted(page: Page, post: Promise<unknown>): Promise<void> {
  await Promise.all([
    page.waitForResponse(callsOf("annotations.create", "annotations.reply")),
    post,
  ]);
}

/** The same page as a stranger sees it. */
async function asStranger(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await stranger.goto(page.url());
  return stranger;
}

const act = (page: Page, name: string) => toolbar(page).getByRole("button", { name });

test("a highlight is in the same place after a reload, for me only", async ({ page, browser }) => {
  await signUp(page);
  await open(page, 0);
  const words = await someWords(page);
  await select(page, words);
  await act(page, "Highlight").click();
  await expect(marks(page)).toHaveText([words]);
  await expect(toolbar(page)).toBeHidden();
  await page.reload();
  await expect(marks(page)).toHaveText([words]);
  await expect(margin(page)).toContainText("You highlighted · Only you");

  const stranger = await asStranger(browser, page);
  await expect(stranger.locator("#abstract")).toContainText(words);
  await expect(marks(stranger)).toHaveCount(0);
  await stranger.context().close();
});

test("a note for everyone is read by others beside its passage, and gets a reply", {
  tag: "@phone",
}, async ({ page, browser }) => {
  await signUp(page, newAccount("Ada King"));
  await open(page, 1);
  const words = await someWords(page);
  await select(page, words);
  await act(page, "Note").click();
  const writing = page.getByRole("form", { name: "Your note" });
  await expect(writing.getByRole("textbox")).toBeFocused();
  await expect(writing.getByLabel("Audience")).toHaveValue("me");
  await writing.getByLabel("Audience").selectOption("everyone");
  await writing.getByRole("textbox").fill("Does this hold?\nSee https://example.org/a.");
  await posted(page, writing.getByRole("textbox").press("Control+Enter"));
  await expect(margin(page)).toContainText("You · Everyone");

  const other = await (await browser.newContext()).newPage();
  await signUp(other, newAccount("Ben Okri"));
  await other.goto(page.url());
  await expect(marks(other)).toHaveText([words]);
  await expect(margin(other)).toContainText("Ada King");
  await expect(margin(other).getByRole("link", { name: "https://example.org/a" })).toHaveAttribute(
    "rel",
    /noopener noreferrer nofollow/,
  );
  await expect(margin(other).getByRole("button", { name: "Edit" })).toHaveCount(0);
  await margin(other).getByRole("button", { name: "Reply" }).click();
  await other.getByRole("textbox", { name: "Reply" }).fill("It does: see section 3.");
  await posted(other, other.getByRole("button", { name: "Post" }).click());
  await expect(margin(other).getByRole("list", { name: "Replies" })).toContainText("section 3");
  await other.context().close();

  await page.reload();
  await expect(margin(page).getByRole("list", { name: "Replies" })).toContainText("Ben Okri");
  await picture(page, "paper-notes");
  await isAccessible(page);
});

test("a note is readable by everybody without script", async ({ page, browser }) => {
  await signUp(page, newAccount("Ada King"));
  await open(page, 2);
  const words = await someWords(page);
  await select(page, words);
  await toolbar(page).getByLabel("Audience").selectOption("everyone");
  await act(page, "Highlight").click();
  await expect(margin(page)).toContainText("You highlighted · Everyone");

  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await expect
    .poll(async () => {
      await plain.goto(page.url());
      return marks(plain).allInnerTexts();
    })
    .toEqual([words]);
  await expect(margin(plain)).toContainText("Ada King highlighted");
  await expect(plain.getByText("Cite", { exact: true })).toBeVisible();
  await plain.getByText("Cite", { exact: true }).click();
  await expect(plain.getByText("@misc{")).toBeVisible();
  await context.close();
});

test("a note is edited, deleted and brought back", async ({ page }) => {
  await signUp(page);
  await open(page, 3);
  await select(page, await someWords(page));
  await act(page, "Note").click();
  await page.getByRole("textbox", { name: "Your note" }).fill("Befor.");
  await page.getByRole("button", { name: "Add note" }).click();
  const note = margin(page).getByRole("listitem");
  await expect(note).toBeFocused();
  await margin(page).getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Edit note" }).fill("After.");
  await page.getByRole("button", { name: "Change" }).click();
  await expect(margin(page)).toContainText("After.");
  await expect(margin(page)).toContainText("edited");
  await expect(note).toBeFocused();

  await margin(page).getByRole("button", { name: "Delete" }).click();
  await expect(margin(page)).not.toContainText("After.");
  await expect(marks(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(margin(page)).toContainText("After.");
  await expect(note).toBeFocused();
  await page.reload();
  await expect(margin(page)).toContainText("After.");
  await expect(marks(page)).toHaveCount(1);
});

test("a note changed in two tabs: the second sees what the first wrote, and may replace it", async ({
  page,
  context,
}) => {
  await signUp(page);
  await open(page, 3);
  await select(page, await someWords(page));
  await act(page, "Note").click();
  await page.getByRole("textbox", { name: "Your note" }).fill("To begin with.");
  await posted(page, page.getByRole("button", { name: "Add note" }).click());
  const other = await context.newPage();
  await other.goto(page.url());
  const words = (tab: Page) => tab.getByRole("textbox", { name: "Edit note" });
  const send = (tab: Page) =>
    Promise.all([
      tab.waitForResponse(callsOf("annotations.edit")),
      tab.getByRole("button", { name: "Change" }).click(),
    ]);
  for (const tab of [other, page]) {
    await margin(tab).getByRole("button", { name: "Edit" }).click();
    await expect(words(tab)).toHaveValue("To begin with.");
  }
  await words(other).fill("From the other tab.");
  await words(page).fill("From this tab.");
  await send(other);

  await send(page);
  await expect(page.getByRole("alert").filter({ hasText: "From the other tab." })).toBeVisible();
  await expect(words(page)).toHaveValue("From this tab.");
  await isAccessible(page);
  // the tab keeps the draft through a reload, along with what it may replace
  await page.reload();
  await expect(margin(page)).toContainText("From the other tab.");
  await margin(page).getByRole("button", { name: "Edit" }).click();
  await expect(words(page)).toHaveValue("From this tab.");
  await send(page);
  await expect(words(page)).toBeHidden();
  await expect(margin(page)).toContainText("edited");
  await page.reload();
  await expect(margin(page)).toContainText("From this tab.");
});

test("with the keyboard alone: a sentence is chosen, a note written and found again", async ({
  page,
}) => {
  await signUp(page);
  await open(page, 4);
  await page.getByRole("button", { name: "Note", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Your note" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  const passage = page.getByLabel("Passage");
  await expect(passage).toBeFocused();
  await passage.press("ArrowDown");
  await passage.press("ArrowDown");
  await expect(passage).toBeFocused();
  await expect(marks(page)).toHaveCount(1);
  await page.keyboard.press("Tab");
  await page.keyboard.type("The second sentence.");
  await page.keyboard.press("Control+Enter");
  await expect(margin(page)).toContainText("The second sentence.");

  const reference = page.getByRole("link", { name: "Note by you" });
  await reference.focus();
  await expect(margin(page).locator("[data-active]")).toContainText("The second sentence.");
});

test("what a stranger began is posted once they have an account", async ({ page }) => {
  await open(page, 5);
  const words = await someWords(page);
  await select(page, words);
  await act(page, "Note").click();
  await page.getByRole("textbox", { name: "Your note" }).fill("Written before signing up.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Sign in to keep your note on")).toBeVisible();
  const account = newAccount();
  await page.getByRole("banner").getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill(account.name);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(margin(page)).toContainText("Written before signing up.");
  await expect(page.getByRole("form", { name: "Your note" })).toHaveCount(0);
  await page.reload();
  await expect(margin(page).getByText("Written before signing up.")).toHaveCount(1);
  await expect(marks(page)).toHaveText([words]);
});

test("what was typed outlives a reload and a broken connection", async ({ page, context }) => {
  await signUp(page);
  await open(page, 6);
  await select(page, await someWords(page));
  await act(page, "Note").click();
  await page.getByRole("textbox", { name: "Your note" }).fill("Do not lose me.");
  await page.reload();
  const text = page.getByRole("textbox", { name: "Your note" });
  await expect(text).toHaveValue("Do not lose me.");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /did not answer/ })).toBeVisible();
  await expect(text).toHaveValue("Do not lose me.");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(margin(page)).toContainText("Do not lose me.");
});

test("drafts are deleted at sign-out", async ({ page }) => {
  await signUp(page, newAccount("Ada King"));
  await open(page, 6);
  const comment = page.getByRole("textbox", { name: "Comment" });
  const begin = page.getByRole("button", { name: "Comment", exact: true });
  await begin.click();
  await comment.fill("For nobody else.");
  const paper = page.url();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await signUpOnPage(page, newAccount("Ben Okri"));
  await page.goto(paper);
  await begin.click();
  await expect(comment).toHaveValue("");
});

test("touching a marked passage shows its notes", { tag: "@phone" }, async ({ page }) => {
  await signUp(page);
  await open(page, 9);
  await select(page, await someWords(page));
  await act(page, "Note").click();
  await page.getByRole("textbox", { name: "Your note" }).fill("Look here.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(margin(page).getByRole("button", { name: "Edit" })).toBeVisible();
  await marks(page).first().click();
  if (!isPhone()) {
    await expect(margin(page).getByText("Look here.")).toBeInViewport();
    return expect(margin(page).getByRole("listitem")).toBeFocused();
  }
  const sheet = page.getByRole("dialog", { name: "Notes here" });
  await expect(sheet).toContainText("Look here.");
  await picture(page, "notes-sheet");
  await isAccessible(page);
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toBeHidden();
});

test("marks that overlap each stay what they are", async ({ page }) => {
  await signUp(page);
  await open(page, 7);
  const text = (await page.locator("#abstract").innerText()).split(/\s+/);
  const passages = [text.slice(4, 14), text.slice(8, 20), text.slice(10, 12)].map((words) =>
    words.join(" "),
  );
  for (const [index, words] of passages.entries()) {
    await select(page, words);
    await act(page, "Highlight").click();
    await expect(margin(page).getByRole("listitem")).toHaveCount(index + 1);
  }
  await page.reload();
  await expect(margin(page).locator("blockquote")).toHaveText(passages);
  const pieces = await page.locator("#abstract [data-start]").allInnerTexts();
  expect(pieces.join("")).toBe(text.join(" "));
});

test("a character that represents its source is included whole", async ({ page }) => {
  await signUp(page);
  await page.goto("/papers/1706.06978");
  await select(page, "similar Embedding&");
  await told(page, "annotations.create", act(page, "Highlight").click());
  await expect(margin(page).locator("blockquote")).toHaveText("similar Embedding&");
  const [note] = await inDatabase(
    (sql) => sql`
      select exact from annotations join papers on papers.id = paper_id where slug = '1706.06978'`,
  );
  expect(note?.exact).toBe("similar Embedding\\&");
  await page.reload();
  await expect(marks(page).first()).toHaveText("similar Embedding");
  await expect(marks(page).last()).toHaveText("&");
});

test("a comment on the paper is answered, and outlives its deletion as a place", async ({
  page,
  browser,
}) => {
  await signUp(page, newAccount("Ada King"));
  await open(page, 10);
  const discussion = page.getByRole("region", { name: "Discussion" });
  await discussion.getByRole("button", { name: "Comment" }).click();
  await discussion.getByRole("textbox", { name: "Comment" }).fill("Who has run the code?");
  await posted(page, discussion.getByRole("button", { name: "Post" }).press("Enter"));
  await expect(discussion.getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(discussion.getByRole("listitem")).toBeFocused();

  const other = await (await browser.newContext()).newPage();
  await signUp(other, newAccount("Ben Okri"));
  await other.goto(page.url());
  const theirs = other.getByRole("region", { name: "Discussion" });
  await expect(theirs).toContainText("Ada King");
  await theirs.getByRole("button", { name: "Reply" }).click();
  await theirs.getByRole("textbox", { name: "Reply" }).fill("We have.");
  await posted(other, theirs.getByRole("button", { name: "Post" }).click());
  await expect(theirs.getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(theirs.locator(".reply")).toBeFocused();
  await other.context().close();

  await page.reload();
  await expect(discussion).toContainText("We have.");
  await discussion.getByRole("button", { name: "Delete" }).click();
  await expect(discussion).toContainText("Deleted note");
  await expect(discussion).not.toContainText("Who has run the code?");
  await expect(discussion.getByRole("listitem").first()).toBeFocused();
  await expect(discussion).toContainText("We have.");
});

test("a note for a team is read and answered by teammates, and by nobody else", async ({
  page,
  browser,
}) => {
  await signUp(page, newAccount("Ada King"));
  const ben = await anotherReader(browser, "Ben Okri");
  const team = await makeTeam(page, ben);
  await open(page, 11);
  const words = await someWords(page);
  await select(page, words);
  await toolbar(page)
    .getByLabel("Audience")
    .selectOption(`${team.name}, 2 members. Guests do not see it`);
  await act(page, "Note").click();
  const writing = page.getByRole("form", { name: "Your note" });
  await expect(writing.getByLabel("Audience")).toHaveValue(`team:${team.id}`);
  await writing.getByRole("textbox").fill("Shall we read it on Friday?");
  await posted(page, writing.getByRole("textbox").press("Control+Enter"));
  await expect(margin(page)).toContainText(`You · ${team.name}`);

  await ben.goto(page.url());
  await expect(marks(ben)).toHaveText([words]);
  await expect(margin(ben)).toContainText(`Ada King · ${team.name}`);
  await expect(margin(ben).getByRole("button", { name: "Hide" })).toHaveCount(0);
  await margin(ben).getByRole("button", { name: "Reply" }).click();
  await ben.getByRole("textbox", { name: "Reply" }).fill("Yes.");
  await posted(ben, ben.getByRole("button", { name: "Post" }).click());
  await expect(margin(ben).getByRole("list", { name: "Replies" })).toContainText("Yes.");

  const stranger = await asStranger(browser, page);
  await expect(stranger.locator("#abstract")).toContainText(words);
  await expect(marks(stranger)).toHaveCount(0);
  await expect(stranger.getByRole("main")).not.toContainText("Friday");
  await stranger.context().close();

  // the choice is remembered, and my notes can be filtered by it
  await page.reload();
  await expect(margin(page)).toContainText("Ben Okri");
  await select(page, await someWords(page, 5));
  await expect(toolbar(page).getByLabel("Audience")).toHaveValue(`team:${team.id}`);
  await page.goto("/notes");
  await page.getByRole("navigation", { name: "Audience" }).getByText(team.name).click();
  await expect(page).toHaveURL(new RegExp(`audience=team%3A${team.id}`));
  await expect(page.getByRole("listitem")).toContainText("Shall we read it on Friday?");
});

test("a manager of a collection hides a note, which its author still sees marked", async ({
  page,
  browser,
}) => {
  await signUp(page, newAccount("Ada King"));
  const [ben, cleo] = [
    await anotherReader(browser, "Ben Okri"),
    await anotherReader(browser, "Cleo Dunn"),
  ];
  const team = await makeTeam(page, ben, cleo);
  await open(page, 12);
  const paperId = Number(await page.locator("article.paper").getAttribute("data-paper"));
  const collection = await makeCollection(page, team, "To discuss", paperId);

  await ben.goto(page.url());
  await ben.getByRole("button", { name: "Comment", exact: true }).click();
  await ben.getByLabel("Audience").selectOption(collection.name);
  await ben.getByRole("textbox", { name: "Comment" }).fill("A rude remark.");
  await posted(ben, ben.getByRole("button", { name: "Post" }).click());
  const discussion = (reader: Page) => reader.getByRole("region", { name: "Discussion" });
  await expect(discussion(ben)).toContainText(`You · ${collection.name}`);
  await cleo.goto(page.url());
  await expect(discussion(cleo)).toContainText("A rude remark.");

  await page.reload();
  await discussion(page).getByRole("button", { name: "Hide" }).press("Enter");
  await expect(discussion(page)).toContainText("hidden by Ada King");
  await expect(page.locator(".toasts")).toContainText("Its author and the managers still see it");
  await expect(discussion(page).getByRole("button", { name: "Show" })).toBeVisible();
  await picture(page, "note-hidden");
  await isAccessible(page);
  await ben.reload();
  await expect(discussion(ben)).toContainText("hidden by Ada King");
  await cleo.reload();
  await expect(cleo.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await expect(discussion(cleo)).toContainText("Nobody has commented");
  await expect(discussion(cleo)).not.toContainText("A rude remark.");

  const shown = page.waitForResponse(callsOf("annotations.setHidden"));
  await discussion(page).getByRole("button", { name: "Show" }).click();
  await shown;
  await cleo.reload();
  await expect(discussion(cleo)).toContainText("A rude remark.");
});

test("my notes are on one page, and link back to their places", async ({ page }) => {
  await page.goto("/notes");
  await expect(page).toHaveURL(/sign-in/);
  await signUp(page);
  await page.goto("/notes");
  await expect(page.getByRole("main")).toContainText("select a few words");
  await open(page, 8);
  const words = await someWords(page);
  await select(page, words);
  await act(page, "Note").click();
  await page.getByRole("textbox", { name: "Your note" }).fill("To read again.");
  await posted(page, page.getByRole("button", { name: "Add note" }).click());
  await expect(margin(page).getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(margin(page)).toContainText("To read again.");

  await page.goto("/notes?q=read+again");
  const note = page.getByRole("listitem").filter({ hasText: "To read again." });
  await expect(note).toContainText(words);
  await picture(page, "my-notes");
  await isAccessible(page);
  await note.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/papers\/.*#note-/);
  await expect(margin(page).getByText("To read again.")).toBeInViewport();

  await page.goto("/notes");
  await note.getByRole("button", { name: "Delete" }).click();
  await expect(note).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(note).toHaveCount(1);
});

test("a paper with 402 authors names all of them", async ({ page }) => {
  await page.goto("/papers/2607.24653");
  const more = page.getByText(/and \d+ more authors/);
  const hidden = Number(/\d+/.exec(await more.innerText())?.[0]);
  await more.click();
  await expect(page.locator(".paper-authors bdi")).toHaveCount(402);
  await expect(page.locator(".more-authors bdi")).toHaveCount(hidden);
  await expect(page.locator(".more-authors bdi").last()).toBeVisible();
  await picture(page, "paper-authors");
  await isAccessible(page);
});

const MARKDOWN = `# What they claim

The **loss** is $x^2$, not $5 or $10.

$$f(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}$$

| a | b |
|---|---|
| 1 | 2 |

![Figure 3](https://example.org/figure.png) and <b>HTML</b>

\`\`\`
code
\`\`\`

${"- [x] a point\n".repeat(20)}
The end.`;

test("a comment in Markdown is previewed, shown as such, folded, and edited as it was typed", async ({
  page,
  context,
  browser,
}) => {
  await signUp(page);
  await open(page, 12);
  const discussion = page.getByRole("region", { name: "Discussion" });
  await discussion.getByRole("button", { name: "Comment" }).click();
  const text = page.getByRole("textbox", { name: "Comment" });
  await text.fill(MARKDOWN);
  await page.getByLabel("Audience").selectOption("Only you");
  await page.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.locator("math").first()).toBeVisible();
  await expect(text).toBeHidden();
  await page.getByRole("button", { name: "Write" }).click();
  await expect(text).toBeFocused();
  await posted(page, page.getByRole("button", { name: "Post" }).click());

  // nobody else reads it, so it stands apart from the discussion
  await expect(discussion).toContainText("Nobody has commented");
  const own = page.getByRole("region", { name: "My note" });
  const note = own.locator(".note-body");
  await expect(note.locator("math").first()).toBeVisible();
  // cells stand apart, in rows and in columns
  const [one, , zero, otherwise] = await note
    .locator("mtd > *")
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect()));
  expect(zero?.top).toBeGreaterThan((one?.bottom ?? 0) + 2);
  expect(otherwise?.left).toBeGreaterThan((zero?.right ?? 0) + 8);
  await expect(note.locator("strong")).toHaveText(["What they claim", "loss"]);
  await expect(note).toContainText("$5 or $10");
  await expect(note).toContainText("<b>HTML</b>");
  await expect(note.getByRole("link", { name: "Figure 3" })).toHaveAttribute("rel", /nofollow/);
  await expect(note.locator("img")).toHaveCount(0);
  await expect(note.getByRole("checkbox").first()).toBeChecked();

  const isFolded = () => note.evaluate((body) => body.scrollHeight > body.clientHeight);
  expect(await isFolded()).toBe(true);
  const fold = own.locator("summary");
  await expect(fold).toHaveText(/Show all/);
  await fold.press("Enter");
  await expect.poll(isFolded).toBe(false);
  await isAccessible(page);
  await fold.press("Enter");
  await expect.poll(isFolded).toBe(true);
  await own.getByRole("button", { name: "Edit" }).click();
  await expect(page.getByRole("textbox", { name: "Edit comment" })).toHaveValue(MARKDOWN);

  const state = await context.storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const mine = await plain.newPage();
  await mine.goto("/notes?q=loss");
  await expect(mine.locator(".note-body math").first()).toBeVisible();
  await mine.getByText("Show all").click();
  await expect(mine.getByText("Show less")).toBeVisible();
  await mine.getByRole("button", { name: "Export" }).click();
  const file = mine.waitForEvent("download");
  await mine.getByRole("link", { name: "Markdown" }).click();
  expect((await file).suggestedFilename()).toBe("Notes.md");
  await mine.goto("/library?status=read");
  await mine.getByRole("button", { name: "Export" }).click();
  await expect(mine.getByRole("link", { name: "BibTeX" })).toHaveAttribute(
    "href",
    "/library/export/bib?status=read",
  );
  await plain.close();
});
