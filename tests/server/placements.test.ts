import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { papers, paperVersions } from "@/db/schema/papers";
import { resolve } from "@/server/annotations/anchor";
import { storePlaces } from "@/server/annotations/placements/mutations";
import { placeNotesOf, placeSome } from "@/server/annotations/placements/place-notes";
import { unplaced } from "@/server/annotations/placements/queries";
import { placeSoon } from "@/server/annotations/placements/queue";
import { hashText } from "@/server/annotations/text";
import { importFile } from "@/server/ingest/import-file";
import { appDatabase } from "@/server/platform/database";
import { as, contextFor } from "../support/callers";
import { makePaper, makeUser, type Paper, type User } from "../support/factories";

vi.mock("@/server/annotations/anchor", async (original) => {
  const anchor = await original<typeof import("@/server/annotations/anchor")>();
  return { ...anchor, resolve: vi.fn(anchor.resolve) };
});
vi.mock("@/server/annotations/placements/queue", () => ({ placeSoon: vi.fn() }));
afterEach(() => vi.clearAllMocks());

const SENTENCES = Array.from(
  { length: 45 },
  (_, at) => `Of the ${at} models that we compare, codebook ${at * 7} saves most of the memory.`,
);
const FIRST = SENTENCES.join(" ");
/** The maximum length of an abstract on arXiv. */
const WHOLE = FIRST.slice(0, 1_920);
/** Another preface, and one changed number. */
const SECOND = `We compare models. ${FIRST.replace("codebook 35 ", "codebook 36 ")}`;

const ctx = () => contextFor({ kind: "system" });
const paperOf = (abstract: string) => makePaper({ abstract, feedDate: "2025-03-13" });

async function addVersion(paper: Paper, version: number, abstract: string) {
  const abstractHash = hashText(abstract);
  await appDatabase()
    .insert(paperVersions)
    .values({ paperId: paper.id, version, title: paper.title, abstract, abstractHash });
  await appDatabase().update(papers).set({ abstract }).where(eq(papers.id, paper.id));
}

function mark(user: User, paper: Paper, quote: string, version = 1, abstract = paper.abstract) {
  const start = abstract.indexOf(quote);
  const target = { start, end: start + quote.length, textHash: hashText(abstract) };
  const note = { id: randomUUID(), paperId: paper.id, version, body: "", target };
  return as(user).annotations.create({ ...note, audience: "me" });
}

const seen = async (user: User, paper: Paper) =>
  (await as(user).annotations.onPaper({ paperId: paper.id })).notes;

/** A paper with a note on each of these quotes and a newer, second version. */
async function revised(quotes: string[], second = SECOND) {
  const [ada, paper] = [await makeUser(), await paperOf(FIRST)];
  for (const quote of quotes) await mark(ada, paper, quote);
  await addVersion(paper, 2, second);
  return { ada, paper };
}

const searches = () => vi.mocked(resolve).mock.calls.length;

describe("the notes of a new version", () => {
  test("are searched for once, however many are on one passage, and never by a read", async () => {
    const { ada, paper } = await revised(Array.from({ length: 20 }, () => WHOLE));
    for (let reading = 0; reading < 3; reading++) {
      const notes = await seen(ada, paper);
      expect(notes).toHaveLength(20);
      for (const note of notes) expect(note).toMatchObject({ place: null, placing: true });
    }
    expect(searches()).toBe(0);
    expect(placeSoon).toHaveBeenCalledWith(paper.id);

    await placeNotesOf(ctx(), [paper.id]);
    expect(searches()).toBe(1);
    for (const note of await seen(ada, paper)) {
      expect(note).toMatchObject({ place: { start: 19, end: 19 + 1_920 }, reworded: true });
      expect(note).not.toHaveProperty("placing");
    }
    expect(searches()).toBe(1);
  });

  test("are placed by the import that brings it, before anybody reads it", async () => {
    const [ada, paper] = [await makeUser(), await paperOf(FIRST)];
    await mark(ada, paper, SENTENCES[7] ?? "");
    const row = { arxivId: paper.arxivId, version: 2, title: paper.title, abstract: SECOND };
    const file = Readable.from([Buffer.from(JSON.stringify(row))]);
    await importFile(ctx(), file, { edition: null, curators: [], source: "Test" });
    const [note] = await seen(ada, paper);
    expect(note?.place?.start).toBe(SECOND.indexOf(SENTENCES[7] ?? ""));
    expect(placeSoon).not.toHaveBeenCalled();
  });

  test("say where the words have changed, and only there", async () => {
    const changed = SENTENCES[5] ?? "";
    const { ada, paper } = await revised([changed, SENTENCES[6] ?? ""]);
    await placeNotesOf(ctx(), [paper.id]);
    const notes = await seen(ada, paper);
    expect(notes.map(({ reworded }) => reworded)).toEqual([true, undefined]);
    expect(notes[0]).toMatchObject({ exact: changed });
  });

  test("say so when a passage is nowhere", async () => {
    const { ada, paper } = await revised([SENTENCES[5] ?? ""], "We withdraw what we said.");
    await placeNotesOf(ctx(), [paper.id]);
    expect(await seen(ada, paper)).toMatchObject([{ place: null }]);
    expect(await unplaced(ctx(), paper.id, hashText("We withdraw what we said."), 9)).toEqual([]);
  });

  test("wait again when another version comes", async () => {
    const { ada, paper } = await revised([SENTENCES[5] ?? ""]);
    await placeNotesOf(ctx(), [paper.id]);
    await addVersion(paper, 3, `Third. ${FIRST}`);
    expect(await seen(ada, paper)).toMatchObject([{ placing: true }]);
    await placeNotesOf(ctx(), [paper.id]);
    expect(await seen(ada, paper)).toMatchObject([
      { place: { start: 7 + FIRST.indexOf("Of the 5 ") } },
    ]);
  });
});

