import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { papers } from "@/db/schema/papers";
import { importFile } from "@/server/ingest/import-file";
import { finishIndexing, indexBatch, isAllIndexed } from "@/server/papers/search/mutations";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";

// Search over imported papers, with all their words counted.

const ctx = contextFor({ kind: "system" });

const load = (rows: object[]) =>
  importFile(ctx, Readable.from([Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"))]), {
    edition: null,
    curators: [],
    source: "Hugging Face",
  });

const paper = (number: number, title: string, abstract = "x", authors = ["Ann Bee"]) => ({
  arxivId: `2611.0400${number}`,
  title,
  abstract,
  authors,
});

const ROWS = [
  paper(1, "A study of “grokking” in an LLM’s training", "We find “delayed generalisation”."),
  paper(2, 'On K\\"ahler manifolds', 'The Schr\\"odinger operator.', ['J\\"org M\\"uller']),
  paper(3, "Qwen2.5-VL-7B against others", "Also LLaMA-3.1-8B-Instruct."),
  paper(4, "Writing C++ with models", "Faster C++ code."),
  paper(5, "Letters of C. elegans", "A worm.", ["C. Lee"]),
  paper(6, "Training—scaling it… and more", "Loss×steps. Yang–Mills. A non‑breaking hyphen."),
  paper(7, "Attention is all that is here"),
  paper(8, "Diffusion in transformers", "Unsupervised pre-training of a segmentation model."),
];

const find = (q: string) => anonymous().search.papers({ q });
const ids = async (q: string) => (await find(q)).papers.map(({ arxivId }) => arxivId);
const counted = async (word: string) => {
  const [row] = await appDatabase().execute<{ papers: number }>(
    sql`select papers from search_words where word = ${word}`,
  );
  return row?.papers ?? null;
};

beforeAll(async () => {
  await load(ROWS);
});

describe("typography, accents and names of models", () => {
  test.each([
    ["grokking", ["2611.04001"]],
    ["LLM's training", ["2611.04001"]],
    ["“attention is all”", ["2611.04007"]],
    ["attention is all", ["2611.04007"]],
    ["Kähler", ["2611.04002"]],
    ["Kahler", ["2611.04002"]],
    ['K\\"ahler', ["2611.04002"]],
    ["schroedinger OR schrodinger", ["2611.04002"]],
    ["Jörg Müller", ["2611.04002"]],
    ["Qwen2.5-VL", ["2611.04003"]],
    ["qwen 2.5 vl", ["2611.04003"]],
    ["llama3.1", ["2611.04003"]],
    ["C++", ["2611.04004"]],
    ["scaling", ["2611.04006"]],
    ["Yang-Mills", ["2611.04006"]],
    ["non-breaking", ["2611.04006"]],
    ["pretraining", ["2611.04008"]],
    ['"is all that is here"', ["2611.04007"]],
    ['"is all here"', []],
  ])("%s", async (q, found) => {
    expect(await ids(q)).toEqual(found);
  });
});

describe("fields and topics", () => {
  const made = (number: number, title: string, given: object) => ({
    arxivId: `2611.0500${number}`,
    title,
    abstract: "About it.",
    ...given,
  });

  beforeAll(async () => {
    await load([
      made(1, "Loom weaving by robots", {
        authors: ["Ada King", "Jean-Pierre Wei"],
        organization: "Analytical Engines",
        keywords: ["weaving patterns", "robotics"],
      }),
      made(2, "King of the looms", {
        authors: ["Wei Ada"],
        abstract: "Analytical engines and weaving patterns by robots.",
        keywords: ["robotics"],
      }),
      made(3, "Speech of looms", { authors: ["Ann Ada King"], keywords: ["speech"] }),
    ]);
  });

  test.each([
    ['author:"Ada King"', ["2611.05003", "2611.05001"]],
    ["author:king", ["2611.05003", "2611.05001"]],
    ["author:ada author:wei", ["2611.05002", "2611.05001"]],
    ['author:"Pierre Wei"', ["2611.05001"]],
    ["author:jean-pierre", ["2611.05001"]],
    ['organization:"Analytical Engines"', ["2611.05001"]],
    ['keyword:"weaving patterns"', ["2611.05001"]],
    ["looms author:king", ["2611.05003", "2611.05001"]],
    ["looms -author:king", ["2611.05002"]],
    ["topic:robotics looms", ["2611.05002", "2611.05001"]],
    ["topic:robotics author:king", ["2611.05001"]],
    ["looms -topic:robotics", ["2611.05003"]],
    ["author:wei -topic:robotics", []],
    ['topic:"Speech and audio" looms OR author:"Wei Ada"', ["2611.05003", "2611.05002"]],
    // names and keywords are found without a field as well
    ['"Analytical Engines"', ["2611.05002", "2611.05001"]],
    // a name in a field is taken literally
    ["author:kin", []],
  ])("%s", async (q, found) => {
    expect((await ids(q)).toSorted().reverse()).toEqual(found);
  });

  test("a topic alone brings its newest papers first", async () => {
    const found = await ids("topic:robotics");
    expect(found.slice(0, 2)).toEqual(["2611.05002", "2611.05001"]);
    expect(await find("topic:robotics")).toMatchObject({ found: found.length, isByDate: true });
    expect(await find("topic:robotics looms")).toMatchObject({ isByDate: false });
    expect(await ids("topic:robotics OR topic:speech-and-audio")).toContain("2611.05003");
  });

  test("a keyword or organization that a later import brings is found", async () => {
    expect(await ids("organization:jacquard")).toEqual([]);
    await load([made(3, "Speech of looms", { organization: "Jacquard Works" })]);
    expect(await ids("organization:jacquard")).toEqual(["2611.05003"]);
    expect(await ids("keyword:speech")).toEqual(["2611.05003"]);
  });
});

describe("what is typed wrong or not to its end", () => {
  test("finds what was meant, says so, and lets the reader insist", async () => {
    const { papers: found, corrected } = await find("unsupervized diffusoin");
    expect(found.map(({ arxivId }) => arxivId)).toEqual(["2611.04008"]);
    expect(corrected).toEqual({
      to: "unsupervised diffusion",
      typed: '"unsupervized" "diffusoin"',
    });
    expect((await find(corrected?.typed ?? "")).found).toBe(0);
    expect((await find(corrected?.to ?? "")).corrected).toBeNull();
  });

  test.each(["attenton", "atention", "attentiin", "attnetion", "xttention", "attentionn"])(
    "%s",
    async (q) => {
      expect(await ids(q)).toEqual(["2611.04007"]);
    },
  );

  test("a known word that never occurs with the others counts as a typo too", async () => {
    expect(await ids("letter of transformer")).toEqual([]);
    expect(await ids("writing morels")).toEqual(["2611.04004"]);
    await load([paper(9, "Morels")]);
    expect(await ids("writing morels")).toEqual(["2611.04004"]);
    expect(await ids("morels")).toEqual(["2611.04009"]);
  });

  test("the last word may be a prefix", async () => {
    expect(await ids("diffusion in transfo")).toEqual(["2611.04008"]);
    expect(await ids("unsupervised segmentati")).toEqual(["2611.04008"]);
    // but not in quotes, nor before other words
    expect(await ids('"diffusion in transfo"')).toEqual([]);
  });

  test("forms of a word find each other", async () => {
    expect(await ids("manifold")).toEqual(["2611.04002"]);
    expect(await ids("models segmentations")).toEqual(["2611.04008"]);
  });

  test("a rare word brings up the frequent one that it is like", async () => {
    await load(
      Array.from({ length: 12 }, (_, at) => ({ title: `Robotics ${at}`, abstract: "robotics" })),
    );
    await load([{ title: "Robotica", abstract: "A magazine." }]);
    const { papers: found, suggestion, corrected } = await find("robotica");
    expect(found.map(({ title }) => title)).toEqual(["Robotica"]);
    expect([suggestion, corrected]).toEqual(["robotics", null]);
    expect((await find("robotics")).suggestion).toBeNull();
  });
});

test("a library is searched the same way", async () => {
  const { library } = as(await makeUser());
  const [saved] = await find("Qwen2.5-VL").then(({ papers: found }) => found);
  const paperId = saved?.id ?? 0;
  await library.set({ paperId, status: "to_read" });
  for (const q of ["qwen2.5-vl", "Qwen 2.5", "qwenn", "others aga"]) {
    expect((await library.index({ q })).ids, q).toEqual([paperId]);
  }
  expect((await library.index({ q: "grokking" })).ids).toEqual([]);
});

describe("imports", () => {
  const row = (version: number, title: string, abstract: string) => ({
    arxivId: `2612.00001v${version}`,
    title,
    abstract,
  });

  test("count each word once a paper, and the words of a newer text for those of the older", async () => {
    await load([row(1, "Ocelots ocelots", "An ocelot and a margay.")]);
    expect([await counted("ocelots"), await counted("margay")]).toEqual([1, 1]);
    await load([row(1, "Ocelots ocelots", "An ocelot and a margay.")]);
    expect(await counted("margay")).toBe(1);
    await load([row(2, "Ocelots", "A serval.")]);
    expect([await counted("ocelots"), await counted("margay")]).toEqual([1, 0]);
    expect(await counted("serval")).toBe(1);
    expect(await ids("margay")).toEqual([]);
    expect(await ids("serval")).toEqual(["2612.00001"]);
  });

  test("index the text that a merge leaves, not the one that came", async () => {
    await load([{ ...row(1, "Older ocelots", "About caracals."), authors: ["Ida Lynx"] }]);
    expect(await ids("caracals")).toEqual([]);
    // the newer text has no authors, and keeps those of the older
    expect(await ids("serval lynx")).toEqual(["2612.00001"]);
    expect(await counted("lynx")).toBe(1);
  });
});

test("papers of an older version are found in the meantime, and indexed newest first, in batches", async () => {
  const db = appDatabase();
  await db.update(papers).set({ searchVersion: 0 });
  await db.execute(sql`update search_words set version = 0`);
  expect(await ids("grokking")).toEqual(["2611.04001"]);
  expect(await ids("groking")).toEqual(["2611.04001"]);
  await finishIndexing(ctx);
  const [newest] = await db.select({ id: papers.id }).from(papers).orderBy(sql`id desc`).limit(1);
  await db
    .update(papers)
    .set({ search: "" })
    .where(eq(papers.id, newest?.id ?? 0));
  let below: number | null = 2_147_483_647;
  while (below !== null) below = await indexBatch(ctx, below);
  await finishIndexing(ctx);
  expect(await isAllIndexed(ctx)).toBe(true);
  const left = await db.select().from(papers).where(eq(papers.searchVersion, 0));
  expect(left).toEqual([]);
  expect(await counted("grokking")).toBe(1);
});
