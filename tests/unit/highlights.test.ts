import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { barOf, COLORS, lookOf } from "@/components/annotations/color";
import { colors } from "@/server/annotations/schema";
import { webAnnotation } from "@/server/exports/annotation";

const THEMES = ["light", "dark"] as const;
const TOKENS = { yellow: "mine", green: "shared", blue: "blue", rose: "rose" };

const read = (file: string) => readFileSync(path.join(import.meta.dirname, "../..", file), "utf8");
const globals = read("app/globals.css");
const styles = read("components/annotations/annotations.css");

/** The value of a color in a theme, as `#rrggbb`. */
function token(name: string, theme: (typeof THEMES)[number]): string {
  const pair = new RegExp(`--color-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(globals);
  const value = pair?.[theme === "light" ? 1 : 2];
  if (!value) throw new Error(`there is no color ${name}`);
  return value;
}

type Triple = [number, number, number];

/** Linear red, green and blue, from 0 to 1. */
const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
function contrast(a: Triple, b: Triple): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const times = (matrix: number[][], vector: number[]) =>
  matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));

// https://bottosson.github.io/posts/oklab/
function oklab(color: Triple): number[] {
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms.map(Math.cbrt),
  );
}
function fromOklab(lab: number[]): Triple {
  const roots = times(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    lab,
  );
  return times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    roots.map((root) => root ** 3),
  ) as Triple;
}

/** `color-mix(in oklab, a, b share)` */
function mixed(a: Triple, b: Triple, share: number): Triple {
  const [from, to] = [oklab(a), oklab(b)];
  return fromOklab(from.map((value, at) => value * (1 - share) + (to[at] ?? 0) * share));
}

/** The most that a passage is mixed with its rule, as when its note is pointed at. */
const SHARES = [...styles.matchAll(/var\(--passage-rule\) (\d+)%/g)].map((found) =>
  Number(found[1]),
);

describe.each(THEMES)("in the %s theme", (theme) => {
  test.each(Object.entries(TOKENS))("text on %s is read well, and its rule is seen", (_, name) => {
    const ink = linear(token("ink", theme));
    const [ground, rule] = [linear(token(name, theme)), linear(token(`${name}-rule`, theme))];
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7);
    expect(contrast(rule, linear(token("paper", theme)))).toBeGreaterThanOrEqual(3);
    expect(SHARES.length).toBeGreaterThan(0);
    const darkest = mixed(ground, rule, Math.max(...SHARES) / 100);
    expect(contrast(ink, darkest)).toBeGreaterThanOrEqual(4.5);
  });
});

test("the colors differ by their rules as well, whoever chose them", () => {
  const rules = colors.map((color) => {
    const own = new RegExp(`\\.passage\\[data-color="${color}"\\] \\{([^}]*)\\}`).exec(styles)?.[1];
    // only the style says whose it is
    expect(own ?? "").not.toMatch(/\b(solid|dashed|dotted|double|wavy)\b(?!\))/);
    return /border-block-end-width|text-decoration|border-block-start/.exec(own ?? "")?.[0];
  });
  expect(rules).toEqual([
    undefined,
    "border-block-end-width",
    "text-decoration",
    "border-block-start",
  ]);
});

test("a rule is solid under the reader's own, and dashed under those of others", () => {
  expect(lookOf({ mine: true })).toBe("mine");
  expect(lookOf({ mine: false })).toBe("shared");
  expect(styles).toMatch(/\.passage\[data-look="shared"\] \{\s*--passage-style: dashed;/);
  expect(styles).toMatch(/border-block-end: 2px var\(--passage-style, solid\)/);
});

test("the bar of a note is solid only where nobody else reads it", () => {
  expect(barOf({ mine: true, audience: "me" })).toBe("mine");
  expect(barOf({ mine: true, audience: "everyone" })).toBe("shared");
  expect(barOf({ mine: true, audience: "team" })).toBe("shared");
  expect(barOf({ mine: false, audience: "list" })).toBe("shared");
});

test("every color is offered, by name", () => {
  expect(COLORS.map(([color]) => color)).toEqual([...colors]);
});

test("an exported highlight names its color, with the value that the pages have", () => {
  const at = new Date(0);
  const note = {
    ...{ id: "1", paperId: 1, version: 1, parentId: null, author: "Ada", audience: "me" as const },
    ...{ body: "", start: 0, end: 3, exact: "one", prefix: "", suffix: "", color: "rose" as const },
    ...{ createdAt: at, updatedAt: at },
  };
  const made = webAnnotation(note, { arxivId: null, slug: "one" }, "https://example.org");
  expect(made.target).toMatchObject({ styleClass: "rose" });
  for (const [color, name] of Object.entries(TOKENS)) {
    expect(made.stylesheet?.value).toContain(`.${color} { background: ${token(name, "light")} }`);
  }
});
