import { createHash } from "node:crypto";
import { asc, count, eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { loadSampleIfEmpty, rescoreIfSettingChanged } from "@/server/startup/prepare-data";
import { anonymous, contextFor } from "../support/callers";

// as at startup: no time limit on slow work
const { db: starting, end } = connect(process.env.DATABASE_URL ?? "", { max: 2 });
afterAll(end);

const context = () => contextFor({ kind: "system" }, { db: starting });

/** One hash of texts in order, so that no change goes unnoticed. */
const hashOf = (texts: string[]) => createHash("sha256").update(texts.join("\0")).digest("hex");

test("an empty installation starts with the sample editions, exact to the character", async () => {
  // two processes that start at once import them once
  const loaded = await Promise.all([loadSampleIfEmpty(context()), loadSampleIfEmpty(context())]);
  expect(loaded.sort()).toEqual([false, true]);

  const db = appDatabase();
  const edition = await anonymous().editions.daily({ feedDate: "2025-03-13" });
  expect(edition.curators).toEqual(["AK"]);
  expect(edition.papers).toHaveLength(92);
  expect(edition.papers.filter((paper) => paper.arxivId === null)).toHaveLength(4);
  expect(hashOf(edition.papers.flatMap((paper) => [paper.title, paper.abstract]))).toBe(
    "360437afb24e6e1ff228545eff6f1196a8f7725eca24f0a191d3d869b83c1061",
  );

  const days = await db
    .select({ feedDate: submissions.feedDate, papers: count() })
    .from(submissions)
    .groupBy(submissions.feedDate)
    .orderBy(asc(submissions.feedDate));
  expect(days).toHaveLength(31);
  expect(days.slice(1).map((day) => day.feedDate)).toEqual(
    expect.arrayContaining(["2026-07-13", "2026-08-21"]),
  );
  expect(days.slice(1).reduce((sum, day) => sum + day.papers, 0)).toBe(598);
  const recent = await db
    .select({ title: papers.title, abstract: papers.abstract })
    .from(papers)
    .innerJoin(submissions, eq(submissions.paperId, papers.id))
    .where(sql`${submissions.feedDate} > '2026-01-01'`)
    .orderBy(asc(papers.arxivId));
  expect(hashOf(recent.flatMap((paper) => [paper.title, paper.abstract]))).toBe(
    "62a92b1b1f775d05d3045c99b1b16574c42462152ded9f075985c4b11b5802ed",
  );

  const later = await db.select().from(editions).where(sql`${editions.feedDate} > '2026-01-01'`);
  expect(later.flatMap((day) => day.curators)).toEqual([]);
  expect(await db.select().from(users)).toEqual([]);
});

test("scores follow the setting they are made with", async () => {
  const scores = async () =>
    new Map(
      (await appDatabase().select().from(paperStats)).map((row) => [row.paperId, row.trending]),
    );
  await rescoreIfSettingChanged(context());
  const before = await scores();
  env().TRENDING_TAU_DAYS = 4;
  await rescoreIfSettingChanged(context());
  const after = await scores();
  expect([...after].filter(([id, score]) => score !== before.get(id))).toHaveLength(after.size);
  env().TRENDING_TAU_DAYS = 2;
  await rescoreIfSettingChanged(context());
  expect(await scores()).toEqual(before);

  const [voted] = before.keys();
  if (voted === undefined) throw new Error("There are no papers.");
  await appDatabase().update(paperStats).set({ votes: 3 }).where(eq(paperStats.paperId, voted));
  env().VOTE_WEIGHT = 1_000;
  await rescoreIfSettingChanged(context());
  expect([...(await scores())].filter(([id, score]) => score !== before.get(id))).toHaveLength(1);
  await appDatabase().update(paperStats).set({ votes: 0 }).where(eq(paperStats.paperId, voted));
  env().VOTE_WEIGHT = 10;
  await rescoreIfSettingChanged(context());
  expect(await scores()).toEqual(before);
});
