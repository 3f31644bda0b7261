import { expect, test } from "vitest";
import { readableText } from "@/server/papers/readable";

test.each([
  ['2.8\\% of Na\\"ive identity--layout', "2.8% of Naïve identity–layout"],
  ["in $O(n \\log n)$ time", "in O(n log n) time"],
  ["$n^2$ and $n^{-1}$, $x_1$ or $x_i$", "n² and n⁻¹, x₁ or x_i"],
  ["$x_{ij}^2 \\le 2^{k}$", "x_{ij}² ≤ 2ᵏ"],
  ["$10\\times$ and $3 \\times 10^5$", "10× and 3 × 10⁵"],
  ["$\\alpha=-1$, $a<b$", "α = −1, a < b"],
  ["$\\frac{a}{b}$ and $\\frac{1}{n+1}$", "a/b and 1/(n + 1)"],
  ["$\\sqrt{n}$ and $\\sqrt{n+1}$", "√n and √(n + 1)"],
  ["$\\mathbb{R}^d$", "ℝᵈ"],
  ["$\\hat{y}$", "ŷ"],
  ["$\\max_x f(x)$", "max_x f(x)"],
  ["$90^\\circ$", "90°"],
  ["\\textbf{bold} \\emph{words}", "bold words"],
])("%s is read as %s", (source, shown) => {
  expect(readableText(source).normalize("NFC")).toBe(shown.normalize("NFC"));
});

test("what characters cannot show is its TeX", () => {
  expect(readableText("$\\begin{matrix}a&b\\end{matrix}$")).toBe("\\begin{matrix}a&b\\end{matrix}");
  expect(readableText("$\\frac{a$")).toContain("\\frac{a");
});

test("a text of any length and depth is read", () => {
  const long = "$\\frac{1}{2}$ ".repeat(5_000);
  expect(readableText(long)).toBe(long);
  const formulas = "$\\frac{1}{2}$ ".repeat(1_000);
  expect(readableText(formulas)).toMatch(/^1\/2 .*\\frac\{1\}\{2\} $/);
});
