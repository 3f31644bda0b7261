import { Readable } from "node:stream";
import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "@/db/client";
import { papers } from "@/db/schema/papers";
import { papersToRelate, paperTerms, relatedPapers } from "@/db/schema/related";
import { importFile } from "@/server/ingest/import-file";
import { importSample } from "@/server/ingest/sample";
import { record } from "@/server/installation/mutations";
import { relateWaiting } from "@/server/papers/related/mutations";
import { LEAST_NEARNESS, MAX_RELATED } from "@/server/papers/related/nearness";
import { isAnyWaiting, RELATED } from "@/server/papers/related/queries";
import type { Context } from "@/server/platform/context";
import { appDatabase } from "@/server/platform/database";
import byHand from "../fixtures/related.json";
import { anonymous, contextFor } from "../support/callers";
import { makePaper } from "../support/factories";
import { rounds } from "../support/rounds";
import { waitsForLock } from "../support/waits-for-lock";

const ctx = contextFor({ kind: "system" });

const load = (rows: object[], given: Context = ctx) =>
  importFile(
    given,
    Readable.from([Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"))]),
    {
      edition: null,
      curators: [],
      source: "Hugging Face",
    },
  );

async function relateAll(given: Context = ctx) {
  let batches = 0;
  while (await relateWaiting(given)) batches++;
  return batches;
}

/** Texts on one matter share these words; papers of two matters share none. */
const MATTERS = [
  "gamelan sonification pentatonic bronze metallophone",
  "perovskite photoluminescence transistor electrostatic bandgap",
  "retrosynthesis reagent catalyst stereochemistry solvent",
  "glacier moraine isotope sediment stratigraphy",
  "papyrus palimpsest scribe codex parchment",
  "mitochondria ribosome peptide enzyme chloroplast",
].map((words) => words.split(" "));

let made = 0;

/** A paper on a matter, with a word of its own. */
function row(matter: number, given: object = {}) {
  const number = ++made;
  const words = MATTERS[matter] ?? [];
  return {
    arxivId: `2612.${String(number).padStart(5, "0")}`,
    title: `${words[number % words.length]} ${words[(number + 1) % words.length]}`,
    abstract: `${words.join(" ")} with own${number}x.`,
    ...given,
  };
}

const at = async (arxivId: string) => {
  const { paper } = await anonymous().papers.at({ address: arxivId });
  if (!paper) throw new Error("no such paper");
  return paper;
};

const relatedOf = async (arxivId: string) => (await at(arxivId)).related.map(({ slug }) => slug);

/** All that is stored. */
const lists = () =>
  appDatabase().select().from(relatedPapers).orderBy(relatedPapers.paperId, relatedPapers.otherId);

/** The pairs that are close enough, from the stored terms and topics of all papers. */
async function expectedPairs() {
  const rows = await appDatabase().execute<{ id: number; other: number; nearness: number }>(sql`
    with terms as (
      select paper_id as id, term, weight from ${paperTerms}, unnest(terms, weights) as t (term, weight)
    ), pairs as (
      select a.id, b.id as other, sum(a.weight * b.weight)::float8 as product
      from terms a join terms b on a.term = b.term and a.id <> b.id group by a.id, b.id
    ), topics as (
      select id, topics from ${papers}
    )
    select pairs.id, other, round((product * (1 + 0.5 * (
      select count(*) from unnest(a.topics) as one where one = any(b.topics)
    ) / greatest(1, sqrt(cardinality(a.topics) * cardinality(b.topics)))))::numeric, 4)::float8 as nearness
    from pairs join topics a on a.id = pairs.id join topics b on b.id = pairs.other
    order by 1, 2`);
  return rows.filter(({ nearness }) => nearness >= LEAST_NEARNESS);
}

async function notified(work: () => Promise<unknown>): Promise<string[]> {
  const { pool, end } = connect(process.env.DATABASE_URL ?? "", { max: 1, name: "related test" });
  const told: string[] = [];
  let isLast = false;
  await pool.listen("page_cache", (text) => {
    if (text === "last") isLast = true;
    else told.push(text);
  });
  await work();
  await pool.notify("page_cache", "last");
  await expect.poll(() => isLast).toBe(true);
  await end();
  return told;
}

describe("papers close to a paper", () => {
  beforeEach(async () => {
    await appDatabase().delete(papers);
  });

  test("are found after an import, and are none where nothing is close", async () => {
    const [one, other, alone] = [row(0), row(0), row(1)];
    await load([one, other, alone]);
    expect(await isAnyWaiting(ctx)).toBe(true);
    expect(await relatedOf(one.arxivId)).toEqual([]);
    await relateAll();
    expect(await isAnyWaiting(ctx)).toBe(false);
    expect(await relatedOf(one.arxivId)).toEqual([other.arxivId]);
    expect(await relatedOf(other.arxivId)).toEqual([one.arxivId]);
    expect(await relatedOf(alone.arxivId)).toEqual([]);
  });

  test("have what their line on the page needs", async () => {
    const day = { feedDate: "2026-11-02", authors: ["A", "B", "C", "D"], keywords: ["robotics"] };
    const [one, other] = [row(0), row(0, day)];
    await load([one, other]);
    await relateAll();
    expect((await at(one.arxivId)).related).toEqual([
      {
        slug: other.arxivId,
        title: other.title,
        authors: ["A", "B", "C"],
        authorCount: 4,
        topic: "Robotics and driving",
        publishedAt: null,
        publishedPrecision: null,
        feedDate: "2026-11-02",
      },
    ]);
  });

  test("are the ten closest, closest first", async () => {
    const rows = Array.from({ length: 30 }, () => row(2));
    await load(rows);
    await relateAll();
    const expected = await expectedPairs();
    for (const { arxivId } of rows) {
      const { id, related } = await at(arxivId);
      expect(related).toHaveLength(MAX_RELATED);
      const near = expected.filter((pair) => pair.id === id).map(({ nearness }) => nearness);
      const tenth = near.toSorted((a, b) => b - a)[MAX_RELATED - 1] ?? 0;
      const stored = (await lists()).filter(({ paperId }) => paperId === id);
      for (const { nearness } of stored) expect(nearness).toBeGreaterThan(tenth - 0.0002);
    }
  });

  test("include a newer one at once, and only pages that change are invalidated", async () => {
    const others = Array.from({ length: 4 }, () => row(3));
    const apart = Array.from({ length: 4 }, () => row(4));
    await load([...others, ...apart]);
    await relateAll();
    const fresh = row(3);
    await load([fresh]);
    const told = await notified(() => relateAll());
    for (const { arxivId } of others) expect(await relatedOf(arxivId)).toContain(fresh.arxivId);
    expect(told.flatMap((text) => JSON.parse(text) as string[]).sort()).toEqual(
      [...others, fresh].map(({ arxivId }) => `/papers/${arxivId}`),
    );
  });

  test("are found again when a text changes, for all that it was or becomes close to", async () => {
    const [one, two, moved] = [row(0), row(0), row(0)];
    const [three, four] = [row(1), row(1)];
    await load([one, two, moved, three, four]);
    await relateAll();
    expect(await relatedOf(one.arxivId)).toContain(moved.arxivId);
    const { title, abstract } = row(1);
    await load([{ ...moved, title, abstract }]);
    await relateAll();
    expect(await relatedOf(one.arxivId)).toEqual([two.arxivId]);
    expect((await relatedOf(moved.arxivId)).sort()).toEqual([three.arxivId, four.arxivId]);
    expect(await relatedOf(three.arxivId)).toContain(moved.arxivId);
  });

  test("stay as they are when an import changes no text", async () => {
    const rows = [row(0), row(0)];
    await load(rows);
    await relateAll();
    await load(rows);
    await load(
      rows.map((each) => ({
        ...each,
        upvotes: 5,
        githubStars: 7,
        githubUrl: "https://github.com/a/b",
      })),
    );
    expect(await isAnyWaiting(ctx)).toBe(false);
  });

  test("are all found again by a new version, and stay until then", async () => {
    const rows = Array.from({ length: 3 }, () => row(0));
    await load(rows);
    await relateAll();
    const before = await lists();
    await appDatabase().update(paperTerms).set({ terms: [], weights: [] });
    await record(ctx, RELATED, "an older one");
    expect(await isAnyWaiting(ctx)).toBe(true);
    await relateWaiting(ctx);
    expect(await lists()).toEqual(before);
    await relateAll();
    expect(await lists()).toEqual(before);
    expect(await isAnyWaiting(ctx)).toBe(false);
  });

  test("go with a paper that is deleted", async () => {
    const [one, other] = [row(0), row(0)];
    await load([one, other]);
    await relateAll();
    await appDatabase().delete(papers).where(eq(papers.slug, other.arxivId));
    expect(await relatedOf(one.arxivId)).toEqual([]);
    expect(await lists()).toEqual([]);
  });

  test("are found in batches, each of which is kept", async () => {
    await load(Array.from({ length: 130 }, () => row(made % MATTERS.length)));
    const waiting = () => appDatabase().$count(papersToRelate);
    const terms = () => appDatabase().$count(paperTerms);
    // first the terms of all, so that they find each other
    await relateWaiting(ctx);
    expect([await terms(), await waiting()]).toEqual([100, 130]);
    await relateWaiting(ctx);
    expect([await terms(), await waiting()]).toEqual([130, 130]);
    await relateWaiting(ctx);
    expect(await waiting()).toBe(105);
    // as a killed process leaves it: nothing of an unfinished batch
    const broken = { ...ctx, db: appDatabase() };
    await expect(
      appDatabase().transaction(async (db) => {
        await relateWaiting({ ...broken, db });
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    expect(await waiting()).toBe(105);
    await relateAll();
    expect(await waiting()).toBe(0);
    const related = await appDatabase()
      .selectDistinct({ id: relatedPapers.paperId })
      .from(relatedPapers);
    expect(related).toHaveLength(130);
  });
});

describe("beside others", () => {
  beforeEach(async () => {
    await appDatabase().delete(papers);
  });

  test("a changed text waits for the batch that has read the old one, and is read after it", async () => {
    const [one, other] = [row(0), row(0)];
    await load([one, other]);
    let changing: Promise<unknown> = Promise.resolve();
    await appDatabase().transaction(async (db) => {
      await relateWaiting({ ...ctx, db });
      const { title, abstract } = row(1);
      changing = load([{ ...other, title, abstract }]);
      await expect.poll(waitsForLock).toBe(true);
    });
    await changing;
    await relateAll();
    expect(await relatedOf(one.arxivId)).toEqual([]);
  });

  test("papers that are being deleted are left out, and nothing waits for them", async () => {
    const [one, other, third] = [row(0), row(0), row(0)];
    await load([one, other, third]);
    await relateWaiting(ctx);
    const { pool, end } = connect(process.env.DATABASE_URL ?? "", { max: 1, name: "deleting" });
    await pool.begin(async (tx) => {
      await tx`delete from papers where slug = ${other.arxivId}`;
      await relateWaiting(ctx);
      expect(await relatedOf(one.arxivId)).toEqual([third.arxivId]);
    });
    await end();
    await relateAll();
    expect(await relatedOf(one.arxivId)).toEqual([third.arxivId]);
    expect(await isAnyWaiting(ctx)).toBe(false);
  });

  test("two processes, imports and deletions at once leave what one would have left", async () => {
    const two = [0, 1].map((index) =>
      connect(process.env.DATABASE_URL ?? "", { max: 1, name: `process ${index}` }),
    );
    for (const round of rounds(8)) {
      await appDatabase().delete(papers);
      const rows = Array.from({ length: 48 }, (_, index) => row(index % MATTERS.length));
      await load(rows.slice(0, 30));
      let isDone = false;
      const relating = two.map(async ({ db }) => {
        while (!isDone) await relateWaiting({ ...ctx, db });
      });
      const importing = (async () => {
        for (const [index, each] of rows.slice(30).entries()) {
          // every third changes the text of an older one, every other is new
          const { title, abstract } = row((index + round) % MATTERS.length);
          const older = rows[index] ?? each;
          await load(index % 3 === 0 ? [each, { ...older, title, abstract }] : [each]);
        }
      })();
      const deleting = (async () => {
        for (let index = 20; index < 30; index += 2) {
          const slugs = [rows[index]?.arxivId ?? "", rows[index + 1]?.arxivId ?? ""];
          await appDatabase().delete(papers).where(inArray(papers.slug, slugs));
        }
      })();
      await Promise.all([importing, deleting]);
      isDone = true;
      await Promise.all(relating);
      await relateAll();
      const expected = await expectedPairs();
      const stored = await lists();
      const pairOf = ({ id, other }: { id: number; other: number }) => `${id} ${other}`;
      const counts = new Map<number, number>();
      for (const { id } of expected) counts.set(id, (counts.get(id) ?? 0) + 1);
      // a list from which a deletion took one was full, and is short of the eleventh
      expect(Math.max(...counts.values())).toBeLessThanOrEqual(MAX_RELATED);
      expect(stored.map(({ paperId, otherId }) => `${paperId} ${otherId}`).sort()).toEqual(
        expected.map(pairOf).sort(),
      );
      expect(await isAnyWaiting(ctx)).toBe(false);
    }
    await Promise.all(two.map(({ end }) => end()));
  });
});

describe("of real papers", () => {
  beforeAll(async () => {
    await appDatabase().delete(papers);
    // what Postgres has counted is out of date, as it is right after a first import
    await makePaper();
    await appDatabase().execute(sql`analyze papers`);
    await importSample(ctx);
    await relateAll();
  });

  afterAll(async () => {
    await appDatabase().delete(papers);
  });

  const matterOf = new Map(
    Object.entries(byHand).flatMap(([matter, ids]) => ids.map((id) => [id, matter] as const)),
  );

  test("those are close that a person finds to be on the same matter", async () => {
    const found = new Map<string, string[]>();
    for (const id of matterOf.keys()) found.set(id, await relatedOf(id));
    const pairs = [...found].flatMap(([id, related]) =>
      related.filter((other) => matterOf.has(other)).map((other) => [id, other]),
    );
    const wrong = pairs.filter(([id = "", other = ""]) => matterOf.get(id) !== matterOf.get(other));
    expect(pairs.length).toBeGreaterThan(80);
    expect(wrong.length / pairs.length).toBeLessThan(0.05);
    const right = new Set(pairs.filter((pair) => !wrong.includes(pair)).map(([id]) => id));
    expect(right.size / matterOf.size).toBeGreaterThan(0.65);
  });

  test("none is far away, none has more than ten, and both are as close as one another", async () => {
    const stored = await lists();
    expect(stored.length).toBeGreaterThan(800);
    const nearness = new Map(
      stored.map((pair) => [`${pair.paperId} ${pair.otherId}`, pair.nearness]),
    );
    const counts = new Map<number, number>();
    for (const pair of stored) {
      expect(pair.nearness).toBeGreaterThanOrEqual(LEAST_NEARNESS);
      counts.set(pair.paperId, (counts.get(pair.paperId) ?? 0) + 1);
      const back = nearness.get(`${pair.otherId} ${pair.paperId}`);
      if (back !== undefined) expect(back).toBe(pair.nearness);
    }
    expect(Math.max(...counts.values())).toBe(MAX_RELATED);
  });
});
