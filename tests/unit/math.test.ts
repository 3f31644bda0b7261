import { expect, test, vi } from "vitest";

vi.mock("server-only", () => ({}));
const { mathMarkup } = await import("../../server/papers/math");

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
  ["unknown commands", "\\notacommand{x}"],
  ["what is not closed", "\\frac{a"],
  ["endless expansion", "\\def\\a{\\a\\a}\\a"],
  ["thousands of braces", `${"{".repeat(5_000)}x${"}".repeat(5_000)}`],
  ["braces that never close", "{".repeat(5_000)],
  ["thousands of nested roots", "\\sqrt".repeat(20_000)],
])("%s give nothing", (_name, tex) => expect(mathMarkup(tex, false)).toBeNull());

test("trusts no markup and no addresses", () => {
  const markup = [
    "\\href{javascript:alert(1)}{x}",
    "\\text{<img src=x onerror=alert(1)>}",
    "\\htmlStyle{color:red}{x}",
    "\\includegraphics{https://example.org/x.png}",
  ].map((tex) => mathMarkup(tex, false) ?? "");
  expect(markup.join("")).not.toMatch(/<img|href=|javascript:alert\(1\)"| style=|src="/);
});
