import { expect, test } from "vitest";
import { anonymous } from "../support/callers";
import { makePaper, makePapers } from "../support/factories";

const search = (q: string, after?: string) => anonymous().search.papers({ q, after });
const titles = async (q: string) => (await search(q)).papers.map((paper) => paper.title);

test("a word in the title counts more than a name, and a name more than the abstract", async () => {
  await makePaper({ title: "Third", abstract: "It says zeugma in passing." });
  await makePaper({ title: "Second", authors: ["Zoe Zeugma"] });
  await makePaper({ title: "Zeugma first" });
  expect(await titles("zeugma")).toEqual(["Zeugma first", "Second", "Third"]);
});

test("all words must be there, in whatever form, in text or names", async () => {
  await makePaper({ title: "Quokkas memorizing", authors: ["Paul Erdős"] });
  expect(await titles("quokka memorize")).toEqual(["Quokkas memorizing"]);
  expect(await titles("QUOKKA the erdos")).toEqual(["Quokkas memorizing"]);
  expect(await titles("quokka forgotten")).toEqual([]);
});

test("phrases, exclusions and alternatives", async () => {
  await makePaper({ title: "Narwhal block diffusion" });
  await makePaper({ title: "Narwhal diffusion of a block" });
  await makePaper({ title: "Only axolotl" });
  expect(await titles('narwhal "block diffusion"')).toEqual(["Narwhal block diffusion"]);
  expect(await titles('narwhal -"block diffusion"')).toEqual(["Narwhal diffusion of a block"]);
  expect((await titles('"block diffusion" narwhal OR axolotl')).toSorted()).toEqual([
    "Narwhal block diffusion",
    "Only axolotl",
  ]);
});

test("pages hold every match once, though all rank the same", async () => {
  const made = await makePapers(
    Array.from({ length: 85 }, (_, number) => ({ title: `Wombat ${number}` })),
  );
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const page = await search("wombat", after);
    expect(page.found).toBe(85);
    seen.push(...page.papers.map((paper) => paper.id));
    after = page.more ?? undefined;
  } while (after);
  expect(seen).toEqual(made.map(({ id }) => id).toReversed());
});

test.each([
  "2311.01234",
  "arXiv:2311.01234v3",
  " https://arxiv.org/pdf/2311.01234v1 ",
  "[2311.01234].",
  "https://doi.org/10.48550/arXiv.2311.01234",
  "https://www.alphaxiv.org/abs/2311.01234",
])("“%s” leads to its paper", async (q) => {
  await makePaper({ arxivId: "2311.01234" }).catch(() => "made before");
  expect(await search(q)).toMatchObject({ jump: "2311.01234", unknown: null });
});

test("an arXiv id that no paper here has is named", async () => {
  expect(await search("hep-th/9901001v2")).toMatchObject({ jump: null, unknown: "hep-th/9901001" });
});

test.each([
  "",
  "   ",
  "-",
  "\0",
  "the",
  "-wombat",
  "OR OR",
  '"',
  '"unclosed phrase',
  "& | ! <-> :* ()",
  "\\ ' \" %",
  "a:b:*",
  "\ud800",
  "🦘",
  "x ".repeat(150),
  "{".repeat(300),
  "$".repeat(300),
  "\\frac{".repeat(42),
  '"'.repeat(300),
  "a-".repeat(150),
  "-".repeat(300),
  "(((())))!!!",
  "OR ".repeat(100),
  '"a" '.repeat(75),
  "\u202e\u2066\u0000\ufeff",
  "的".repeat(300),
  "a\u0301".repeat(150),
])("“%s” is no failure", async (q) => {
  expect(await search(q)).toMatchObject({ jump: null, more: null });
});

test.each([
  ["“kiwi” habitats", "Where kiwis’ habitat is"],
  ["Où l’Örebro", "Ou l’Orebro"],
  ["c++ moa", "The moa in C++"],
  ['"to be or not"', "Moa: to be or not to be"],
  ["mu-moa 4o", "$\\mu$-moa of GPT-4o"],
  ["深度", "关于深度学习"],
])("%s finds %s", async (q, title) => {
  await makePaper({ title });
  await makePaper({ title: "The moa in C. elegans, or to be and not" });
  expect(await titles(q)).toEqual([title]);
});

test("a title typed whole comes first, whatever else has its words", async () => {
  const title = "Kakapo OR not: a kakapo, “or”";
  await makePaper({ title });
  await makePaper({ title: "Kakapo or kakapo or not: kakapo", abstract: "kakapo" });
  expect((await titles(title))[0]).toBe(title);
});

test("a search too long says how long it may be", async () => {
  await expect(search("word ".repeat(2_000))).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "Please search with at most 300 characters.",
  });
});

test("while one types, the best titles are offered, and unfinished words are completed", async () => {
  await makePaper({ title: "Wombat foraging at $10^3$ sites" });
  await makePaper({ title: "Burrows", abstract: "A wombat is seen foraging." });
  await makePapers(Array.from({ length: 7 }, (_, at) => ({ title: `Wombats, volume ${at}` })));
  const offered = async (q: string) =>
    (await anonymous().search.titles({ q })).map(({ title }) => title);
  expect(await offered("wombat forag")).toEqual(["Wombat foraging at 10³ sites", "Burrows"]);
  expect(await offered("wombats")).toHaveLength(5);
  const { slug } = await makePaper({ title: "Wombat burrows" });
  expect(await offered(`arXiv:${slug}v2`)).toEqual(["Wombat burrows"]);
  expect(await offered("2401.99999")).toEqual([]);
  for (const nothing of ["", "  ", "zzyzxq", "-wombat", "\u202e"]) {
    expect(await offered(nothing)).toEqual([]);
  }
});
