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
    [
      "near $\\nu= 1/2 $ and $ d\\ge 1$ and $ \\epsilon $",
      ["\\nu= 1/2 ", " d\\ge 1", " \\epsilon "],
    ],
    ["in $ O(n^3) $ or $ x = 1 $ or $ n $", [" O(n^3) ", " x = 1 ", " n "]],
    ["the $ L_{1,2}-norm $", [" L_{1,2}-norm "]],
    ["$O(n log n)$", ["O(n log n)"]],
    ["it costs $5 for $n$ papers", ["n"]],
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
    "it costs $5 and $10, at $200k. With this, 10$.",
    "$100 or 100$ total",
    "US$ 5 and US$ 6, 4 $ to 5 $ in all",
    "from $5 for file_name to 10$",
    "a lone $ sign, then another $ here",
    "the $textbf{specialist} and textbf{generalist}$ models",
    "$P(final output is wrong) le (1 - p)^N$",
    "$x\n\ny$",
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
    ["the ''odd'' way, and `less is more'", "the “odd” way, and ‘less is more’"],
    ["it's 5'' by 7'', f''(x), rock 'n' roll", "it's 5'' by 7'', f''(x), rock 'n' roll"],
    ["call `code` and don't", "call `code` and don't"],
    ["x -- y --- z", "x – y — z"],
    ["git -- and a --- b ---- c", "git – and a — b ---- c"],
    ["\\S 3, \\S\\ 4, Bo\\dag, \\copyright 2024, \\pounds 5", "§3, § 4, Bo†, ©2024, £5"],
    ["S\\o ren \\L ukasz Stra\\ss e, {\\AA}rhus", "Søren Łukasz Straße, Århus"],
    ["{\\Delta}G of \\alpha-helices", "ΔG of α-helices"],
    ["all tasks.\\footnote{Code: soon.} Next", "all tasks. (Code: soon.) Next"],
    ["10{,}000 with n{=}4 at 4{times}", "10,000 with n=4 at 4×"],
    ["texttt{D}ual-texttt{H}ead, mathcal{O}(n)", "Dual-Head, 𝒪(n)"],
    ["a \\textcolor{red}{red} word \\\\ next", "a red word  next"],
    ["k\\textsuperscript{th}", "kᵗʰ"],
    ["a {word}, {two words}, set {1, 2}", "a {word}, {two words}, set {1, 2}"],
    ["it is in a\\_b at https://a.org/x\\_y", "it is in a_b at https://a.org/x_y"],
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

  test.each([
    ["x^2 + y^{-1}, 256^2, R^2 = 0.9, A^2D, O(n^4)", "x² + y⁻¹, 256², R² = 0.9, A²D, O(n⁴)"],
    ["10^-3 to 10^{22}, k^{th}, pass^k, A^*", "10⁻³ to 10²², kᵗʰ, passᵏ, A*"],
    ["360^circ and 90^{\\circ}", "360° and 90°"],
    ["L_2 and (I_1,I_2), N_0-TWAM, CO_2, H_2O", "L₂ and (I₁,I₂), N₀-TWAM, CO₂, H₂O"],
    // ambiguous text stays as it is
    ["file_2, snake_case, d_out, V_AI, GPT_4", "file_2, snake_case, d_out, V_AI, GPT_4"],
    ["caret ^2.0 and a^2.5, It^o, 2^N_x, ^_^", "caret ^2.0 and a^2.5, It^o, 2^N_x, ^_^"],
    ["R^{mtimes n} and a^{update}", "R^{mtimes n} and a^{update}"],
    ["https://youtu.be/Y_2s and me@x_2.org", "https://youtu.be/Y_2s and me@x_2.org"],
  ])("powers and indices outside of dollars: %s", (source, expected) => {
    expect(plainText(source)).toBe(expected);
    expect(mathIn(source)).toEqual([]);
  });

  test("an index that is no number is set as a formula", () => {
    const source = "of G_{stack}, x_i, h_{t+1}, T^{-1/3} and J_{G}^* in all";
    const formulas = ["G_{stack}", "x_i", "h_{t+1}", "T^{-1/3}", "J_{G}^*"];
    expect(mathIn(source)).toEqual(formulas);
    expect(plainText(source)).toBe(source);
  });

  test("text that matches its source character by character is one segment", () => {
    const source = "RTX~5090 and `some' more~of it ".repeat(200);
    const parts = segments(source);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ start: 0, end: source.length });
    expect(plainText(source)).toHaveLength(source.length);
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
    ["see www.a.org/x.", "https://www.a.org/x"],
    ["see github.com/a/b_c.", "https://github.com/a/b_c"],
    ["at a-b.github.io.", "https://a-b.github.io"],
    ["at https://a.org/x\\_y.", "https://a.org/x_y"],
    ["at https://a.org/{https://a.org/}.", "https://a.org/"],
    ["at https://a.org/b {github.com/a/b}", "https://a.org/b"],
    ["at https://a.org/b{this http URL}", "https://a.org/b"],
    ["our https://a.org/b/{project page}.", "https://a.org/b/"],
    ["on https://a.org/b{Youtube}.", "https://a.org/b"],
    ["on [a page](https://a.org/b)", "https://a.org/b"],
    ["on [a.com/b](nothing)", "https://a.com/b"],
    ["$\\href{https://a.org}{URL}$", "https://a.org"],
  ])("links in %s", (source, href) => {
    const links = segments(source).filter((part) => part.kind === "text" && part.href);
    expect(links.map((part) => part.kind === "text" && part.href)).toEqual([href]);
  });

  test.each([
    ["at https://a.org/{https://a.org/}.", "at https://a.org/."],
    ["our https://a.org/b/{project page}.", "our project page."],
    ["get https://a.org/users/{id} or https://a.org/{id}/x", undefined],
    ["in https://a.org/b}{c", undefined],
  ])("an address whose link has lost its command: %s", (source, expected = source) => {
    expect(plainText(source)).toBe(expected);
  });

  test.each(["Node.js and fast.ai", "me@github.com/x", "e.g.this/that", "and/or 3.5/4.org"])(
    "no address in %s",
    (source) => {
      expect(segments(source)).toEqual([
        { kind: "text", start: 0, end: source.length, text: source },
      ]);
    },
  );

  test("links nowhere but to the web", () => {
    expect(segments("\\href{javascript:alert(1)}{x} \\url{data:text/html,x}")).not.toContainEqual(
      expect.objectContaining({ href: expect.anything() }),
    );
  });
});

/** Whether every segment is within the source, in order. */
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

test.each([
  "Ada King",
  "J. R. R. Smith",
  "Müller, Jürgen (Berlin)",
  "“Attention” is all you need: a survey",
  "Wwwhat is AI, and who has it?",
  "Text, math and emph",
  "李 明",
])("%s is read alike alone and beside something special", (text) => {
  expect(segments(text)).toEqual([{ kind: "text", start: 0, end: text.length, text }]);
  expect(plainText(`${text} \\$`)).toBe(`${text} $`);
});

test.each(["see www.example.org", "on project.github.io", "at example.org/x"])(
  "%s has an address",
  (text) => {
    expect(segments(text).some((part) => part.kind === "text" && part.href)).toBe(true);
  },
);
