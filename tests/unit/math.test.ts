import { expect, test, vi } from "vitest";

vi.mock("server-only", () => ({}));
const { mathMarkup } = await import("../../server/papers/math");
const { AUTHOR_MACROS } = await import("../../server/papers/math-macros");

test("a formula becomes MathML that carries no style", () => {
  const markup = mathMarkup("\\boxed{\\color{red}{E = mc^2}}", false) ?? "";
  expect(markup).toContain("<math");
  expect(markup).toContain("<msup><mi>c</mi><mn>2</mn></msup>");
  expect(markup).not.toContain(" style=");
});

test("letters of a variant are characters, as browsers ignore the attribute", () => {
  expect(mathMarkup("\\mathbb{E}\\mathcal{O}\\mathbb{R}\\mathbf{x}", false)).toMatch(/𝔼.*𝒪.*ℝ.*𝐱/);
});

test.each([
  ["what is not closed", "\\frac{a"],
  ["definitions", "\\def\\a{\\a\\a}\\a"],
  ["what only a link says", "\\href{https://example.org}{here}"],
  ["thousands of braces", `${"{".repeat(5_000)}x${"}".repeat(5_000)}`],
  ["braces that never close", "{".repeat(5_000)],
  ["thousands of nested roots", "\\sqrt".repeat(20_000)],
])("%s give nothing", (_name, tex) => expect(mathMarkup(tex, false)).toBeNull());

test("an unknown macro is shown by its name, without losing anything else", () => {
  const markup = mathMarkup("\\method{x}^2 < \\M_\\foo", false) ?? "";
  expect(markup).toContain("<mtext>\\method</mtext>");
  expect(markup).toContain("<msup><mi>x</mi><mn>2</mn></msup>");
  expect(markup).not.toMatch(/color|error/);
});

test.each([
  ["\\R^n \\to \\Q(\\sqrt{5})", /ℝ.*ℚ/],
  ["\\E[X] \\le \\P(\\calA)", /𝔼.*ℙ.*𝒜/],
  ["M_\\sun", /⊙/],
  ["\\norm{x} + \\abs{y}", /∥.*∥.*∣.*∣/],
])("what authors define for themselves is known where it can mean one thing: %s", (tex, shown) => {
  const markup = (mathMarkup(tex, false) ?? "").replace(/<annotation.*<\/annotation>/, "");
  expect(markup).toMatch(shown);
  expect(markup).not.toContain("\\");
});

test.each([
  ["\\begin{pmatrix}a & b\\\\ c & d\\end{pmatrix}", ["", "", "", ""]],
  ["\\begin{cases}1 & x>0\\\\ 0 & \\text{else}\\end{cases}", ["left", "left", "left", "left"]],
  ["\\begin{array}{lcr}a & b & c\\end{array}", ["left", "", "right"]],
  [
    "\\begin{aligned}a &= b & c &= d\\end{aligned}",
    ["right", "left joined", "right", "left joined"],
  ],
])("each cell knows how its column is set: %s", (tex, looks) => {
  const cells = (mathMarkup(tex, true) ?? "").matchAll(/<mtd(?: class="([a-z ]*)")?>/g);
  expect([...cells].map(([, look = ""]) => look)).toEqual(looks);
});

test("a percent sign is no comment", () => {
  expect(mathMarkup("60% < x", false)).toMatch(/60.*%.*x/);
});

test("all author macros are understood by KaTeX", () => {
  const names = Object.keys(AUTHOR_MACROS);
  expect(names.length).toBeGreaterThan(100);
  const unknown = names.filter((name) => {
    const markup = mathMarkup(`${name}{1}{2}`, false) ?? `${name}<`;
    return markup.includes(`<mtext>${name}<`) || !markup.includes("<math");
  });
  expect(unknown).toEqual([]);
});

test("trusts no markup and no addresses", () => {
  const markup = [
    "\\href{javascript:alert(1)}{x}",
    "\\text{<img src=x onerror=alert(1)>}",
    "\\htmlStyle{color:red}{x}",
    "\\includegraphics{https://example.org/x.png}",
  ].map((tex) => mathMarkup(tex, false) ?? "");
  expect(markup.join("")).not.toMatch(/<img|href=|javascript:alert\(1\)"| style=|src="/);
});

/** A formula as it is drawn: its characters, with a space where it has a thin one. */
const drawn = (tex: string) =>
  (mathMarkup(tex, false) ?? "")
    .replace(/<annotation.*<\/annotation>/, "")
    .replaceAll('<mspace width="0.1667em"></mspace>', " ")
    .replace(/<[^>]*>|\u2061/g, "");

test.each([
  ["O(n \\log n)", "O(n log n)"],
  ["2\\log n", "2 log n"],
  ["\\sin x \\cos y", "sin x cos y"],
  ["\\log\\log n", "log log n"],
  ["f(n)\\log(n)", "f(n) log(n)"],
  ["a + \\log b = \\ln c", "a+log b=ln c"],
  ["-\\log p(x)", "− log p(x)"],
  ["(\\log n)", "(log n)"],
  ["\\max_x f(x)", "maxx f(x)"],
  ["\\lim_{n \\to \\infty} a_n", "limn→∞ an"],
  ["n\\log^2 n", "n log2 n"],
  ["\\frac{n \\log n}{\\sqrt{k \\log k}}", "n log nk log k"],
  ["\\operatorname{Var} X", "Var X"],
  ["\\operatorname*{argmax}_x f", "argmaxx f"],
  ["\\min\\{a, b\\}", "min{a,b}"],
  ["\\log\\left(x\\right)", "log (x)"],
  ["\\log n + 1", "log n+1"],
  ["\\log \\le k", "log≤k"],
  ["x_{\\max}", "xmax"],
  ["n m", "nm"],
])("the names of functions are set apart as TeX does it: %s", (tex, shown) => {
  expect(drawn(tex)).toBe(shown);
});

test("spaces change nothing else in the markup", () => {
  const markup = mathMarkup('a < \\text{b "c" \\& d} \\log n', false) ?? "";
  expect(markup).toMatch(/<mtext>b\s&quot;c&quot;\s&amp;\sd<\/mtext>/);
  expect(markup).toMatch(/^<span class="katex"><math.*<\/math><\/span>$/);
});
