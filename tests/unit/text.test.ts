import { describe, expect, test } from "vitest";
import { createInput as annotation, replyInput as reply } from "@/server/annotations/schema";
import { nameFrom } from "@/server/auth/identities/name";
import { name as accountName } from "@/server/auth/schema";
import { importedPaper, importOptions } from "@/server/ingest/schema";
import { tag } from "@/server/library/schema";
import { note } from "@/server/lists/items/schema";
import { createInput as list } from "@/server/lists/schema";
import { line, lines } from "@/server/platform/text";
import { createInput as team } from "@/server/teams/schema";

const id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

/** Names, each with the schema that its form is read with. */
const named = {
  "an account": accountName,
  "a tag": tag,
  "a list": list.shape.name,
  "a team": team.shape.name,
};

/** Text that shows nothing. */
const nothing = [
  "",
  " \t\n",
  "\u200b\u200b",
  "\u3164",
  "\u115f\u1160",
  "\uffa0",
  "\u2800",
  "\u00ad",
  "\ufeff",
  "\u2060",
  "\u200d",
  "\u200e\u200f",
  "\u202e",
  "\u2066\u2069",
  "\u0301",
  "\ufe0f",
  "\u{e0020}\u{e007f}",
  "\u{1d173}",
  "\0\x01\x1b\x7f\x9f",
];

describe.each(Object.entries(named))("the name of %s", (_, schema) => {
  test.each(nothing)("is searched for if %j is typed", (typed) => {
    const { success, error } = schema.safeParse(typed);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toMatch(/^Please enter /);
  });

  test.each([
    ["\u202eada", "ada"],
    ["A\u200bda", "Ada"],
    ["\u200eA\u200fd\u061ca\u180e", "Ada"],
    ["Ada\rLovelace", "Ada Lovelace"],
    ["Ada\x0b\x0cKing\u0085Lovelace", "Ada King Lovelace"],
    ["Ada\0\x1b Lovelace", "Ada Lovelace"],
    ["  Ada\u00a0\t\n Lovelace ", "Ada Lovelace"],
    ["نیما\u200cیی", "نیما\u200cیی"],
    ["👩\u200d🔬 ❤\ufe0f", "👩\u200d🔬 ❤\ufe0f"],
    ["Jo\u0301", "Jo\u0301".normalize()],
  ])("reads %j as %j", (typed, read) => {
    expect(schema.parse(typed).normalize()).toBe(read.normalize());
  });

  test("refuses half a character", () => {
    expect(schema.safeParse("a\ud83d").success).toBe(false);
  });
});

test("an invisible name from a provider is replaced by the address", () => {
  expect(nameFrom("\u3164", "ada.king@example.org")).toBe("ada king");
  expect(nameFrom(null, "\u200b@example.org")).toBe("Reader");
});

test("text of several lines keeps its lines and loses its control characters", () => {
  const text = lines("the description", 100);
  expect(text.parse(" a\0\r\nb\u2028c\td\x1b[31m\u0085 ")).toBe("a\nb\nc\td[31m");
});

/** Texts that may be empty, each with the schema that its form is read with. */
const written = {
  "a description": lines("the description", 100),
  "a note on a list's paper": note,
  "a note on a passage": annotation.transform(({ body }) => body),
};

describe.each(Object.entries(written))("%s", (kind, schema) => {
  const target = { start: 0, end: 1, textHash: "0".repeat(64) };
  const read = (text: string) =>
    schema.parse(
      kind === "a note on a passage"
        ? { id, paperId: 1, version: 1, audience: "me", target, body: text }
        : text,
    );

  test.each(nothing)("is none where %j is typed", (typed) => expect(read(typed)).toBe(""));

  test("is refused where it is half a character", () => expect(() => read("\ud83d")).toThrow());

  test.each([
    ["\u202egnp.exe\nnext", "gnp.exe\nnext"],
    ["\u202aa\u202c \u202bb\u202c \u202dc\u202c", "a b c"],
    ["a\u2067b\nc\u2069", "ab\nc"],
    ["\u2069\u2066a\u2067b\u2069", "a\u2067b\u2069"],
    ["\u2068עברית\u2069 and\u200f text", "\u2068עברית\u2069 and\u200f text"],
    ["ភាសា\u200bខ្មែរ, نیما\u200cیی", "ភាសា\u200bខ្មែរ, نیما\u200cیی"],
  ])("reads %j as %j", (typed, kept) => expect(read(typed)).toBe(kept));
});

test("what has to say something is refused where it shows nothing", () => {
  const comment = { id, paperId: 1, version: 1, audience: "me" };
  const answer = { id, parentId: id };
  for (const body of nothing) {
    expect(annotation.safeParse({ ...comment, body }).success, JSON.stringify(body)).toBe(false);
    expect(reply.safeParse({ ...answer, body }).success, JSON.stringify(body)).toBe(false);
  }
  expect(annotation.parse({ ...comment, body: "a\0b" }).body).toBe("ab");
});

test("text is at most as long as it was typed", () => {
  const turned = "\u2067".repeat(9_999);
  expect(
    annotation.parse({ id, paperId: 1, version: 1, audience: "me", body: `${turned}a` }).body,
  ).toBe("a");
});

test("an imported paper loses its control characters and authors that show nothing", () => {
  const row = { title: "A\0 title", abstract: "One\r\ntwo\x07", authors: ["\u200b", "A\x00da"] };
  expect(importedPaper.parse(row)).toMatchObject({
    title: "A title",
    abstract: "One\ntwo",
    authors: ["Ada"],
  });
});

test("what names something in an imported paper is one line without what deceives", () => {
  const paper = importedPaper.parse({
    title: "  A\u202e title\r\nof two\u200b  lines",
    abstract: "One\ntwo \u202eRTL",
    comment: "12 pages\n",
    authors: ["Ada\u202e\nLovelace", "\u200b\n"],
    organization: { name: "ibm", fullName: "\u200bIBM\n" },
    keywords: ["vision\u2066\n"],
    categories: ["cs.LG\u200e"],
    primaryCategory: "cs.LG\n",
    projectUrl: "https://example.org/a\0b\u202e",
  });
  expect(paper).toMatchObject({
    title: "  A title of two  lines",
    abstract: "One\ntwo RTL",
    comment: "12 pages\n",
    authors: ["Ada Lovelace"],
    organization: "IBM",
    keywords: ["vision"],
    categories: ["cs.LG"],
    projectUrl: "https://example.org/ab",
  });
});

test("so are the curators and the source that an import names", () => {
  const given = { edition: null, curators: ["A\u202eK\n"], source: "\u200bHugging\nFace" };
  expect(importOptions.parse(given)).toMatchObject({ curators: ["AK"], source: "Hugging Face" });
});

test("megabytes are refused without being looked through", () => {
  expect(line("a name", 100).safeParse("a".repeat(10_000_000)).success).toBe(false);
});
