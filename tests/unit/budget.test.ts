import { describe, expect, test, vi } from "vitest";

vi.mock("server-only", () => ({}));
const { Budget } = await import("@/server/papers/budget");
const { runsOf } = await import("@/server/papers/runs");
const { plainText } = await import("@/server/papers/tex-segments");
const { abstractParts } = await import("@/components/papers/abstract-parts");

/** As long as an import allows. */
const filled = (unit: string, length = 20_000) => unit.repeat(Math.floor(length / unit.length));

const HOSTILE: [string, string][] = [
  ["formulas", filled("$x$ ")],
  ["long formulas", filled(`$${"\\binom12".repeat(240)}$ `)],
  ["matrices", filled(`$\\begin{matrix}${"\\substack{a\\\\b}&".repeat(100)}\\end{matrix}$ `)],
  ["nested braces", filled(`$${"{".repeat(59)}x${"}".repeat(59)}$ `)],
  ["indices", filled("x_i ")],
  ["styles", filled("\\emph{a} ")],
  ["links", filled("www.a.org ")],
  ["escapes", filled("\\% ")],
  ["accents", filled("\\'e")],
  ["quotes", filled("``a'' ")],
  ["ties", filled("a~")],
];

const elementsIn = (runs: ReturnType<typeof runsOf>) =>
  runs.filter((run) => typeof run !== "string").length;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe("setting one text", () => {
  test.each(HOSTILE)("of %s has a bound", (_name, source) => {
    const runs = runsOf(source, { links: true });
    expect(elementsIn(runs)).toBeLessThanOrEqual(500);
    expect(bytesOf(runs)).toBeLessThan(220_000);
    const parts = abstractParts(source);
    expect(parts.length).toBeLessThanOrEqual(1_001);
    expect(bytesOf(parts)).toBeLessThan(400_000);
  });

  test.each(HOSTILE)("of %s leaves out nothing", (_name, source) => {
    const parts = abstractParts(source);
    expect(parts[0]?.start).toBeLessThan(10);
    expect(parts.at(-1)?.end).toBeGreaterThan(source.length - 10);
    const gaps = parts.slice(1).map((part, index) => part.start - (parts[index]?.end ?? 0));
    expect(Math.min(...gaps, 0)).toBe(0);
    expect(Math.max(...gaps, 0)).toBeLessThan(10);
  });

  test("what is beyond the bound is its source", () => {
    const runs = runsOf(filled("$x$ "));
    expect(elementsIn(runs)).toBe(500);
    expect(runs.at(-1) === filled(" $x$", 18_000).concat(" ")).toBe(true);
  });

  test("ties are no elements of their own", () => {
    expect(runsOf(filled("a~"))).toEqual([plainText(filled("a~"))]);
    expect(abstractParts(filled("a~"))).toHaveLength(1);
  });

  test("an abstract of arXiv's length that is all formulas is rendered completely", () => {
    const runs = runsOf(filled("$x_{1}^2$ ", 1_920));
    expect(elementsIn(runs)).toBe(192);
  });
});

const WORST = HOSTILE.filter(([name]) => ["formulas", "matrices", "links"].includes(name));

test.each(WORST)("a page of rows that are all %s has a limit", (_name, source) => {
  const page = Budget.ofPage();
  const rows = Array.from({ length: 200 }, () => runsOf(source, { page, links: true }));
  // most rows show their source, which costs nothing
  expect(rows.filter(([first]) => first === source).length).toBeGreaterThan(170);
  const elements = rows.reduce((sum, runs) => sum + elementsIn(runs), 0);
  expect(elements).toBeLessThanOrEqual(5_000);
  // the texts themselves, and what rendering added
  expect(bytesOf(rows) - 200 * bytesOf(source)).toBeLessThan(1_500_000);
});

test("a text longer than any import allows is its source", () => {
  const source = filled("$x$ ", 20_004);
  expect(runsOf(source)).toHaveLength(1);
  expect(abstractParts(source)).toHaveLength(1);
});

test("the rows of an edition of mathematics are set as a whole", () => {
  const page = Budget.ofPage();
  const source = `Let $X \\subset \\mathbb{P}^n$ be ${"smooth of degree $d \\ge 3$ ".repeat(8)}`;
  const rows = Array.from({ length: 200 }, () => runsOf(source, { page }));
  expect(rows.map(elementsIn)).toEqual(rows.map(() => 9));
});
