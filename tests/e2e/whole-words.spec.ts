import type { Page } from "@playwright/test";
import { makePaper } from "./paper";
import { told } from "./procedures";
import { expect, newAccount, signUp, test } from "./support";

const ABSTRACT =
  "We train a reader of papers on ten years of abstracts, with $n^2$ questions about each of them.";

/** The point before a letter of the displayed abstract: the nth letter of these words. */
const before = (page: Page, words: string, nth: number) =>
  page.locator("#abstract").evaluate(
    (abstract, [words, nth]) => {
      const walker = document.createTreeWalker(abstract, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const letter = document.createRange();
        letter.setStart(node, at + nth);
        letter.setEnd(node, at + nth + 1);
        const { left, top, height } = letter.getBoundingClientRect();
        return { x: left + 1, y: top + height / 2 };
      }
      throw new Error(`"${words}" is not in the abstract`);
    },
    [words, nth] as const,
  );

/** Drags through these points, and releases the mouse at the last one. */
async function drag(page: Page, path: [words: string, nth: number][]): Promise<void> {
  for (const [index, [words, nth]] of path.entries()) {
    const { x, y } = await before(page, words, nth);
    await page.mouse.move(x, y, { steps: 4 });
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

test("a mouse marks whole words, or letters where it goes back, keys mark letters, and colors differ", async ({
  page,
}) => {
  await signUp(page, newAccount("Ada King"));
  const paper = await makePaper({ abstract: ABSTRACT });
  await page.goto(paper.address);
  await expect(page.getByRole("button", { name: "Note", exact: true })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const selection = () => page.evaluate(() => String(document.getSelection()));
  const toolbar = page.getByRole("toolbar", { name: "Selected passage" });
  const quotes = page.getByRole("region", { name: "Notes" }).locator("blockquote");
  const highlight = toolbar.getByRole("button", { name: "Highlight" });

  await drag(page, [
    ["reader", 2],
    ["papers", 3],
  ]);
  await expect.poll(selection).toBe("reader of papers");
  await expect(toolbar).toBeVisible();

  // backwards, from the middle of a word after a formula into one before it
  await drag(page, [
    ["questions", 4],
    ["abstracts", 5],
  ]);
  await expect.poll(selection).toMatch(/^abstracts, with .* ?questions$/s);

  // back within the word that it reached
  await drag(page, [
    ["reader", 2],
    ["papers", 5],
    ["papers", 3],
  ]);
  await expect(toolbar).toBeVisible();
  await expect.poll(selection).toBe("reader of pap");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(selection).toBe("reader of paper");
  await page.keyboard.press("Tab");
  await expect(highlight).toBeFocused();
  await page.keyboard.press("Enter");
  const marks = page.locator("#abstract mark");
  await expect(marks).toHaveText(["reader of paper"]);
  await expect(quotes).toHaveText(["reader of paper"]);

  await drag(page, [
    ["abstracts", 1],
    ["abstracts", 5],
  ]);
  await toolbar.getByRole("button", { name: "Blue" }).click();
  await expect(marks).toHaveText(["reader of paper", "abstracts"]);
  // both are solid, as they are the reader's own; blue has a second rule
  for (const [mark, line] of [
    [marks.first(), "none"],
    [marks.last(), "underline"],
  ] as const) {
    await expect(mark).toHaveCSS("border-block-end-style", "solid");
    await expect(mark).toHaveCSS("text-decoration-line", line);
  }
  await expect(page.getByRole("link", { name: "Highlight by you, in blue" })).toHaveCount(1);
});

test("the color of a highlight is changed, and my notes are narrowed to it", async ({ page }) => {
  await signUp(page, newAccount("Ada King"));
  const paper = await makePaper({ abstract: ABSTRACT });
  await page.goto(paper.address);
  await expect(page.getByRole("button", { name: "Note", exact: true })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const toolbar = page.getByRole("toolbar", { name: "Selected passage" });
  const marks = page.locator("#abstract mark");
  for (const word of ["reader", "abstracts"]) {
    await drag(page, [
      [word, 1],
      [word, 5],
    ]);
    await told(
      page,
      "annotations.create",
      toolbar.getByRole("button", { name: "Highlight" }).click(),
    );
  }
  await expect(marks).toHaveText(["reader", "abstracts"]);

  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByRole("button", { name: "Edit" }).last().click();
  await notes.getByRole("radio", { name: "Rose" }).check();
  await told(page, "annotations.edit", notes.getByRole("button", { name: "Change" }).click());
  const rose = page.getByRole("link", { name: "Highlight by you, in rose" });
  await expect(rose).toHaveCount(1);
  await page.reload();
  await expect(rose).toHaveCount(1);

  await page.goto("/notes");
  const quotes = page.getByRole("main").locator("q");
  await expect(quotes).toHaveCount(2);
  const colors = page.getByRole("navigation", { name: "Color" });
  await colors.getByRole("link", { name: "Rose" }).click();
  await expect(quotes).toHaveText(["abstracts"]);
  await expect(page).toHaveURL("/notes?color=rose");
  await colors.getByRole("link", { name: "Blue" }).click();
  await expect(quotes).toHaveCount(0);
  await colors.getByRole("link", { name: "Blue" }).click();
  await expect(quotes).toHaveCount(2);
});
