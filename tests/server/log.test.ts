import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { getTableName, sql, type Table } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { invitations, passwordResets, sessions } from "@/db/schema/auth";
import { rateLimits } from "@/db/schema/installation";
import { lists } from "@/db/schema/lists";
import { teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { createAccount } from "@/server/accounts/service";
import { signIn } from "@/server/auth/service";
import { appDatabase } from "@/server/database";
import { log } from "@/server/log";
import { makeResetLink } from "@/server/passwords/service";
import { startSession } from "@/server/sessions/service";
import { as, contextFor } from "../support/callers";
import { makePaper, makeUser, type Paper, type User } from "../support/factories";

// where accounts are by invitation, inviting is to be had at all
process.env.SIGN_UP = "invite";

const { lines } = vi.hoisted(() => ({ lines: [] as string[] }));

vi.mock("@/server/log", async (original) => {
  const real = await original<typeof import("@/server/log")>();
  const instance = real.createLog("debug", { write: (line: string) => lines.push(line) });
  return { ...real, log: () => instance };
});

const NAME = "Ada Secretive";
const EMAIL = "secretive@example.org";
const PASSWORD = "unspeakable-3-horses";
const TEXT = "Verbatim of a private note.";
const PERSONAL = /secretive|unspeakable|\$scrypt|verbatim/i;

const visitor = { client: "192.0.2.7", userAgent: "verbatim/1.0" };
const stranger = () => contextFor({ kind: "anonymous" });
let ada: User;
let paper: Paper;

beforeAll(async () => {
  await appDatabase().execute(sql`
    create function refuse_row() returns trigger language plpgsql as $$
    begin
      raise exception 'row %', coalesce(new, old)::text
        using errcode = '23514', detail = coalesce(new, old)::text, hint = coalesce(new, old)::text;
    end $$`);
  paper = await makePaper();
});

beforeEach(async () => {
  const email = `${randomUUID()}.${EMAIL}`;
  ada = await makeUser({ name: NAME, email, role: "administrator" });
  lines.length = 0;
});

type Write = [name: string, table: Table, write: () => Promise<unknown>];

test.each<Write>([
  [
    "an account",
    users,
    () =>
      createAccount(stranger(), {
        ...newcomer(),
        passwordHash: "$scrypt$",
        emailVerified: null,
        invitationId: null,
      }),
  ],
  ["a count of tries", rateLimits, () => signIn(stranger(), newcomer())],
  [
    "a session",
    sessions,
    () =>
      startSession(appDatabase(), {
        userId: ada.id,
        userAgent: visitor.userAgent,
        now: new Date(),
      }),
  ],
  [
    "a reset",
    passwordResets,
    () => makeResetLink(contextFor({ kind: "system" }), { email: ada.email }),
  ],
  ["a changed name", users, () => as(ada).accounts.rename({ name: `${NAME} the Second` })],
  [
    "a note",
    annotations,
    () =>
      as(ada).annotations.create({
        id: randomUUID(),
        paperId: paper.id,
        version: 1,
        body: TEXT,
        audience: "me",
      }),
  ],
  ["a list", lists, () => as(ada).lists.create({ id: randomUUID(), name: TEXT })],
  ["a team", teams, () => as(ada).teams.create({ id: randomUUID(), name: "Verbatim" })],
  ["an invitation", invitations, () => as(ada).invitations.create({ email: EMAIL })],
  ["a vote", votes, () => as(ada).votes.set({ paperId: paper.id, voted: true })],
  ["a deleted account", users, () => appDatabase().delete(users)],
])("%s that the database refuses leaves nothing personal in the log", async (_, table, write) => {
  const name = sql.identifier(getTableName(table));
  await appDatabase().execute(
    sql`create trigger refused before insert or update or delete on ${name}
      for each row execute function refuse_row()`,
  );
  const failed = await write().then(
    () => null,
    (error: unknown) => error,
  );
  await appDatabase().execute(sql`drop trigger refused on ${name}`);
  expect(failed).toBeInstanceOf(Error);
  // as a form's action does, and as Next does by itself with what a page throws
  log().error({ err: failed }, "a write failed");
  const told = inspect(failed, { depth: 9, showHidden: true });
  expect(told + lines.join("\n")).not.toMatch(PERSONAL);
  expect(lines.join("\n")).toMatch(/23514|went wrong on our side/);
});

const newcomer = () => ({ name: NAME, email: EMAIL, password: PASSWORD, ...visitor });
