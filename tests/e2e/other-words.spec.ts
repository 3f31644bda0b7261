import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { type MadePaper, makePaper, makeVersion, passage } from "./paper";
import { expect, isAccessible, newAccount, signUp, test } from "./support";
import { ask } from "./team";
import { inDatabase } from "./teams";

const ABSTRACT =
  "We train a reader of papers on ten years of abstracts. It answers 12.5 percent of all questions about them, and says of the others that it cannot.";

const toolbar = (page: Page) => page.getByRole("toolbar", { name: "Selected passage" });

/** Selects these words of the displayed abstract. */
const select = (page: Page, words: string) =>
  page.locator("#abstract").evaluate((abstract, words) => {
    const walker = document.createTreeWalker(abstract, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
    throw new Error(`"${words}" is not in the abstract`);
  }, words);

/** Changes the page as a browser's translation does, or undoes that. */
const translate = (page: Page, words: string | null) =>
  page.locator("#abstract").evaluate((abstract, words) => {
    for (const piece of abstract.querySelectorAll<HTMLElement>("[data-start]")) {
      piece.dataset.original ??= piece.textContent ?? "";
      if (words === null) {
        piece.textContent = piece.dataset.original;
        continue;
      }
      const inner = document.createElement("font");
      inner.append(words);
      const outer = document.createElement("font");
      outer.append(inner);
      piece.replaceChildren(outer);
    }
  }, words);

const notesOn = (paper: MadePaper) =>
  inDatabase(async (sql) => {
    const [found] = await sql`
      select count(*)::int as notes from annotations where paper_id = ${paper.id}`;
    return found?.notes;
  });

test("a translated abstract cannot be marked, the original can, and a blank is not offered", async ({
  page,
}) => {
  await signUp(page, newAccount("Ada King"));
  const paper = await makePaper({ abstract: ABSTRACT });
  await page.goto(paper.address);
  await expect(page.getByRole("button", { name: "Note", exact: true })).toBeVisible();
  await select(page, "ten years");
  await expect(toolbar(page)).toBeVisible();
  await translate(page, "Wir üben einen Leser an den Kurzfassungen von zehn Jahren.");
  await select(page, "zehn Jahren");
  const refusal = page.getByText("Your browser shows this abstract in other words");
  await expect(refusal).toBeVisible();
  await expect(toolbar(page)).toBeHidden();
  await isAccessible(page, ".paper-abstract");

  await translate(page, null);
  await select(page, "ten years");
  await expect(toolbar(page)).toBeVisible();
  await expect(refusal).toBeHidden();
  await select(page, " ");
  await expect(toolbar(page)).toBeHidden();
  expect(await notesOn(paper)).toBe(0);
});

test("a highlight whose text has changed says so, with the old text one press away", async ({
  page,
}) => {
  await signUp(page, newAccount("Ada King"));
  const paper = await makePaper({ abstract: ABSTRACT });
  const words = "answers 12.5 percent of all questions about them";
  await ask(page, "annotations.create", {
    id: randomUUID(),
    paperId: paper.id,
    version: 1,
    audience: "everyone",
    body: "Fewer than I thought.",
    target: passage(paper, words),
  });
  await makeVersion(paper, 2, ABSTRACT.replace("12.5", "98.7"));
  await page.goto(paper.address);
  const mark = page.locator("#abstract mark[data-reworded]");
  await expect(mark).toHaveText(words.replace("12.5", "98.7"));
  await expect(mark).toHaveCSS("border-block-end-style", "dotted");
  const old = page.getByText(words, { exact: true });
  await expect(old).toBeHidden();
  await page.getByRole("link", { name: "Note by you, on words that have changed" }).press("Enter");
  await expect(old).toBeVisible();
  await isAccessible(page, ".paper");
});
