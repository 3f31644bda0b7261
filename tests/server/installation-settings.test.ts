import { desc } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { installation } from "@/db/schema/installation";
import { status } from "@/server/admin/status/queries";
import { createAccount } from "@/server/auth/sign-up/mutations";
import { importFile } from "@/server/ingest/import-file";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { administrator, anonymous, as, contextFor, signedInAs } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

afterEach(async () => {
  Object.assign(env(), { SIGN_UP: undefined });
  await appDatabase().delete(installation);
});

const lastLogged = async () =>
  (await appDatabase().select().from(auditLog).orderBy(desc(auditLog.id)).limit(1))[0];

test("administrators name the installation and choose who may join", async () => {
  const admin = await administrator();
  expect(await anonymous().installation.shown()).toEqual({
    name: "Broadsheet",
    canSignUp: true,
    isClosed: false,
    hidesVotes: false,
  });
  await admin.installation.save({ name: "The Daily Lab", signUp: "invite" });
  expect(await anonymous().installation.shown()).toEqual({
    name: "The Daily Lab",
    canSignUp: false,
    isClosed: false,
    hidesVotes: false,
  });
  expect((await anonymous().auth.admission({})).refusal).toMatch(/by invitation only/);
  expect(await admin.invitations.list()).toEqual([]);
  expect(await lastLogged()).toMatchObject({
    act: "installation.settings",
    subjectId: null,
    detail: "From “Broadsheet” to “The Daily Lab”. From now on, accounts are by invitation.",
  });
  const before = (await lastLogged())?.id;
  await admin.installation.save({ name: "The Daily Lab", signUp: "invite" });
  expect((await lastLogged())?.id).toBe(before);
  await admin.installation.save({ name: "The Daily Lab", signUp: "closed" });
  expect((await anonymous().auth.admission({})).refusal).toMatch(/takes no new accounts/);
  expect(await anonymous().installation.shown()).toMatchObject({ isClosed: true });
  // what was made before is listed, and nothing is added to it
  expect(await admin.invitations.list()).toEqual([]);
  await expect(admin.invitations.create({ email: "" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("new accounts show their votes as administrators choose, and others as before", async () => {
  const admin = await administrator();
  const account = (email: string) =>
    createAccount(contextFor({ kind: "anonymous" }), {
      name: "New",
      email,
      passwordHash: null,
      emailVerified: null,
    });
  await admin.installation.save({ name: "Lab", signUp: "open" });
  const before = await account("before@example.org");
  await admin.installation.save({ name: "Lab", hidesVotes: true });
  expect((await lastLogged())?.detail).toBe("New accounts show their votes only to their teams.");
  // what is left out stays
  await admin.installation.save({ name: "Lab" });
  await admin.installation.save({ signUp: "open" });
  expect(await admin.installation.settings()).toMatchObject({ name: "Lab", hidesVotes: true });
  const after = await account("after@example.org");
  expect([before?.hidesVotes, after?.hidesVotes]).toEqual([false, true]);
});

test("the environment decides where it says who may join", async () => {
  const admin = await administrator();
  await admin.installation.save({ name: "Lab", signUp: "closed" });
  Object.assign(env(), { SIGN_UP: "open" });
  expect(await admin.installation.settings()).toEqual({
    name: "Lab",
    signUp: "open",
    isFixed: true,
    hidesVotes: false,
  });
  await expect(admin.installation.save({ name: "Lab", signUp: "invite" })).rejects.toMatchObject({
    code: "CONFLICT",
    cause: { field: "signUp" },
  });
  await admin.installation.save({ name: "Laboratory" });
  // what was chosen holds again without it
  Object.assign(env(), { SIGN_UP: undefined });
  expect(await admin.installation.settings()).toMatchObject({
    name: "Laboratory",
    signUp: "closed",
  });
});

test("only administrators may", async () => {
  const reader = as(await makeUser());
  await expect(reader.installation.save({ name: "Mine" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(reader.adminStatus.read()).rejects.toMatchObject({ code: "FORBIDDEN" });
  const admin = await administrator();
  for (const name of ["", " ", "x".repeat(31)]) {
    await expect(admin.installation.save({ name })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
});

test("the status tells of the database, the last import and what waits", async () => {
  const { ctx } = await signedInAs(await makeUser({ role: "administrator" }));
  expect(await status(ctx, undefined)).toMatchObject({ imported: null, disk: null });
  await makePaper();
  const line = JSON.stringify({ title: "A title", abstract: "An abstract." });
  async function* file() {
    yield Buffer.from(`${line}\nno row\n`);
  }
  const options = { edition: null, curators: [], source: "A source" };
  await importFile(contextFor({ kind: "system" }), file(), options);
  const found = await status(ctx, "/tmp");
  expect(found).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+/),
    database: { state: "ok", isEmbedded: true, version: expect.stringMatching(/^\d+/) },
    imported: { source: "A source", read: 2, added: 1, updated: 0, skipped: 1 },
    waiting: { related: 1, isMore: false },
  });
  expect(found.database.bytes).toBeGreaterThan(1_000_000);
  expect(found.disk?.free).toBeGreaterThan(0);
});
