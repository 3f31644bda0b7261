import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, test } from "vitest";
import { Body } from "@/components/annotations/body";
import { foldOf } from "@/components/annotations/fold";
import { plainNote } from "@/server/annotations/markdown";
import { budgetOfNotes, type NoteNode, render } from "@/server/annotations/rendered";
import { MAX_NOTE } from "@/server/platform/limits";

const rendered = (text: string) => render(text, budgetOfNotes());

/** A note as its page shows it, without the element around it. */
function shown(text: string): string {
  const html = renderToStaticMarkup(createElement(Body, { text, rendered: rendered(text) }));
  return html.replace(/^<div [^>]*>|<\/div>$| dir="auto"/g, "");
}

const LINK = 'class="link" rel="noopener noreferrer nofollow ugc"';

describe("a note in Markdown", () => {
  test.each([
    [
      "*a* __b__ ~~c~~ `d < e`",
      "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d &lt; e</code></p>",
    ],
    ["one\\* two", "<p>one* two</p>"],
    ["one\ntwo *three*\n\nfour", "<p>one\ntwo <em>three</em></p><p>four</p>"],
    ["- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["> a\n\nb", "<blockquote><p>a</p></blockquote><p>b</p>"],
    ["```js\na <b>\n```", "<pre><code>a &lt;b&gt;</code></pre>"],
    ["a\n\n---\n\nb", "<p>a</p><hr/><p>b</p>"],
    [
      "- [x] a\n- [ ] b",
      '<ul><li><input type="checkbox" disabled="" aria-label="Done" checked=""/>a</li>' +
        '<li><input type="checkbox" disabled="" aria-label="To do"/>b</li></ul>',
    ],
    [
      "| a | b |\n|---|--:|\n| 1 | *2* |",
      '<div class="note-table" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th>a</th>' +
        '<th data-align="right">b</th></tr></thead><tbody><tr><td>1</td>' +
        '<td data-align="right"><em>2</em></td></tr></tbody></table></div>',
    ],
  ])("%j", (text, html) => {
    expect(shown(text)).toBe(html);
  });

  test("draws headings as lines in bold: the page's own stay its only ones", () => {
    expect(shown("# a\n### b *c*")).toBe(
      "<p><strong>a</strong></p><p><strong>b <em>c</em></strong></p>",
    );
  });

  test("sets formulas as MathML, in text and in lines of their own", () => {
    const html = shown("Let $x_i*y*z$ be\n\n$$\na\n= b\n- c\n$$\n\n> $$d$$\n> e");
    expect(html.match(/<math/g)).toHaveLength(3);
    expect(html.match(/display="block"/g)).toHaveLength(2);
    expect(html).not.toMatch(/<em>|<ul>|\$/);
    expect(shown("It $\\frac{$ is broken *here*")).toBe(
      "<p>It $\\frac{$ is broken <em>here</em></p>",
    );
  });

  test("gives each block its own direction", () => {
    const text = "*one*\n\nشرح\n\n- أ\n\n> b\n\n| a |\n|---|\n| ب |";
    const html = renderToStaticMarkup(createElement(Body, { text, rendered: rendered(text) }));
    expect(html.match(/<(?:p|ul|blockquote|th|td) dir="auto"/g)).toHaveLength(7);
  });

  test("sets formulas in TeX's own brackets too, but not in code", () => {
    const html = shown(
      "\\(p(y\\mid x)\\) of \\(O(n \\log n)\\) in \\(f(x)\\)\n\n\\[ \\int_0^1 x\\,dx \\]\n\n\\[\n- a\n= b\n\\]",
    );
    expect(html.match(/<math/g)).toHaveLength(5);
    expect(html.match(/display="block"/g)).toHaveLength(2);
    expect(html).not.toMatch(/<ul>|\\[()[\]]/);
    expect(shown("`\\(x^2\\)` *is* code")).toBe("<p><code>\\(x^2\\)</code> <em>is</em> code</p>");
  });

  test("takes no bracket with a backslash for a formula", () => {
    expect(shown("See \\[1\\], \\[sic\\] and \\(see *below*\\).")).toBe(
      "<p>See [1], [sic] and (see <em>below</em>).</p>",
    );
  });

  test("takes no price for a formula", () => {
    expect(shown("From $5 to $10, or 5$ to 10$. *Really.*")).toBe(
      "<p>From $5 to $10, or 5$ to 10$. <em>Really.</em></p>",
    );
  });

  test.each([
    "a plain sentence, 2 < 3, and f(x) [sic] (see p. 3): 50% & more",
    "first line\n  second line\n\n\n    third\t paragraph",
    "from $5 to $10, <b>, snake_case_name and 2 * 3 * 4",
  ])("is its source if it has no markup: %j", (text) => {
    expect(rendered(text)).toBeUndefined();
    expect(rendered(`${text} *but*`)).toBeDefined();
  });

  test("of the time before Markdown keeps its indents' words, dashes and brackets", () => {
    expect(shown("Summary\n---\n    not code\n[1]: see *there*")).toBe(
      "<p>Summary</p><hr/><p>not code\n[1]: see <em>there</em></p>",
    );
  });
});

describe("links of a note", () => {
  test.each([
    [
      "https://example.org/a_b_c.",
      `<p><a href="https://example.org/a_b_c" ${LINK}>https://example.org/a_b_c</a>.</p>`,
    ],
    ["[a](https://example.org)", `<p><a href="https://example.org" ${LINK}>a</a></p>`],
    ["<mailto:a@b.org>", `<p><a href="mailto:a@b.org" ${LINK}>mailto:a@b.org</a></p>`],
    [
      "![An *image*](https://example.org/x.png)",
      `<p><a href="https://example.org/x.png" ${LINK}>An *image*</a></p>`,
    ],
    [
      "![](https://example.org/x.png)",
      `<p><a href="https://example.org/x.png" ${LINK}>https://example.org/x.png</a></p>`,
    ],
    [
      "[![in](https://example.org/x.png)](https://example.org)",
      `<p><a href="https://example.org" ${LINK}>in</a></p>`,
    ],
  ])("%s", (text, html) => {
    expect(shown(text)).toBe(html);
  });

  test.each([
    "javascript:alert(1)",
    "JAVASCRIPT&colon;alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "//example.org",
    "/settings",
    "https:",
    " javascript:alert(1)",
  ])("never lead to %s", (href) => {
    for (const text of [
      `[a](${href})`,
      `[a](<${href}>)`,
      `![a](${href})`,
      `<${href}>`,
      `*a* ${href}`,
    ]) {
      expect(shown(text)).not.toMatch(/href|<img|<script/i);
    }
  });
});

test("raw HTML is the text that was typed", () => {
  const text = '<script>alert("1")</script> <img src=x onerror=alert(1)> <!-- a --> *b*';
  expect(shown(text)).toBe(
    "<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt; &lt;!-- a --&gt; <em>b</em></p>",
  );
  expect(shown("<details>\n*a*\n\n<b>\n\n</details>")).toBe(
    "<p>&lt;details&gt;\n<em>a</em></p><p>&lt;b&gt;</p><p>&lt;/details&gt;</p>",
  );
});

const filled = (unit: string, length = MAX_NOTE) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const HOSTILE: [name: string, text: string][] = [
  ["quotes within quotes", filled(">")],
  ["quotes and lists within each other", filled("> 1. - * ")],
  ["a deep quote with many lines", `${">".repeat(3_000)}a\n${filled("a\n", 6_000)}`],
  [
    "ever deeper lists",
    Array.from({ length: 140 }, (_, deep) => `${" ".repeat(deep)}- a`).join("\n"),
  ],
  ["brackets", filled("[")],
  ["brackets within brackets", "[".repeat(5_000) + "]".repeat(5_000)],
  ["links that do not end", filled("[a](")],
  ["images that do not end", filled("![")],
  ["braces", `$${"{".repeat(5_000)}x${"}".repeat(4_990)}$`],
  ["emphasis that does not end", filled("*a **a ")],
  ["emphasis within emphasis", `${"*".repeat(5_000)}a${"*".repeat(4_990)}`],
  ["emphasis of all kinds", filled("*a_b~~c")],
  ["many emphases", filled("*a* ")],
  [
    "backticks of every length",
    Array.from({ length: 140 }, (_, many) => "`".repeat(many)).join("a"),
  ],
  ["a wide table", `${"|a".repeat(500)}\n${"|-".repeat(500)}\n${filled("|\n", 7_900)}`],
  ["a long table", `|a\n|-\n${filled("|b\n", 9_900)}`],
  ["half a table again and again", filled("a|b\n")],
  ["entities", filled("&amp;")],
  ["backslashes", filled("\\")],
  ["scripts", filled("<script>alert(1)</script>\n")],
  ["comments that do not end", filled("<!--")],
  ["NUL", filled("a\0*b* ")],
  ["right to left", filled("\u202e*שלום*\u202e ")],
  ["addresses", filled("https://a.org ")],
  ["addresses that do not end", filled("[https://a")],
  ["formulas", filled("$x$ ")],
  ["formulas that do not end", filled("$$a\n")],
  ["large formulas", filled(`$${"\\binom12".repeat(240)}$ `)],
  ["matrices", filled(`$\\begin{matrix}${"\\substack{a\\\\b}&".repeat(100)}\\end{matrix}$ `)],
  ["macros that define themselves", filled("$\\def\\a{\\a\\a}\\a$ ")],
  ["tasks", filled("- [ ] a\n")],
  ["fences", filled("```\n")],
  ["definitions", filled("[a]: b\n")],
  ["line feeds", filled("*a*\n\n\n")],
];

function sizeOf(nodes: NoteNode[], depth = 1): { elements: number; depth: number } {
  const sizes = nodes.flatMap((node) =>
    typeof node === "string" || "math" in node ? [] : [sizeOf(node.of, depth + 1)],
  );
  return {
    elements: nodes.length + sizes.reduce((sum, { elements }) => sum + elements, 0),
    depth: Math.max(depth, ...sizes.map((size) => size.depth)),
  };
}

describe("a note of hostile", () => {
  it.each(HOSTILE)("%s has a bound", (_name, text) => {
    const nodes = rendered(text) ?? [text];
    expect(Buffer.byteLength(JSON.stringify(nodes))).toBeLessThan(80_000);
    const { elements, depth } = sizeOf(nodes);
    expect(elements).toBeLessThan(2_000);
    expect(depth).toBeLessThan(30);
    expect(
      renderToStaticMarkup(createElement(Body, { text, rendered: rendered(text) })),
    ).not.toMatch(/<(script|img|iframe|style|!--)|\son\w+=|style=/i);
  });

  it.each(HOSTILE)("%s has an excerpt", (_name, text) => {
    expect(plainNote(text).length).toBeLessThanOrEqual(text.length);
  });
});

test("an answer of many long notes has a bound: the last ones are their source", () => {
  const budget = budgetOfNotes();
  const notes = Array.from(
    { length: 100 },
    (_, index) => `*${index}* ${filled("a word **b** ", 5_000)}`,
  );
  const shown = notes.map((text) => render(text, budget));
  expect(shown[0]).toBeDefined();
  expect(shown.at(-1)).toBeUndefined();
  expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(300_000);
});

test("an excerpt is what a note says, in one line", () => {
  expect(plainNote("# On *this*\n\n- a `b` [c](https://d.org)\n- $x^2$\n\n> e\n> f")).toBe(
    "On this a b c x² e f",
  );
});

test("an excerpt shows formulas in characters", () => {
  expect(plainNote("It is $\\Delta = 50.91-29.10$, in\n\n$$O(n \\log n)$$")).toBe(
    "It is Δ = 50.91 − 29.10, in O(n log n)",
  );
  expect(plainNote("It is **$O(n^2)$**, or\n\n$$\\alpha$$")).toBe("It is O(n²), or α");
});

describe("a long note is folded", () => {
  test.each([
    ["nowhere", "a short one", null],
    [
      "nowhere for the length of a link or a formula",
      `${filled("[a](https://example.org/b) ", 900)}`,
      null,
    ],
    ["in a narrow column", filled("some words ", 900), "narrow"],
    ["everywhere", filled("some words ", 3_000), "always"],
    ["everywhere for its many lines", filled("a\n", 60), "always"],
  ])("%s", (_where, text, fold) => {
    expect(foldOf(text)).toBe(fold);
  });
});
