import { randomUUID } from "node:crypto";
import { makePaper, passage } from "./paper";
import { expect, newAccount, signUp, test } from "./support";
import { ask } from "./team";

/** A word of this many letters. Names are as long as allowed. */
const word = (letters: number) => "w".repeat(letters);

const FORMULA = `$${Array.from({ length: 150 }, (_, index) => `a_{${index}}`).join("+")}$`;

test.use({ viewport: { width: 390, height: 844 } });

test("nothing that cannot be broken makes a page wider than a phone", async ({ page }) => {
  await signUp(page, newAccount(word(100)));
  const paper = await makePaper({
    title: `${word(2_000)} ${FORMULA}`,
    abstract: `It is ${word(2_000)}, or ${FORMULA}.`,
    authors: [word(300), "Ada King"],
  });
  const team = { id: randomUUID(), slug: `t-${randomUUID()}`, name: word(120) };
  await ask(page, "teams.create", team);
  const [list, collection] = [randomUUID(), randomUUID()];
  await ask(page, "lists.create", { id: list, name: word(120), paperId: paper.id });
  const held = { id: collection, name: word(120), teamId: team.id, paperId: paper.id };
  await ask(page, "lists.create", held);
  await ask(page, "library.setMany", {
    paperIds: [paper.id],
    status: "to_read",
    addTags: [word(60)],
  });
  const note = { id: randomUUID(), paperId: paper.id, version: 1, audience: "everyone" };
  const [target, body] = [passage(paper, word(2_000)), word(2_000)];
  await ask(page, "annotations.create", { ...note, body, target });

  for (const address of [
    paper.address,
    "/library",
    "/lists",
    `/lists/${list}`,
    `/lists/${list}/members`,
    `/lists/${collection}`,
    "/notes",
    `/notes?q=${word(200)}`,
    "/teams",
    `/teams/${team.slug}`,
    `/teams/${team.slug}/members`,
    `/teams/${team.slug}/settings`,
    `/search?q=${word(2_000)}`,
    `/search?q=zz${word(300)}`,
    "/settings",
  ]) {
    await page.goto(address);
    await expect(page.getByRole("button", { name: "Account of" }), address).toBeVisible();
    await expect(page.getByRole("main"), address).toContainText(/\w/);
    const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await wider(), address).toBeLessThanOrEqual(0);
  }
});

test("a stranger with scripts is offered to sign in, and no account", async ({ page }) => {
  await page.goto("/sign-up");
  const head = page.getByRole("banner");
  await expect(head.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(head.getByText("Your account")).toBeHidden();
});
