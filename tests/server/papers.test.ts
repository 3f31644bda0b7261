import { expect, test } from "vitest";
import { anonymous } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

const at = (address: string) => anonymous().papers.at({ address });

test("a paper comes with its versions, its edition and who put it there", async () => {
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
