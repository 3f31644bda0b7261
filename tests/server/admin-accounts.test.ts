import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { sessions } from "@/db/schema/auth";
import { signIns } from "@/db/schema/sign-ins";
import { users } from "@/db/schema/users";
import { accounts } from "@/server/admin/accounts/queries";
import { signIn } from "@/server/auth/mutations";
import { hashPassword } from "@/server/auth/passwords/hash";
import { resetPassword } from "@/server/auth/passwords/mutations";
import { actorOf } from "@/server/auth/sessions/actor";
import { isSignedIn } from "@/server/auth/sessions/queries";
import { watch } from "@/server/live/hub";
import { appDatabase } from "@/server/platform/database";
import { listenForChanges } from "@/server/startup/listen";
import { actorFor, as, contextFor, signedInAs } from "../support/callers";
import { makePaper, makeTeam, makeUser, type User } from "../support/factories";
import { rounds } from "../support/rounds";

const PASSWORD = "a lantern over the quiet harbour";

const administrator = async () => signedInAs(await makeUser({ role: "administrator" }));

const found = async (user: User) =>
  (await appDatabase().select().from(users).where(eq(users.id, user.id)))[0];

const from = { client: "10.0.0.1", userAgent: null };

const signsIn = async (user: User) =>
  signIn(contextFor({ kind: "anonymous" }), { ...from, email: user.email, password: PASSWORD });

const withPassword = async () => makeUser({ passwordHash: await hashPassword(PASSWORD) });

/** What was logged about an account, oldest first. */
const logged = async (user: User) =>
  (
    await appDatabase()
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, user.id))
      .orderBy(auditLog.id)
  ).map(({ act, actorName, subjectName }) => ({ act, actorName, subjectName }));

