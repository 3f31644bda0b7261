import { expect, test } from "vitest";
import { entriesOf } from "@/server/papers/entries";
import { anonymous, contextFor } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

const at = (address: string) => anonymous().papers.at({ address });

test("a paper comes with its versions, its edition and its submitter", async () => {
  const submitter = await makeUser({ name: "Ada" });
  await makePaper({ arxivId: "2402.00001", feedDate: "2024-02-02", submittedBy: submitter.id });
  const { paper, movedTo } = await at("2402.00001");
  expect(movedTo).toBeNull();
  expect(paper).toMatchObject({ feedDate: "2024-02-02", submitter: "Ada", votes: 0 });
  expect(paper?.versions.map(({ version }) => version)).toEqual([1]);
  expect(paper).not.toHaveProperty("search");
});

test("a paper need be in no edition and have no arXiv id", async () => {
  await makePaper({ slug: "on-nothing-1a2b3c", titleKey: "on nothing" });
  const { paper } = await at("on-nothing-1a2b3c");
  expect(paper).toMatchObject({ arxivId: null, feedDate: null, submitter: null });
});

test("other names of a paper lead to its own address", async () => {
  await makePaper({ arxivId: "2402.00002" });
  await makePaper({ arxivId: "math/0611800" });
  for (const name of ["2402.00002v2", "arXiv:2402.00002", "ARXIV:2402.00002v1", "abs/2402.00002"]) {
    expect(await at(name), name).toEqual({ movedTo: "2402.00002", paper: null });
  }
  for (const name of ["math.CA/0611800", "math/0611800v3", "arXiv:math/0611800"]) {
    expect(await at(name), name).toEqual({ movedTo: "math/0611800", paper: null });
  }
});

test.each(["2402.99999", "hep-th/9901001", "nothing", "2402.0002", "' or 1=1 --", "..", "%2e"])(
  "“%s” is not here",
  async (address) => {
    await expect(at(address)).rejects.toMatchObject({ code: "NOT_FOUND" });
  },
);

test.each(["", "\0", "\ud800", "x".repeat(301)])("“%s” is no address", async (address) => {
  await expect(at(address)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("a row of a long list is small, and its title is rendered on the server", async () => {
  const authors = Array.from({ length: 664 }, (_, number) => `Author ${number}`);
  const [plain, formula] = [
    await makePaper({ authors, topics: ["agents", "code"] }),
    await makePaper({
      title: "On \\emph{long} $n^2$",
      publishedAt: new Date("2025-03-01"),
      publishedPrecision: "month",
    }),
  ];
  const ctx = contextFor({ kind: "anonymous" });
  const [second, first] = await entriesOf(ctx, [formula.id, 2_000_000_000, plain.id]);
  expect(first).toMatchObject({
    id: plain.id,
    authors: authors.slice(0, 3),
    authorCount: 664,
    topic: "Agents",
    hasAbstract: true,
    notes: 0,
  });
  expect(JSON.stringify(first).length).toBeLessThan(600);
  expect(second?.published).toBe("2025-03");
  expect(second?.title).toEqual([
    "On ",
    { text: "long", style: "em" },
    " ",
    { math: expect.stringContaining("<msup>") },
  ]);
});

test("an abstract is read on demand, its math and addresses set", async () => {
  const paper = await makePaper({ abstract: "See https://example.org for $x$ and <b>.</b>" });
  expect(await anonymous().papers.abstract({ paperId: paper.id })).toEqual([
    "See ",
    { text: "https://example.org", href: "https://example.org" },
    " for ",
    { math: expect.stringContaining("<math") },
    " and <b>.</b>",
  ]);
  await expect(anonymous().papers.abstract({ paperId: 2_000_000_000 })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
