import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { getTableName, sql, type Table } from "drizzle-orm";
import { TOTP } from "otpauth";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { auditLog } from "@/db/schema/audit";
import {
  accounts,
  invitations,
  passwordResets,
  pendingSignUps,
  sessions,
  verificationTokens,
} from "@/db/schema/auth";
import { removedPapers, waitingSubmissions } from "@/db/schema/curation";
import {
  digestIssues,
  digestOpened,
  digestPapers,
  digestSubscriptions,
  keptMail,
} from "@/db/schema/digest";
import { submissionDrafts } from "@/db/schema/drafts";
import { paperStats } from "@/db/schema/editions";
import {
  authenticators,
  confirmationCodes,
  passkeys,
  recoveryCodes,
  secondSteps,
  spentChallenges,
} from "@/db/schema/factors";
import { followedCollections, followedTopics } from "@/db/schema/follows";
import { rateLimits } from "@/db/schema/installation";
import { userPapers } from "@/db/schema/library";
import { listItems, listMembers, listRemovals, lists } from "@/db/schema/lists";
import { moderationLog, reports, warnings } from "@/db/schema/moderation";
import { proposalSupports, teamProposals } from "@/db/schema/proposals";
import { signIns } from "@/db/schema/sign-ins";
import { teamMembers, teamRemovals, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { linkOrCreateAccount } from "@/server/auth/identities/mutations";
import { signIn, signUp } from "@/server/auth/mutations";
import { authAdapter } from "@/server/auth/oauth/adapter";
import { registerPasskey } from "@/server/auth/passkeys/mutations";
import { signInOptions } from "@/server/auth/passkeys/queries";
import { makeResetLink } from "@/server/auth/passwords/mutations";
import { oweSecondStep } from "@/server/auth/second-step/mutations";
import { startSession } from "@/server/auth/sessions/mutations";
import { signInByPasskey } from "@/server/auth/sign-ins/entry";
import { recordSignIn } from "@/server/auth/sign-ins/mutations";
import { createAccount } from "@/server/auth/sign-up/mutations";
import { claimDue, sendIssues } from "@/server/digest/issues/mutations";
import { subscribe } from "@/server/digest/mutations";
import { deliver } from "@/server/mail/mutations";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { softAuthenticator } from "../support/authenticator";
import { as, contextFor, signedInAs } from "../support/callers";
import {
  makeCollection,
  makePaper,
  makeTeam,
  makeUser,
  type Paper,
  type User,
} from "../support/factories";

// no mail is sent: every write here fails first
process.env.SMTP_URL = "smtp://127.0.0.1:9";
// invitations to the installation exist only with this setting
process.env.SIGN_UP = "invite";

const { lines } = vi.hoisted(() => ({ lines: [] as string[] }));

vi.mock("@/server/platform/log", async (original) => {
  const real = await original<typeof import("@/server/platform/log")>();
  const instance = real.createLog("debug", { write: (line: string) => lines.push(line) });
  return { ...real, log: () => instance };
});

const NAME = "Ada Secretive";
const EMAIL = "secretive@example.org";
const PASSWORD = "unspeakable-3-horses";
const TEXT = "Verbatim of a private note.";
/** `row (` begins a whole row quoted by Postgres. */
const PERSONAL = /secretive|unspeakable|\$scrypt|verbatim|row \(/i;

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

async function noteOfAda() {
  const noteId = randomUUID();
  const note = { id: noteId, paperId: paper.id, version: 1, body: NAME };
  await as(ada).annotations.create({ ...note, audience: "everyone" });
  return { noteId, about: "note" as const, reason: NAME };
}

async function reportOfAda() {
  await as(await makeUser()).moderation.report(await noteOfAda());
  const { reports: open } = await as(ada).moderation.reports({});
  return { reportId: open.at(-1)?.id ?? "", reason: NAME };
}

/** A write to a table, after preparing what it needs. */
type Write = [name: string, table: Table, prepare: () => Promise<() => Promise<unknown>>];

const WRITES: Write[] = [
  [
    "an account",
    users,
    async () => () =>
      createAccount(stranger(), {
        ...newcomer(),
        passwordHash: "$scrypt$",
        emailVerified: null,
        invitationId: null,
      }),
  ],
  ["a changed name", users, async () => () => as(ada).accounts.rename({ name: `${NAME} II` })],
  ["a deleted account", users, async () => () => appDatabase().delete(users)],
  [
    "a sign-up to be confirmed",
    pendingSignUps,
    async () => {
      const { link } = await as(ada).invitations.create({ email: "" });
      return () => signUp(stranger(), { ...newcomer(), invitation: /[^/=]+$/.exec(link)?.[0] });
    },
  ],
  ["a count of tries", rateLimits, async () => () => signIn(stranger(), newcomer())],
  [
    "a session",
    sessions,
    async () => () => startSession(appDatabase(), { ...browser(), userId: ada.id }),
  ],
  [
    "a report",
    reports,
    async () => {
      const [note, reader] = [await noteOfAda(), await makeUser()];
      return () => as(reader).moderation.report(note);
    },
  ],
  [
    "a warning",
    warnings,
    async () => {
      const decision = await reportOfAda();
      return () => as(ada).moderation.warn(decision);
    },
  ],
  [
    "an entry of the moderation log",
    moderationLog,
    async () => {
      const decision = await reportOfAda();
      return () => as(ada).moderation.hide(decision);
    },
  ],
  [
    "an entry of the audit log",
    auditLog,
    async () => {
      const { caller } = await signedInAs(ada);
      return () => caller.adminAccounts.endSessions({ userId: ada.id });
    },
  ],
  [
    "a sign-in",
    signIns,
    async () => () =>
      recordSignIn(stranger(), { way: "password", userId: ada.id, userAgent: null }),
  ],
  [
    "a reset",
    passwordResets,
    async () => () => makeResetLink(contextFor({ kind: "system" }), { email: ada.email }),
  ],
  [
    "a mailed link",
    verificationTokens,
    async () => async () =>
      authAdapter(stranger(), null).createVerificationToken?.({
        identifier: EMAIL,
        token: "verbatim",
        expires: new Date(),
      }),
  ],
  [
    "an outside identity",
    accounts,
    async () => {
      const { ctx } = await signedInAs(ada);
      const identity = {
        provider: "oidc",
        providerName: "Verbatim",
        providerAccountId: "verbatim",
      };
      return () =>
        linkOrCreateAccount(ctx, { ...identity, name: NAME, email: EMAIL, emailVerified: true });
    },
  ],
  [
    "a passkey",
    passkeys,
    async () => {
      const { caller, ctx } = await signedInAs(ada);
      const response = softAuthenticator().make(await caller.passkeys.registrationOptions());
      return () => registerPasskey(ctx, { response, name: "Verbatim" });
    },
  ],
  [
    "a challenge that is answered",
    spentChallenges,
    async () => {
      const { caller, ctx } = await signedInAs(ada);
      const device = softAuthenticator();
      const made = device.make(await caller.passkeys.registrationOptions());
      await registerPasskey(ctx, { response: made, name: "Verbatim" });
      const asked = await signInOptions(stranger());
      const response = device.get({ challenge: asked?.challenge ?? "" });
      return () => signInByPasskey(stranger(), { ...visitor, response });
    },
  ],
  [
    "an authenticator app",
    authenticators,
    async () => {
      const { caller } = await signedInAs(ada);
      return () => caller.secondStep.startAuthenticator();
    },
  ],
  [
    "recovery codes",
    recoveryCodes,
    async () => {
      const { caller } = await signedInAs(ada);
      await caller.secondStep.startAuthenticator();
      const { enrolment } = await caller.secondStep.status();
      const code = new TOTP({ secret: enrolment?.secret ?? "" }).generate();
      return () => caller.secondStep.enableAuthenticator({ code });
    },
  ],
  [
    "an owed second step",
    secondSteps,
    async () => () => oweSecondStep(stranger(), { way: "password", userId: ada.id }),
  ],
  [
    "a mailed code",
    confirmationCodes,
    async () => {
      const { caller } = await signedInAs(ada);
      return () => caller.confirmation.mailCode();
    },
  ],
  [
    "a note",
    annotations,
    async () => () =>
      as(ada).annotations.create({
        id: randomUUID(),
        paperId: paper.id,
        version: 1,
        body: TEXT,
        audience: "me",
      }),
  ],
  ["a list", lists, async () => () => as(ada).lists.create({ id: randomUUID(), name: TEXT })],
  [
    "a paper on a list",
    listItems,
    async () => {
      const { id } = await makeCollection(await makeTeam({ owner: ada }), { name: TEXT });
      return () => as(ada).items.add({ listId: id, paperId: paper.id, note: TEXT });
    },
  ],
  [
    "a role on a collection",
    listMembers,
    async () => {
      const { list, member } = await shared();
      return () => as(ada).listMembers.set({ listId: list.id, userId: member.id, role: "viewer" });
    },
  ],
  [
    "a removal from a collection",
    listRemovals,
    async () => {
      const { list, member } = await shared();
      return () => as(ada).listMembers.remove({ listId: list.id, userId: member.id });
    },
  ],
  ["a team", teams, async () => () => as(ada).teams.create({ id: randomUUID(), name: "Verbatim" })],
  [
    "a role in a team",
    teamMembers,
    async () => {
      const { team, member } = await shared();
      return () => as(ada).teams.setRole({ teamId: team.id, userId: member.id, role: "admin" });
    },
  ],
  [
    "a removal from a team",
    teamRemovals,
    async () => {
      const { team, member } = await shared();
      return () => as(ada).teams.remove({ teamId: team.id, userId: member.id });
    },
  ],
  ["an invitation", invitations, async () => () => as(ada).invitations.create({ email: EMAIL })],
  [
    "a followed topic",
    followedTopics,
    async () => () => as(ada).follows.setTopics({ topics: ["agents"] }),
  ],
  [
    "a followed collection",
    followedCollections,
    async () => {
      const { list } = await shared();
      return () => as(ada).follows.followCollection({ listId: list.id, on: true });
    },
  ],
  [
    "a subscription of the digest",
    digestSubscriptions,
    async () => () => subscribe(stranger(), { email: EMAIL, client: visitor.client }),
  ],
  [
    "a digest",
    digestIssues,
    async () => {
      const now = await dueDigest();
      return () => claimDue(contextFor({ kind: "system" }, { now }));
    },
  ],
  [
    "the papers of a digest",
    digestPapers,
    async () => {
      const now = await dueDigest();
      const ctx = contextFor({ kind: "system" }, { now });
      await claimDue(ctx);
      const issues = await appDatabase()
        .select({ subscriptionId: digestIssues.subscriptionId, day: digestIssues.day })
        .from(digestIssues);
      return () => sendIssues(ctx, { issues });
    },
  ],
  [
    "an opened paper",
    digestOpened,
    async () => {
      await dueDigest();
      const paper = await makePaper();
      return () => as(ada).digest.noteOpened({ paperId: paper.id });
    },
  ],
  [
    "a message that is kept",
    keptMail,
    async () => {
      const mail = { id: randomUUID(), to: EMAIL, subject: TEXT, text: TEXT, html: TEXT };
      return () => withoutMail(() => deliver(contextFor({ kind: "system" }), mail));
    },
  ],
  ["a vote", votes, async () => () => as(ada).votes.set({ paperId: paper.id, voted: true })],
  [
    "a draft of a submission",
    submissionDrafts,
    async () => () =>
      as(ada).submissions.write({ title: NAME, abstract: TEXT, authors: NAME, link: "" }),
  ],
  [
    "a submission that waits",
    waitingSubmissions,
    async () => () =>
      appDatabase()
        .insert(waitingSubmissions)
        .values({
          slug: "waiting",
          row: { title: NAME, abstract: TEXT },
          title: NAME,
          submittedBy: ada.id,
          submittedAt: new Date(),
        }),
  ],
  [
    "a removed paper",
    removedPapers,
    async () => {
      const { id } = await makePaper({ feedDate: "2025-03-13" });
      return () => as(ada).curation.remove({ paperId: id, reason: NAME });
    },
  ],
  [
    "a proposal",
    teamProposals,
    async () => {
      const team = await makeTeam({ owner: ada });
      return () => as(ada).proposals.propose({ teamId: team.id, paper: paper.slug });
    },
  ],
  [
    "a support of a proposal",
    proposalSupports,
    async () => {
      const team = await makeTeam({ owner: ada });
      return () => as(ada).proposals.propose({ teamId: team.id, paper: paper.slug });
    },
  ],
  [
    "a count of votes",
    paperStats,
    async () => () => as(ada).votes.set({ paperId: paper.id, voted: true }),
  ],
  [
    "a reading status",
    userPapers,
    async () => {
      const { library } = as(ada);
      return () => library.set({ paperId: paper.id, status: "read" });
    },
  ],
];

/**
 * Tables that no reader writes or that contain no personal data, and why: they need no write here.
 */
const IMPERSONAL: Record<string, string> = {
  papers: "public texts, from an import",
  paper_versions: "public texts, from an import",
  editions: "days and the curators that a source names, from an import",
  submissions: "which paper was on which day, from an import",
  search_words: "words of public texts, counted by the app",
  paper_terms: "words of public texts, weighed by the app",
  papers_to_relate: "papers that an import has changed",
  job_tasks: "when kinds of jobs ran, and how they ended",
  job_workers: "the processes that do jobs",
  source_days: "what a source has given for each day",
  paper_pictures: "public pictures, fetched for public texts",
  sources: "which sites are asked, and for what",
  source_turns: "which sites are being asked, and until when",
  paper_upvotes: "how many upvotes sources gave public texts",
  paper_aliases: "what else public texts are known by",
  related_papers: "which public texts are close to each other",
  installation: "what the app and administrators have set, and what was last imported",
};

test("every table is among them, or holds nothing personal", async () => {
  const rows = await appDatabase().execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const written = WRITES.map(([, table]) => getTableName(table));
  const known = new Set([...written, ...Object.keys(IMPERSONAL)]);
  expect(rows.map(({ name }) => name).sort()).toEqual([...known].sort());
});

test.each(WRITES)(
  "%s that the database refuses leaves nothing personal in the log",
  async (_, table, prepare) => {
    const write = await prepare();
    lines.length = 0;
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
    // as a form's action does, and as Next does with an error that a page throws
    log().error({ err: failed }, "a write failed");
    const told = inspect(failed, { depth: 9, showHidden: true });
    expect(told + lines.join("\n")).not.toMatch(PERSONAL);
    expect(lines.join("\n")).toMatch(/23514|went wrong on our side/);
  },
);

const newcomer = () => ({ name: NAME, email: EMAIL, password: PASSWORD, ...visitor });

const browser = () => ({ userAgent: visitor.userAgent, now: new Date() });

/** A team of Ada's with a member who is named on one of its collections. */
async function shared() {
  const member = await makeUser({ name: NAME });
  const team = await makeTeam({ owner: ada, members: [member] });
  const list = await makeCollection(team, { name: TEXT, named: [[member, "editor"]] });
  return { team, member, list };
}

/** Makes Ada's digest due on a day with a paper, and returns that day's clock. */
async function dueDigest(): Promise<() => Date> {
  const day = "2024-03-12";
  await appDatabase().delete(digestSubscriptions);
  await makePaper({ feedDate: day });
  await appDatabase()
    .insert(digestSubscriptions)
    .values({
      email: EMAIL,
      userId: ada.id,
      state: "active",
      zone: "UTC",
      confirmedAt: new Date(`${day}T00:00:00Z`),
      dueAt: new Date(`${day}T07:00:00Z`),
    });
  return () => new Date(`${day}T07:00:00Z`);
}

async function withoutMail<T>(work: () => Promise<T>): Promise<T> {
  const { SMTP_URL } = env();
  Object.assign(env(), { SMTP_URL: undefined });
  return work().finally(() => Object.assign(env(), { SMTP_URL }));
}