describe("the list of accounts", () => {
  it("shows the newest first, each once, page by page", async () => {
    const { ctx } = await administrator();
    const at = new Date("2100-01-01T00:00:00.123Z");
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => makeUser({ createdAt: at })));
    const seen: string[] = [];
    let more: string | null = null;
    const { accountsInput } = await import("@/server/admin/accounts/schema");
    for (let page = 0; page < 3; page++) {
      const part = await accounts(ctx, accountsInput.parse({ after: more ?? undefined }), 2);
      seen.push(...part.accounts.map(({ id }) => id));
      more = part.more;
    }
    expect(seen.slice(0, 5).sort()).toEqual(made.map(({ id }) => id).sort());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("finds by the beginning of a name, a last name or an address, in pages", async () => {
    const { ctx, caller } = await administrator();
    const mark = randomUUID().slice(0, 8);
    const [one, two, three] = [
      await makeUser({ name: `${mark} Ada`, email: `a-${mark}@example.org` }),
      await makeUser({ name: `Grace Brewster ${mark.toUpperCase()}` }),
      await makeUser({ name: "Élise", email: `${mark}@example.org` }),
    ];
    await makeUser({ name: `Not${mark}` });
    const find = async (letters: string) =>
      (await caller.adminAccounts.list({ find: letters })).accounts.map(({ id }) => id).sort();
    expect(await find(mark)).toEqual([one.id, two.id, three.id].sort());
    expect(await find(`A-${mark}@`)).toEqual([one.id]);
    expect(await find("élise")).toContain(three.id);
    expect(await find("%")).toEqual([]);
    const { accountsInput } = await import("@/server/admin/accounts/schema");
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const part = await accounts(ctx, accountsInput.parse({ find: mark, after }), 1);
      seen.push(...part.accounts.map(({ id }) => id));
      after = part.more ?? undefined;
    } while (after);
    expect(seen.sort()).toEqual([one.id, two.id, three.id].sort());
  });

  it("says when each was last here, by sessions or by sign-ins", async () => {
    const { caller } = await administrator();
    const [here, left, never] = [await makeUser(), await makeUser(), await makeUser()];
    const [at, before] = [new Date("2026-03-13T09:00Z"), new Date("2026-03-12T09:00Z")];
    await signedInAs(here, { now: () => at });
    await appDatabase()
      .insert(signIns)
      .values([
        { userId: here.id, at: before, way: "password", browser: "Firefox" },
        { userId: left.id, at: before, way: "password", browser: "Firefox" },
        { userId: left.id, at, way: "password", browser: "Firefox", refused: true },
      ]);
    const seen = async ({ id: userId }: User) =>
      (await caller.adminAccounts.read({ userId })).lastSeenAt;
    expect(await Promise.all([here, left, never].map(seen))).toEqual([at, before, null]);
    const { accounts: all } = await caller.adminAccounts.list({});
    expect(all.find(({ id }) => id === left.id)?.lastSeenAt).toEqual(before);
  });

  it("reads an index for what it shows, and never the table", async () => {
    const plan = async (query: ReturnType<typeof sql>) => {
      const rows = await appDatabase().transaction(async (tx) => {
        await tx.execute(sql`set local enable_seqscan = off`);
        await tx.execute(sql`set local enable_bitmapscan = off`);
        await tx.execute(sql`set local enable_sort = off`);
        return tx.execute<{ "QUERY PLAN": string }>(sql`explain ${query}`);
      });
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    for (const [index, key] of [
      ["users_by_email", sql`(lower(email) collate "C")`],
      ["users_by_name", sql`(lower(name) collate "C")`],
      ["users_by_last_name", sql`(lower(substring(name from '[^ ]*$')) collate "C")`],
    ] as const) {
      const read = await plan(sql`select id from users
        where ${key} >= 'a' and ${key} < 'b' order by ${key}, id limit 51`);
      expect(read).toContain(`using ${index}`);
      expect(read).not.toContain("Sort");
    }
    const newest = await plan(
      sql`select id from users where (created_at, id) < (now(), ${randomUUID()}::uuid)
        order by created_at desc, id desc limit 51`,
    );
    expect(newest).toContain("using users_created");
    expect(newest).not.toContain("Sort");
  });

  it("refuses what is no place in it", async () => {
    const { caller } = await administrator();
    for (const after of ["x", `${randomUUID()}.x`, `${randomUUID()}.`]) {
      await expect(caller.adminAccounts.list({ after })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    }
  });
});

describe("blocking", () => {
  it("ends sessions and streams at once, and refuses to sign in", async () => {
    const stop = await listenForChanges();
    const { caller } = await administrator();
    const user = await withPassword();
    const { token, ctx } = await signedInAs(user);
    const woken = new Promise<string>((wake) =>
      watch({
        userId: user.id,
        listId: randomUUID(),
        teamId: null,
        wake,
        end: () => {},
      }),
    );
    await caller.adminAccounts.setBlocked({ userId: user.id, blocked: true });
    expect(await woken).toBe("reader");
    expect(await isSignedIn(ctx)).toBe(false);
    expect(await actorOf(appDatabase(), token, new Date())).toEqual({ kind: "anonymous" });
    await expect(signsIn(user)).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: expect.stringMatching(/^This account is blocked/),
    });
    await caller.adminAccounts.setBlocked({ userId: user.id, blocked: false });
    expect((await signsIn(user)).session).not.toBeNull();
    expect((await logged(user)).map(({ act }) => act)).toEqual([
      "account.block",
      "account.unblock",
    ]);
    await stop();
  });

  it("counts also where a session was begun at the same moment, and is not logged twice", async () => {
    const { caller } = await administrator();
    const user = await makeUser();
    const { token } = await signedInAs(user);
    await appDatabase().update(users).set({ blockedAt: new Date() }).where(eq(users.id, user.id));
    expect(await actorOf(appDatabase(), token, new Date())).toEqual({ kind: "anonymous" });
    await caller.adminAccounts.setBlocked({ userId: user.id, blocked: true });
    expect(await logged(user)).toEqual([]);
    // such a session does not come back
    await caller.adminAccounts.setBlocked({ userId: user.id, blocked: false });
    expect(await actorOf(appDatabase(), token, new Date())).toEqual({ kind: "anonymous" });
  });

  it("leaves what somebody wrote", async () => {
    const { caller } = await administrator();
    const [user, paper] = [await makeUser(), await makePaper()];
    const note = { id: randomUUID(), paperId: paper.id, version: 1, body: "Stays" };
    await as(user).annotations.create({ ...note, audience: "everyone" });
    await caller.adminAccounts.setBlocked({ userId: user.id, blocked: true });
    const { notes } = await caller.annotations.onPaper({ paperId: paper.id });
    expect(notes).toMatchObject([{ body: "Stays" }]);
  });
});

