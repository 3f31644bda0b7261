import { randomUUID } from "node:crypto";
import { desc, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { reports } from "@/db/schema/moderation";
import { actorOf } from "@/server/auth/sessions/actor";
import { exportNotes } from "@/server/exports/export-notes";
import { openReports } from "@/server/moderation/queries";
import { appDatabase } from "@/server/platform/database";
import { administrator, anonymous, as, contextFor, signedInAs } from "../support/callers";
import { makePaper, makeUser, type User } from "../support/factories";

const REASON = "It is an advertisement.";

async function publicNote(author: User, body = "Buy this") {
  const paper = await makePaper({ feedDate: "2025-03-13" });
  const id = randomUUID();
  const note = { id, paperId: paper.id, version: 1, audience: "everyone" as const, body };
  await as(author).annotations.create(note);
  return { id, paper };
}

const about = (noteId: string, what: "note" | "name" = "note") => ({
  noteId,
  about: what,
  reason: REASON,
});

/** The open report of a note or a name. */
async function reportOf(target: { noteId?: string; subjectId?: string }) {
  const rows = await appDatabase().select().from(reports);
  const found = rows.find(
    ({ noteId, subjectId }) =>
      (target.noteId && noteId === target.noteId) ||
      (target.subjectId && subjectId === target.subjectId),
  );
  return found?.id ?? "";
}

const bodies = async (caller: ReturnType<typeof as>, paperId: number) =>
  (await caller.annotations.onPaper({ paperId })).notes.map(({ body }) => body);

describe("a report", () => {
  it("is made once by each reader, of a public note or of the name on it", async () => {
    const [author, reader] = [await makeUser({ name: "Rude Name" }), await makeUser()];
    const { id } = await publicNote(author);
    await as(reader).moderation.report(about(id));
    await expect(as(reader).moderation.report(about(id))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await as(reader).moderation.report(about(id, "name"));
    // the name is the same on another note
    const other = await publicNote(author);
    await expect(as(reader).moderation.report(about(other.id, "name"))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await as(await makeUser()).moderation.report(about(id));
    const { ctx } = await signedInAs(await makeUser({ role: "administrator" }));
    const all = await openReports(ctx, {}, 2);
    expect(all.reports).toHaveLength(2);
    const { reportsInput } = await import("@/server/moderation/schema");
    const rest = await openReports(ctx, reportsInput.parse({ after: all.more ?? "" }), 2);
    expect([...all.reports, ...rest.reports].map(({ note }) => note?.id ?? null)).toEqual([
      id,
      null,
      id,
    ]);
    expect(rest.more).toBeNull();
    expect(all.reports[0]).toMatchObject({
      reason: REASON,
      reporter: { name: reader.name },
      author: { name: "Rude Name" },
      note: { body: "Buy this", isHidden: false },
    });
  });

  it("is refused of one's own notes, of private ones and of what is deleted", async () => {
    const [author, reader] = [await makeUser(), await makeUser()];
    const { id, paper } = await publicNote(author);
    const missing = { code: "NOT_FOUND" };
    await expect(as(author).moderation.report(about(id))).rejects.toMatchObject(missing);
    const secret = { id: randomUUID(), paperId: paper.id, version: 1, body: "Mine" };
    await as(author).annotations.create({ ...secret, audience: "me" });
    await expect(as(reader).moderation.report(about(secret.id))).rejects.toMatchObject(missing);
    await as(author).annotations.remove({ id });
    await expect(as(reader).moderation.report(about(id))).rejects.toMatchObject(missing);
    for (const reason of ["", "  ", "x".repeat(501)]) {
      await expect(as(reader).moderation.report({ ...about(id), reason })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    }
  });
});

describe("a report that was decided", () => {
  it("is no end: the same can be reported again, and waits again", async () => {
    const [author, reader] = [await makeUser(), await makeUser()];
    const { id } = await publicNote(author);
    const admin = await administrator();
    const open = async () =>
      (await appDatabase().select().from(reports).where(isNull(reports.closedAt))).find(
        ({ noteId, subjectId }) => noteId === id || subjectId === author.id,
      )?.id ?? "";
    const before = await admin.moderation.waiting();
    await as(reader).moderation.report(about(id));
    expect(await admin.moderation.waiting()).toBe(before + 1);
    await admin.moderation.dismiss({ reportId: await open() });
    expect(await admin.moderation.waiting()).toBe(before);
    // at most one of each is open, also of two that come at once
    const again = await Promise.allSettled(
      [1, 2].map(() => as(reader).moderation.report(about(id))),
    );
    expect(again.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await admin.moderation.hide({ reportId: await open(), reason: REASON });
    await admin.moderation.restore({ noteId: id, reason: "It was none." });
    await as(reader).moderation.report(about(id));
    await admin.moderation.dismiss({ reportId: await open() });
    await as(reader).moderation.report(about(id, "name"));
    await admin.moderation.dismiss({ reportId: await open() });
    await as(reader).moderation.report(about(id, "name"));
    await expect(as(reader).moderation.report(about(id, "name"))).rejects.toMatchObject({
      code: "CONFLICT",
      message: "You have reported this already. No administrator has decided on it yet.",
    });
    expect((await admin.viewer.state({ paperIds: [] }))?.reader.reports).toBe(before + 1);
    expect((await as(reader).viewer.state({ paperIds: [] }))?.reader).not.toHaveProperty("reports");
    await admin.moderation.dismiss({ reportId: await open() });
  });
});

describe("an administrator", () => {
  it("hides a note from all but its author, who sees why, and restores it", async () => {
    const [author, reader] = [await makeUser({ name: "An Author" }), await makeUser()];
    const { id, paper } = await publicNote(author);
    const reply = { id: randomUUID(), parentId: id, body: "A reply" };
    await as(reader).annotations.reply(reply);
    const admin = await administrator();
    await as(reader).moderation.report(about(id));
    await as(await makeUser()).moderation.report(about(id));
    await admin.moderation.hide({ reportId: await reportOf({ noteId: id }), reason: REASON });

    for (const caller of [anonymous(), as(await makeUser()), admin]) {
      expect(await bodies(caller, paper.id)).toEqual([]);
    }
    // who has replied still sees the reply in their own notes
    expect(
      JSON.stringify(await as(reader).annotations.onPaper({ paperId: paper.id })),
    ).not.toContain("Buy this");
    await expect(anonymous().annotations.thread({ id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const edition = await anonymous().editions.daily({ feedDate: "2025-03-13" });
    expect(edition.papers.find((each) => each.id === paper.id)).toMatchObject({ notes: 0 });
    const { notes } = await as(author).annotations.onPaper({ paperId: paper.id });
    expect(notes[0]).toMatchObject({
      body: "Buy this",
      hidden: { by: null, reason: REASON },
    });
    // both reports are closed
    expect(await admin.moderation.reports({})).toMatchObject({
      reports: expect.not.arrayContaining([expect.objectContaining({ note: { id } })]),
    });
    const rows = await appDatabase().select().from(reports).where(eq(reports.noteId, id));
    expect(rows.map(({ outcome }) => outcome)).toEqual(["hidden", "hidden"]);

    const hidden = await admin.moderation.hidden();
    expect(hidden.find((each) => each.id === id)).toMatchObject({ reason: REASON });
    await admin.moderation.restore({ noteId: id, reason: "It was none." });
    expect(await bodies(anonymous(), paper.id)).toContain("Buy this");
    await expect(
      admin.moderation.restore({ noteId: id, reason: "It was none." }),
    ).rejects.toMatchObject({ code: "CONFLICT" });

    const log = await anonymous().moderation.log({});
    expect(log.entries.slice(0, 2)).toMatchObject([
      { act: "restore", reason: "It was none.", paper: { slug: paper.slug } },
      { act: "hide", reason: REASON },
    ]);
    const told = JSON.stringify(log);
    for (const { name, id: userId } of [author, reader]) {
      expect(told).not.toContain(name);
      expect(told).not.toContain(userId);
    }
    const audited = await appDatabase()
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, author.id))
      .orderBy(desc(auditLog.id));
    expect(audited.map(({ act }) => act)).toEqual(["moderation.restore", "moderation.hide"]);
  });

  it("warns an author, who dismisses it", async () => {
    const [author, reader] = [await makeUser(), await makeUser()];
    const { id, paper } = await publicNote(author);
    const admin = await administrator();
    await as(reader).moderation.report(about(id));
    await as(reader).moderation.report(about(id, "name"));
    await admin.moderation.warn({
      reportId: await reportOf({ noteId: id }),
      reason: "Please stop.",
    });
    await admin.moderation.warn({
      reportId: await reportOf({ subjectId: author.id }),
      reason: "Please be civil.",
    });
    const { token } = await signedInAs(author);
    const isWarned = async () => {
      const actor = await actorOf(appDatabase(), token, new Date());
      const state = await (await import("@/server/viewer/queries")).state(contextFor(actor), {
        paperIds: [],
      });
      return state?.reader.isWarned ?? false;
    };
    expect(await isWarned()).toBe(true);
    const [first, second] = await as(author).moderation.warnings();
    expect(first).toMatchObject({
      reason: "Please stop.",
      about: "note",
      note: { id, body: "Buy this" },
      paper: { slug: paper.slug },
    });
    expect(second).toMatchObject({ about: "name", note: null, paper: null });
    await as(author).annotations.remove({ id });
    expect((await as(author).moderation.warnings())[0]).toMatchObject({
      about: "note",
      note: null,
      paper: { slug: paper.slug },
    });
    // nobody dismisses what is another's
    await as(reader).moderation.dismissWarning({ id: first?.id ?? "" });
    await as(author).moderation.dismissWarning({ id: first?.id ?? "" });
    await as(author).moderation.dismissWarning({ id: first?.id ?? "" });
    expect(await isWarned()).toBe(true);
    await as(author).moderation.dismissWarning({ id: second?.id ?? "" });
    expect(await isWarned()).toBe(false);
    expect(await as(author).moderation.warnings()).toEqual([]);
  });

  it("dismisses a report; of two who decide at once, one is told", async () => {
    const [author, reader] = [await makeUser(), await makeUser()];
    const { id, paper } = await publicNote(author);
    await as(reader).moderation.report(about(id));
    const reportId = await reportOf({ noteId: id });
    const [one, two] = [await administrator(), await administrator()];
    const decided = await Promise.allSettled([
      one.moderation.dismiss({ reportId }),
      two.moderation.dismiss({ reportId }),
    ]);
    expect(decided.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await bodies(anonymous(), paper.id)).toEqual(["Buy this"]);
    await expect(as(reader).moderation.dismiss({ reportId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("cannot take a hidden note out of its author's own export", async () => {
    const [author, reader] = [await makeUser(), await makeUser()];
    const { id } = await publicNote(author, "Words of my own");
    await as(reader).moderation.report(about(id));
    const admin = await administrator();
    await admin.moderation.hide({ reportId: await reportOf({ noteId: id }), reason: REASON });
    const { ctx } = await signedInAs(author);
    const file = await exportNotes(ctx, { format: "json", wanted: {} });
    let text = "";
    for await (const piece of file.pieces) text += piece;
    expect(text).toContain("Words of my own");
  });
});
