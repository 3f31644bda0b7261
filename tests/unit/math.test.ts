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
