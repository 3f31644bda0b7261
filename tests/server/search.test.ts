import { expect, test } from "vitest";
import { anonymous } from "../support/callers";
import { makePaper } from "../support/factories";

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
  const made = [];
  for (let number = 0; number < 85; number++) {
    made.push((await makePaper({ title: `Wombat ${number}` })).id);
  }
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const page = await search("wombat", after);
    expect(page.found).toBe(85);
    seen.push(...page.papers.map((paper) => paper.id));
    after = page.more ?? undefined;
  } while (after);
  expect(seen).toEqual(made.toReversed());
});

test.each(["2311.01234", "arXiv:2311.01234v3", " https://arxiv.org/pdf/2311.01234v1 "])(
  "“%s” leads to its paper",
  async (q) => {
    await makePaper({ arxivId: "2311.01234" }).catch(() => "made before");
    expect(await search(q)).toMatchObject({ jump: "2311.01234", unknown: null });
  },
);

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
])("“%s” is no failure", async (q) => {
  expect(await search(q)).toMatchObject({ jump: null, more: null });
});

test("a search too long says how long it may be", async () => {
  await expect(search("word ".repeat(2_000))).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "Please search with at most 300 characters.",
  });
});
