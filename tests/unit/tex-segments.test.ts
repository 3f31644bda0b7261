import { describe, expect, test } from "vitest";
import { plainText, type Segment, segments } from "../../server/papers/tex-segments";

const mathIn = (source: string) =>
  segments(source).flatMap((part) => (part.kind === "math" ? [part.tex] : []));

describe("math", () => {
  test.each([
    ["energy $E = mc^2$ is", ["E = mc^2"]],
    ["a \\(x\\) and \\[y\\] and $$z$$", ["x", "y", "z"]],
    ["$14.60$ to $2^{14}$", ["14.60", "2^{14}"]],
    [
      "a $P(\\text{final output is wrong}) \\le 1$ bound",
      ["P(\\text{final output is wrong}) \\le 1"],
    ],
    ["$5$ to $60\\%$, then $\\$x$", ["5", "60\\%", "\\$x"]],
  ])("is found in %s", (source, expected) => {
    expect(mathIn(source)).toEqual(expected);
  });

  test.each([
    "costs $5 and $10",
    "between $5-$10 a test",
    "overhead reasonable, at 4$ per hour and 5$ per day",
    "in $200k. With this model, for 10$.",
    "prices \\$5 and \\$6$",
    "at <$50 marginal cost, and under <$60 more",
    "never $closed",
    "never \\(closed",
    "$$ and $ $",
  ])("is not seen in %s", (source) => {
    expect(mathIn(source)).toEqual([]);
  });
});

describe("text", () => {
  test.each([
    ["62--73\\% \\& more", "62–73% & more"],
    [
      "Fr\\'echet, Erd\\H{o}s, na\\\"{\\i}ve, Ko{\\v{c}}i\\'c, G\\\"odel",
      "Fréchet, Erdős, naïve, Kočić, Gödel",
    ],
    ["``quoted'' once", "“quoted” once"],
    ["the ''odd'' way", "the ''odd'' way"],
    [
      "RTX~5090, 60~Hz, 75%~89%, 1M~4M, (~60%)",
      "RTX\u00a05090, 60\u00a0Hz, 75%~89%, 1M~4M, (~60%)",
    ],
    ["run with --flag", "run with --flag"],
    ["{\\em Deep}Speak 4.32{\\deg} \\textbf{a \\emph{b} c}", "DeepSpeak 4.32° a b c"],
    ["our \\method{} and \\ours beat {GPT}", "our \\method{} and \\ours beat {GPT}"],
    ['emit <think> and <a href="x"> \\unknown', 'emit <think> and <a href="x"> \\unknown'],
    ["\\emph{never closed", "\\emph{never closed"],
    ["C:\\new\\table ends in \\", "C:\\new\\table ends in \\"],
  ])("%s", (source, expected) => {
    expect(plainText(source)).toBe(expected);
  });

  test("styles", () => {
    expect(segments("a \\textbf{b}")).toEqual([
      { kind: "text", start: 0, end: 2, text: "a " },
      { kind: "text", start: 10, end: 11, text: "b", style: "strong" },
    ]);
  });

  test.each([
    ["see https://a.org/x_(y).", "https://a.org/x_(y)"],
    ["(at https://a.org/x).", "https://a.org/x"],
    ["at \\url{https://a.org/~me/}!", "https://a.org/~me/"],
    ["code: \\href{https://a.org}{here}", "https://a.org"],
  ])("links in %s", (source, href) => {
    const links = segments(source).filter((part) => part.kind === "text" && part.href);
    expect(links.map((part) => part.kind === "text" && part.href)).toEqual([href]);
  });

  test("links nowhere but to the web", () => {
    expect(segments("\\href{javascript:alert(1)}{x} \\url{data:text/html,x}")).not.toContainEqual(
      expect.objectContaining({ href: expect.anything() }),
    );
  });
});

/** Whether every segment lies in the source, in order. */
function inOrder(source: string, parts: Segment[]) {
  const ends = [0, ...parts.map((part) => part.end)];
  return (
    parts.every((part, index) => part.start >= (ends[index] ?? 0) && part.end > part.start) &&
    (ends.at(-1) ?? 0) <= source.length
  );
}

describe("hostile text is read in order and in time", () => {
  test.each([
    ["braces", "{".repeat(50_000)],
    ["styles", "\\textbf{".repeat(3_000)],
    ["switches", "{\\em ".repeat(3_000)],
    ["dollars", "$".repeat(50_001)],
    ["openers", "\\(".repeat(3_000)],
    ["quotes", "``''".repeat(3_000)],
    ["addresses", "https://".repeat(10_000)],
    ["a formula of braces", `$${"{".repeat(900)}x${"}".repeat(900)}$`],
    ["lone surrogates", "\ud800$\udfff$\\'\ud83d"],
  ])("%s", (_name, source) => {
    expect(inOrder(source, segments(source))).toBe(true);
  });
});