test("a passage of an older version is refused with the newest text, and a repeat is not", async () => {
  const { ada, paper } = await revised([]);
  const refused = mark(ada, paper, SENTENCES[3] ?? "");
  await expect(refused).rejects.toMatchObject({
    code: "CONFLICT",
    cause: { now: { version: "2", abstract: SECOND, textHash: hashText(SECOND) } },
  });
  expect(await seen(ada, paper)).toEqual([]);

  const target = { start: 0, end: 18, textHash: hashText(SECOND) };
  const note = { id: randomUUID(), paperId: paper.id, version: 2, body: "", target };
  const made = await as(ada).annotations.create({ ...note, audience: "me" });
  await addVersion(paper, 3, `Third. ${SECOND}`);
  const again = await as(ada).annotations.create({ ...note, audience: "me" });
  expect(again).toMatchObject({ id: made.id, placing: true });
});

describe("placing", () => {
  test("is done in parts: one that was stopped goes on where it was", async () => {
    const { ada, paper } = await revised(SENTENCES);
    expect(await placeSome(ctx(), paper.id)).toBe(true);
    const waiting = (await seen(ada, paper)).filter(({ placing }) => placing);
    expect(waiting).toHaveLength(25);
    await placeNotesOf(ctx(), [paper.id]);
    expect(searches()).toBe(45);
    const notes = await seen(ada, paper);
    expect(notes.every(({ place }) => place)).toBe(true);
  });

  test("by several processes at once ends the same", async () => {
    const { ada, paper } = await revised(SENTENCES);
    await Promise.all(Array.from({ length: 4 }, () => placeNotesOf(ctx(), [paper.id])));
    for (const { exact, place } of await seen(ada, paper)) {
      const start = SECOND.indexOf((exact ?? "").replace("codebook 35 ", "codebook 36 "));
      expect(place?.start).toBe(start);
    }
  });

  test("does not touch a note that has been given another passage since", async () => {
    const { ada, paper } = await revised([SENTENCES[5] ?? ""]);
    const hash = hashText(SECOND);
    const [read] = await unplaced(ctx(), paper.id, hash, 1);
    if (!read) throw new Error("there is nothing to place");
    const start = SECOND.indexOf(SENTENCES[30] ?? "");
    const target = { start, end: start + 20, textHash: hash };
    await as(ada).annotations.reattach({ id: read.id, version: 2, target });
    await storePlaces(ctx(), hash, [{ note: read, place: { start: 0, end: 9 } }]);
    expect(await seen(ada, paper)).toMatchObject([{ place: { start, end: start + 20 } }]);
    const [row] = await appDatabase().select().from(annotations).where(eq(annotations.id, read.id));
    expect(row).toMatchObject({ placedHash: null, placedStart: null });

    await addVersion(paper, 3, `Third. ${SECOND}`);
    await placeNotesOf(ctx(), [paper.id]);
    expect((await seen(ada, paper))[0]?.place?.start).toBe(start + 7);
  });

  test("is done in the background by the process that was asked for the notes", async () => {
    const { ada, paper } = await revised(SENTENCES);
    const queue = await vi.importActual<typeof import("@/server/annotations/placements/queue")>(
      "@/server/annotations/placements/queue",
    );
    queue.placeSoon(paper.id);
    queue.placeSoon(paper.id);
    await expect.poll(async () => (await seen(ada, paper)).every(({ place }) => place)).toBe(true);
  });
});