describe("administrators", () => {
  it("are made and unmade, after confirming who asks", async () => {
    const { caller } = await administrator();
    const user = await makeUser();
    const unconfirmed = await signedInAs(await makeUser({ role: "administrator" }), {
      confirmed: false,
    });
    const role = { userId: user.id, role: "administrator" as const };
    await expect(unconfirmed.caller.adminAccounts.setRole(role)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await caller.adminAccounts.setRole(role);
    await caller.adminAccounts.setRole(role);
    expect((await found(user))?.role).toBe("administrator");
    await caller.adminAccounts.setRole({ userId: user.id, role: "reader" });
    expect((await found(user))?.role).toBe("reader");
    expect((await logged(user)).map(({ act }) => act)).toEqual([
      "account.promote",
      "account.demote",
    ]);
  });

  it("who are the only one can neither demote nor block nor delete themselves", async () => {
    const db = appDatabase();
    await db.update(users).set({ role: "reader" });
    const me = await makeUser({ role: "administrator" });
    const { caller } = await signedInAs(me);
    const own = { userId: me.id };
    const refused = { code: "CONFLICT" };
    await expect(caller.adminAccounts.setRole({ ...own, role: "reader" })).rejects.toMatchObject(
      refused,
    );
    await expect(caller.adminAccounts.setBlocked({ ...own, blocked: true })).rejects.toMatchObject(
      refused,
    );
    await expect(caller.adminAccounts.delete({ ...own, email: me.email })).rejects.toMatchObject(
      refused,
    );
    // another who is blocked does not count
    await makeUser({ role: "administrator", blockedAt: new Date() });
    await expect(caller.adminAccounts.setRole({ ...own, role: "reader" })).rejects.toMatchObject(
      refused,
    );
    expect(await caller.adminAccounts.read(own)).toMatchObject({ only: true, me: true });
    await makeUser({ role: "administrator" });
    await caller.adminAccounts.setRole({ ...own, role: "reader" });
    expect((await found(me))?.role).toBe("reader");
  });

  it("who demote, block or delete each other at once always leave one", async () => {
    const db = appDatabase();
    const acts = ["setRole", "setBlocked", "delete"] as const;
    for (const round of rounds(12).keys()) {
      await db.update(users).set({ role: "reader" });
      const [one, two] = [await administrator(), await administrator()];
      const act = async (by: typeof one, to: typeof one) => {
        const userId = to.ctx.actor.userId;
        const [user] = await db.select().from(users).where(eq(users.id, userId));
        const verb = acts[round % acts.length];
        if (verb === "setRole") return by.caller.adminAccounts.setRole({ userId, role: "reader" });
        if (verb === "setBlocked") {
          return by.caller.adminAccounts.setBlocked({ userId, blocked: true });
        }
        return by.caller.adminAccounts.delete({ userId, email: user?.email ?? "" });
      };
      await Promise.allSettled([act(one, two), act(two, one)]);
      const left = await db.execute(
        sql`select from users where role = 'administrator' and blocked_at is null`,
      );
      expect(left).toHaveLength(1);
    }
  });

  it("who are no longer one when their turn comes are refused", async () => {
    const me = await makeUser({ role: "administrator" });
    const { caller } = await signedInAs(me);
    await appDatabase().update(users).set({ role: "reader" }).where(eq(users.id, me.id));
    const user = await makeUser();
    await expect(
      caller.adminAccounts.setBlocked({ userId: user.id, blocked: true }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await found(user))?.blockedAt).toBeNull();
  });
});

describe("other acts", () => {
  it("end all sessions", async () => {
    const { caller } = await administrator();
    const user = await makeUser();
    await signedInAs(user);
    expect((await caller.adminAccounts.read({ userId: user.id })).sessions).toBe(1);
    await caller.adminAccounts.endSessions({ userId: user.id });
    const left = await appDatabase().select().from(sessions).where(eq(sessions.userId, user.id));
    expect(left).toEqual([]);
  });

  it("make a link that sets a new password once", async () => {
    const { caller } = await administrator();
    const user = await makeUser();
    const { link } = await caller.adminAccounts.resetLink({ userId: user.id });
    const token = link.split("/").at(-1) ?? "";
    const reset = { ...from, token, password: PASSWORD };
    await resetPassword(contextFor({ kind: "anonymous" }), reset);
    expect((await signsIn(user)).session).not.toBeNull();
    await expect(resetPassword(contextFor({ kind: "anonymous" }), reset)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("turn off a lost second step, once confirmed and logged, and not one's own", async () => {
    const me = await makeUser({ role: "administrator", twoStep: true });
    const { caller } = await signedInAs(me);
    const user = await makeUser({ twoStep: true, passwordHash: await hashPassword(PASSWORD) });
    await signedInAs(user);
    const { id: userId } = user;
    const boss = await makeUser({ role: "administrator" });
    const unconfirmed = (await signedInAs(boss, { confirmed: false })).caller;
    await expect(unconfirmed.adminAccounts.turnOffSecondStep({ userId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await caller.adminAccounts.read({ userId })).toMatchObject({ twoStep: true });
    expect((await signsIn(user)).session).toBeNull();
    await caller.adminAccounts.turnOffSecondStep({ userId });
    await caller.adminAccounts.turnOffSecondStep({ userId });
    expect(await caller.adminAccounts.read({ userId })).toMatchObject({
      twoStep: false,
      sessions: 0,
    });
    expect((await signsIn(user)).session).not.toBeNull();
    expect((await logged(user)).map(({ act }) => act)).toEqual(["account.second-step"]);
    await expect(caller.adminAccounts.turnOffSecondStep({ userId: me.id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("delete an account as its owner would, and the log stays", async () => {
    const { caller, ctx } = await administrator();
    const [user, friend, paper] = [await makeUser(), await makeUser(), await makePaper()];
    const passedOn = await makeTeam({ owner: user, members: [friend] });
    await makeTeam({ owner: user });
    const note = { id: randomUUID(), paperId: paper.id, version: 1, body: "Stays" };
    await as(user).annotations.create({ ...note, audience: "everyone" });
    expect((await caller.adminAccounts.read({ userId: user.id })).goes).toMatchObject({
      notes: 1,
      teamsPassedOn: 1,
      teamsDissolved: 1,
    });
    const { id: userId } = user;
    await expect(
      caller.adminAccounts.delete({ userId, email: friend.email }),
    ).rejects.toMatchObject({ cause: { field: "email" } });
    await caller.adminAccounts.delete({ userId, email: user.email });
    expect(await found(user)).toBeUndefined();
    const { notes } = await caller.annotations.onPaper({ paperId: paper.id });
    expect(notes).toMatchObject([{ body: "Stays", author: null }]);
    expect(await as(friend).teams.read({ slug: passedOn.slug })).toMatchObject({ role: "owner" });
    await appDatabase().delete(users).where(eq(users.id, ctx.actor.userId));
    expect(await logged(user)).toEqual([
      { act: "account.delete", actorName: ctx.actor.name, subjectName: user.name },
    ]);
    const reader = as(await makeUser({ role: "administrator" }));
    const { entries } = await reader.audit.log({});
    expect(entries[0]).toMatchObject({ act: "account.delete", subjectName: user.name });
    await expect(reader.adminAccounts.read({ userId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("are logged with their pages, newest first", async () => {
    const { caller, ctx } = await administrator();
    const user = await makeUser();
    for (let times = 0; times < 3; times++) {
      await caller.adminAccounts.endSessions({ userId: user.id });
    }
    const { auditEntries } = await import("@/server/audit/queries");
    const first = await auditEntries(ctx, { subjectId: user.id }, 2);
    expect(first.entries).toHaveLength(2);
    const { logInput } = await import("@/server/audit/schema");
    const rest = await auditEntries(
      ctx,
      logInput.parse({ subjectId: user.id, after: first.more ?? "" }),
      2,
    );
    expect(rest.entries).toHaveLength(1);
    expect(rest.more).toBeNull();
    expect(first.entries[0]).toMatchObject({ isSubjectHere: true });
    const ids = [...first.entries, ...rest.entries].map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    await expect(as(user).audit.log({})).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(actorFor(user).role).toBe("reader");
  });
});
