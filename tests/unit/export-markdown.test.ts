import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { disposition } from "@/server/exports/file-name";
import { closed, contained, indented, plain } from "@/server/exports/markdown";
import { nested, noteItem } from "@/server/exports/note-lines";

/** What GitHub's Markdown makes of a line: its text, and where its links lead. */
function read(markdown: string) {
  const tree = fromMarkdown(`${markdown}\n`, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const links: string[] = [];
  const kinds = new Set<string>();
  const visit = (node: { type: string; url?: string; children?: unknown[] }) => {
    kinds.add(node.type);
    if (node.type === "link") links.push(node.url ?? "");
    for (const child of node.children ?? []) visit(child as typeof node);
  };
  visit(tree);
  return { text: textOf(tree), links, kinds: [...kinds].filter((kind) => kind !== "link") };
}

const WORDS = ["root", "paragraph", "text"];

describe("an address in people's words", () => {
  it("leaves out brackets that it does not open, however many they are", () => {
    const brackets = ")".repeat(200_000);
    expect(read(plain(`http://example.org/a(b)${brackets}`)).links).toEqual([
      "http://example.org/a(b)",
    ]);
  });

  it.each([
    "https://example.org/a_b_c/(d)_[e]*f*~g~/h",
    "http://localhost:3000/papers/2501.00663",
    "https://en.wikipedia.org/wiki/Attention_(machine_learning)",
    "https://example.org/?q=a|b&copy=2&x={y}#top-1",
    "https://user_name@example.org/`code`",
    "https://例え.jp/道_路",
    "ftp://example.org/pub/_x_/",
  ])("is a link to just that address: %s", (address) => {
    expect(read(plain(address))).toEqual({ text: address, links: [address], kinds: WORDS });
    for (const around of [`See ${address}.`, `(${address}), and *so* on`, `“${address}”`]) {
      expect(read(plain(around))).toEqual({ text: around, links: [address], kinds: WORDS });
    }
  });

  it("that looks like an entity keeps its meaning", () => {
    expect(read(plain("https://example.org/?a&amp;b")).links).toEqual([
      "https://example.org/?a&amp%3Bb",
    ]);
  });
});

describe("words that look like markup are words", () => {
  it.each([
    "# 1. *not* __this__ ~~nor~~ `that` [x](https://) ![y] | z |",
    "<b>bold</b> &amp; &#42; <!-- gone --> <https://",
    "- [ ] not a task",
    "1) not a list",
    "a \\* b \\\\ c $x_1$ and $$y$$",
    "https:// alone, http://[ broken, ://",
    "[^1] is no note; www.example.org, ada@example.org",
    "> not a quote",
    "=== --- ***",
  ])("%s", (text) => {
    expect(read(plain(text))).toMatchObject({ text, kinds: WORDS });
  });
});

describe("another reader's Markdown", () => {
  const ACTIVE = ["html", "image", "imageReference", "definition", "footnoteDefinition"];

  it.each([
    "<b>bold</b> <img src=x onerror=alert(1)>",
    "<script>\nalert(1)\n</script>",
    "<!-- gone --> <?php ?> <![CDATA[x]]> <!DOCTYPE html>",
    "\\<b> \\\\<b> \\\\\\<b>",
    "`\\`<b> ``<b>`` `<b>",
    "<https://example.org/ onload=x> <https:b> <mailto:a b>",
    "![a](https://evil.example) \\![a](b) \\\\![a](b) [![a](b)](c) !\\[a](b)",
    "![a][b]\n\n[b]: https://evil.example",
    "[^1]\n\n[^1]: a note\n\n> - [c]: https://evil.example",
    "[a\nb]: https://evil.example\n[c\\]d]: https://evil.example",
    "1. [a]: <https://evil.example>\n\n   [a] [a][] [x][a]",
    `${"\\".repeat(9_990)}<b>`,
  ])("has no HTML, image or definition: %j", (source) => {
    for (const text of [source, `> ${source}`, `- ${indented(source, 2)}`]) {
      expect(read(contained(text)).kinds.filter((kind) => ACTIVE.includes(kind))).toEqual([]);
    }
  });

  it("keeps everything else", () => {
    const source =
      "# *a* **b** `c` ~~d~~ $e < f$\n\n> g\n\n- [ ] h [i](https://j.org) <https://k.org>\n\n```\nl\n```";
    expect(contained(source)).toBe(source);
    expect(read(contained("a <b> ![c](https://d.org)"))).toMatchObject({
      text: "a <b> !c",
      links: ["https://d.org"],
    });
  });
});

describe("a list's file is named", () => {
  it.each([
    ["Übersicht", `filename="ubersicht.csv"; filename*=UTF-8''%C3%9Cbersicht.csv`],
    ["reading", `filename="reading.csv"`],
    ["名前", `filename="list.csv"; filename*=UTF-8''%E5%90%8D%E5%89%8D.csv`],
    [
      "../../etc/passwd\r\nX: y",
      `filename="etc-passwd-x-y.csv"; filename*=UTF-8''etc%20passwd%20X%20y.csv`,
    ],
    ["Café\u202E.exe", `filename="cafe-exe.csv"; filename*=UTF-8''Caf%C3%A9%20.exe.csv`],
    ["?", `filename="list.csv"`],
  ])("%j in its own script", (name, expected) => {
    expect(disposition(name, "csv")).toBe(`attachment; ${expected}`);
  });

  it("of any length in bytes that every file system takes", () => {
    const named = disposition("字".repeat(300), "json");
    const [, own = ""] = /filename\*=UTF-8''(.*)$/.exec(named) ?? [];
    expect(Buffer.byteLength(decodeURIComponent(own))).toBeLessThan(255);
  });
});

describe("what is no markup at its place is written as it is", () => {
  it.each([
    "2026-11-30, only you",
    "Prof. Keller (Ruth) – 1.5 of 2; a + b = c",
    "No. 1: it works! #1 of snake_case",
    "AT&T & others > all",
    "2.8% of O(n log n)",
  ])("%s", (text) => {
    expect(plain(text)).toBe(text);
    expect(read(plain(text))).toEqual({ text, links: [], kinds: WORDS });
  });

  it.each([
    ["1. one", "1\\. one"],
    ["- one", "\\- one"],
    ["+ one", "\\+ one"],
    ["# one", "\\# one"],
    ["===", "\\==="],
    ["12) one", "12\\) one"],
  ])("%s is escaped where a line begins", (text, written) => {
    expect(plain(text)).toBe(written);
    expect(read(`a\n${plain(text)}`)).toMatchObject({ kinds: WORDS });
  });
});

describe("replies are below what they answer", () => {
  const notes = [
    { id: "1", parentId: null, body: "One" },
    { id: "2", parentId: null, body: "Two" },
    { id: "3", parentId: "1", body: "To one" },
    { id: "4", parentId: "gone", body: "Alone" },
    { id: "5", parentId: "1", body: "And again" },
  ];
  const item = ({ body }: (typeof notes)[number], replies: string[]) =>
    noteItem(null, null, body, replies);

  it("in the order in which they were written, and alone if it is not there", () => {
    expect(nested(notes, item)).toEqual([
      "- One\n\n  - To one\n\n  - And again",
      "- Two",
      "- Alone",
    ]);
  });

  it.each([
    ["```\ncode", "```\ncode\n```"],
    ["~~~~ js\n```\n~~~", "~~~~ js\n```\n~~~\n~~~~"],
    ["```\ncode\n```", "```\ncode\n```"],
    ["``` a ` b", "``` a ` b"],
    ["words", "words"],
  ])("and outside of code that is left open: %j", (source, ends) => {
    expect(closed(source)).toBe(ends);
    const [written = ""] = nested(
      [
        { id: "1", parentId: null, body: source },
        { id: "2", parentId: "1", body: "Reply" },
      ],
      item,
    );
    const lists = read(written).kinds.filter((kind) => kind === "list");
    expect(lists).toEqual(["list"]);
    expect(read(written).text).toMatch(/Reply$/);
    expect(written).toMatch(/\n {2}- Reply$/);
  });
});
