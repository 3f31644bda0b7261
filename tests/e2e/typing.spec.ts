import type { CDPSession, Page } from "@playwright/test";
import { makePaper } from "./paper";
import { expect, newAccount, signUp, test } from "./support";
import { ask, makeCollection, makeTeam } from "./team";

const ABSTRACT =
  "We train a reader of papers on ten years of abstracts. It answers every question.";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** The key code that an input method reports for every key it handles itself. */
const KEPT_BY_INPUT_METHOD = 229;

/** Presses a key as the page receives it while an input method composes. */
async function composing(cdp: CDPSession, key: string) {
  const pressed = { key, code: key, windowsVirtualKeyCode: KEPT_BY_INPUT_METHOD };
  await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...pressed });
  await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...pressed });
}

const compose = (cdp: CDPSession, text: string) =>
  cdp.send("Input.imeSetComposition", {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });

test("Enter and Escape while composing neither send nor lose a half-typed word", async ({
  page,
}) => {
  await signUp(page, newAccount("Ada King"));
  const paper = await makePaper({ abstract: ABSTRACT });
  const team = await makeTeam(page);
  const collection = await makeCollection(page, team, "What to read", paper.id);
  await ask(page, "library.set", { paperId: paper.id, status: "to_read" });
  const cdp = await page.context().newCDPSession(page);
  const asked: string[] = [];
  page.on("request", (request) => request.method() === "POST" && asked.push(request.url()));

  const fields = [
    {
      at: "/library",
      open: () => page.getByRole("button", { name: "add tags" }).click(),
      field: page.getByLabel("New tag"),
      send: "Enter",
      writes: "library.set",
      sent: () => expect(button(page, "Remove the tag かんじ")).toBeVisible(),
    },
    {
      at: paper.address,
      open: () => button(page, "Note").click(),
      field: page.getByRole("textbox", { name: "Your note" }),
      send: "Control+Enter",
      writes: "annotations.create",
      sent: () => expect(page.getByRole("main")).toContainText("かんじ"),
    },
    {
      at: `/lists/${collection.id}`,
      open: async () => {
        await button(page, "More").first().click();
        await button(page, "Write a note").click();
      },
      field: page.getByPlaceholder("Why this paper is here"),
      send: "Control+Enter",
      writes: "items.setNote",
      sent: () => expect(page.getByRole("article")).toContainText("かんじ"),
    },
    {
      at: "/notes",
      open: () => page.keyboard.press("Control+k"),
      field: page.getByRole("combobox", { name: "Go to" }),
      send: "Enter",
      writes: "",
      sent: () => expect(page).toHaveURL(/\/search\?q=/),
    },
  ];
  for (const { at, open, field, send, writes, sent } of fields) {
    await page.goto(at);
    await expect(button(page, "Account of Ada King")).toBeVisible();
    await expect(async () => {
      await open();
      await expect(field).toBeFocused({ timeout: 1_000 });
    }).toPass();
    const before = asked.length;
    await compose(cdp, "かんじ");
    for (const key of ["Enter", "Escape"]) await composing(cdp, key);
    await expect(field, at).toBeFocused();
    await expect(field, at).toHaveValue("かんじ");
    expect(asked.slice(before), at).toEqual([]);
    await cdp.send("Input.insertText", { text: "かんじ" });
    await expect(field, at).toHaveValue("かんじ");
    // a page left before the answer sends again from the next one, which would count there
    const answered = writes ? page.waitForResponse((one) => one.url().includes(writes)) : undefined;
    await field.press(send);
    await Promise.all([sent(), answered]);
  }
});

test("the focus goes with a highlight that is made by keys", async ({ page }) => {
  await signUp(page, newAccount("Ada King"));
  const paper = await makePaper({ abstract: ABSTRACT });
  await page.goto(paper.address);
  await button(page, "Note").press("Enter");
  await expect(page.getByRole("textbox", { name: "Your note" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.getByLabel("Passage").press("ArrowDown");
  await button(page, "Highlight").press("Enter");
  const mark = page.getByRole("link", { name: "Highlight by you" });
  await expect(mark).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Notes" }).getByRole("listitem")).toBeFocused();

  // words selected by pointer and keys, then focus moved by Tab
  await page.locator("#abstract > span").last().dblclick();
  await page.keyboard.press("Shift+ArrowRight");
  const toolbar = page.getByRole("toolbar", { name: "Selected passage" });
  await expect(toolbar).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(toolbar.getByRole("button", { name: "Highlight" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(toolbar).toBeHidden();
  await expect(mark).toHaveCount(2);
  await expect(mark.last()).toBeFocused();
});
