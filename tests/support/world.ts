import { randomUUID } from "node:crypto";
import { inArray } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import { accounts, invitations, sessions } from "@/db/schema/auth";
import { removedPapers, waitingSubmissions } from "@/db/schema/curation";
import { submissionDrafts } from "@/db/schema/drafts";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { passkeys } from "@/db/schema/factors";
import { userPapers } from "@/db/schema/library";
import { listItems, listMembers, listRemovals, lists } from "@/db/schema/lists";
import { reports } from "@/db/schema/moderation";
import { papers, paperVersions } from "@/db/schema/papers";
import { teamProposals } from "@/db/schema/proposals";
import { teamMembers, teamRemovals, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { hashPassword } from "@/server/auth/passwords/hash";
import { addDays } from "@/server/platform/calendar";
import { appDatabase } from "@/server/platform/database";
import { hashToken, newToken } from "@/server/platform/token";
import { makeArxiv, makeFailedJob, type User } from "./factories";
import { accountRole, listRole, OUTSIDE, type Person, say, teamRole } from "./people";

/** The password of the person who asks. */
export const PASSWORD = "a lantern over the quiet harbour";

/** Computed on first use: a hash reads the settings, which a test file sets after its imports. */
let hashed: Promise<string> | undefined;

/** When the lists of a world were last changed. */
export const SEEN = "2025-03-13T12:00:00.000Z";

let made = 0;

/** The one line of a draft of a paper that was written by hand. */
const lineOf = (title: string) => [
  { text: title, ask: null, row: { title, abstract: "Text." }, problem: null },
];

/** A world for one question by one person, created in one transaction of few inserts. */
export async function makeWorld(who: Person) {
  const number = String(++made).padStart(5, "0");
  const seen = new Date(SEEN);
  /** For what is in the trash. */
  const now = new Date();
  // no other test has papers on this day
  const feedDate = addDays("2001-01-01", made);
  const fresh = () => randomUUID();
  const [host, someone, departed, me] = [fresh(), fresh(), fresh(), fresh()];
  const [team, dissolvedTeam, collection, closed, list, bin, gone] = [
    fresh(),
    fresh(),
    fresh(),
    fresh(),
    fresh(),
    fresh(),
    fresh(),
  ];
  const [myTeam, myCollection, myList] = [fresh(), fresh(), fresh()];
  const notes = {
    open: fresh(),
    private: fresh(),
    collection: fresh(),
    closed: fresh(),
    team: fresh(),
    mine: fresh(),
    deleted: fresh(),
    /** Written for the collection by the person who asks, if they ever could. */
    mineThere: fresh(),
    /** Deleted notes of the same author for other audiences. */
    deletedCollection: fresh(),
  };
  const [session, mySession] = [fresh(), fresh()];
  const [report, hiddenNote] = [fresh(), fresh()];
  const [draft, myDraft, waiting] = [fresh(), fresh(), fresh()];
  const [proposal, vetoed] = [fresh(), fresh()];
  const [passkey, myPasskey] = [fresh(), fresh()];
  const [invitation, guestInvitation] = [fresh(), fresh()];
  const tokens = { link: newToken(), invitation: newToken(), myLink: newToken() };
  const slug = `team-${number}-${host.slice(0, 8)}`;
  const mySlug = `mine-${number}-${me.slice(0, 8)}`;
  const paperRows = [0, 1, 2, 3].map((index) => ({
    title: `Paper number${number} of ${index}`,
    abstract: "What it found, and how.",
    slug: `2403.${number}.${index}-${host.slice(0, 8)}`,
    titleKey: `paper ${number}.${index} ${host}`,
  }));
  const myAddress = `me-${me}@example.org`;

  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;

  const { paperId, otherPaper, binnedPaper, addedPaper, failedJob } =
    await appDatabase().transaction(async (tx) => {
      const kept = await tx.insert(papers).values(paperRows).returning({ id: papers.id });
      const [paperId = 0, otherPaper = 0, binnedPaper = 0, addedPaper = 0] = kept.map(
        ({ id }) => id,
      );
      const ids = [paperId, otherPaper, binnedPaper, addedPaper];
      const inList = (listId: string, id: number, position: string, addedBy: string) => ({
        listId,
        paperId: id,
        position,
        addedBy,
      });
      const role = listRole(who);
      const inTeam = teamRole(who);
      // pipelined on one connection: they arrive together and run in this order
      await Promise.all([
        tx.insert(users).values([
          {
            id: host,
            name: "Host",
            email: `${say("address")}-${host}@example.org`,
            passwordHash: "x",
          },
          { id: someone, name: "Someone", email: `someone-${someone}@example.org` },
          { id: departed, name: "Departed", email: `departed-${departed}@example.org` },
          {
            id: me,
            name: "Me",
            email: myAddress,
            passwordHash,
            role: accountRole(who),
          },
        ]),
        tx.insert(paperVersions).values(
          ids.map((id, index) => ({
            paperId: id,
            version: 1,
            title: paperRows[index]?.title ?? "",
            abstract: "What it found, and how.",
            abstractHash: "0".repeat(64),
          })),
        ),
        tx
          .insert(paperStats)
          .values(ids.map((id) => ({ paperId: id, votes: id === paperId ? 1 : 0 }))),
        tx.insert(editions).values({ feedDate }).onConflictDoNothing(),
        tx.insert(submissions).values({ paperId, feedDate }),
        tx.insert(votes).values({ userId: host, paperId }),
        tx.insert(teams).values(
          [
            { id: team, slug, name: say("teamName"), description: say("team"), createdBy: host },
            { id: myTeam, slug: mySlug, name: "My team", createdBy: me },
            {
              id: dissolvedTeam,
              slug: `gone-${slug}`,
              name: say("teamName"),
              createdBy: host,
              dissolvedAt: now,
            },
          ].map((one) => ({ ...one, createdAt: seen, updatedAt: seen })),
        ),
        tx
          .insert(teamMembers)
          .values([
            { teamId: team, userId: host, role: "owner" },
            { teamId: team, userId: someone, role: "member" },
            { teamId: dissolvedTeam, userId: host, role: "owner" as const },
            ...(inTeam
              ? [team, dissolvedTeam].map((teamId) => ({ teamId, userId: me, role: inTeam }))
              : []),
            { teamId: myTeam, userId: me, role: "owner" },
          ]),
        tx.insert(lists).values(
          [
            {
              id: collection,
              ownerTeamId: team,
              name: say("collectionName"),
              description: say("collectionName"),
              createdBy: who === "remov" ? me : host,
              // the roles alone decide where only people named on it have access
              visibility: role ? ("people" as const) : ("team" as const),
              publicToken: tokens.link,
            },
            {
              id: closed,
              ownerTeamId: team,
              name: say("closed"),
              createdBy: host,
              visibility: "people" as const,
            },
            {
              id: gone,
              ownerTeamId: team,
              name: say("collection"),
              createdBy: who === "remov" ? me : host,
              visibility: role ? ("people" as const) : ("team" as const),
              deletedAt: now,
              deletedBy: who === "remov" ? me : host,
            },
            { id: list, ownerUserId: host, createdBy: host, name: say("private") },
            { id: bin, ownerUserId: host, createdBy: host, name: say("private"), deletedAt: now },
            {
              id: myCollection,
              ownerTeamId: myTeam,
              createdBy: me,
              name: "Mine",
              publicToken: tokens.myLink,
            },
            { id: myList, ownerUserId: me, createdBy: me, name: "Mine" },
          ].map((list) => ({ ...list, createdAt: seen, updatedAt: seen, revision: 1 })),
        ),
        // another person, who was removed a moment ago
        tx.insert(teamRemovals).values({
          teamId: team,
          userId: departed,
          role: "member",
          joinedAt: seen,
          named: [],
          removedAt: now,
        }),
        tx.insert(listRemovals).values({
          listId: collection,
          userId: departed,
          role: "viewer",
          removedAt: now,
        }),
        tx
          .insert(listMembers)
          .values([
            { listId: collection, userId: host, role: "manager" as const },
            { listId: collection, userId: someone, role: "commenter" as const },
            ...(role ? [collection, gone].map((listId) => ({ listId, userId: me, role })) : []),
          ]),
        tx
          .insert(listItems)
          .values([
            { ...inList(collection, paperId, "a0", host), note: say("collection"), noteBy: host },
            { ...inList(collection, binnedPaper, "a1", host), deletedAt: now, deletedBy: host },
            { ...inList(closed, paperId, "a0", host), note: say("closed"), noteBy: host },
            { ...inList(closed, otherPaper, "a1", host), deletedAt: now, deletedBy: host },
            inList(gone, paperId, "a0", host),
            inList(list, paperId, "a0", host),
            inList(myList, otherPaper, "a0", me),
            inList(myCollection, otherPaper, "a0", me),
            inList(collection, addedPaper, "a2", me),
          ]),
        tx.insert(userPapers).values([
          { userId: host, paperId, status: "to_read" as const, tags: [say("private")] },
          { userId: host, paperId: binnedPaper, status: "read" as const, deletedAt: now },
          { userId: me, paperId: otherPaper, status: "to_read" as const, tags: ["mine"] },
          { userId: me, paperId: binnedPaper, status: "read" as const, deletedAt: now },
        ]),
        tx.insert(annotations).values(
          [
            { id: notes.open, audience: "everyone" as const, body: "For all" },
            { id: notes.private, audience: "me" as const, body: say("private") },
            {
              id: hiddenNote,
              audience: "everyone" as const,
              body: say("hidden"),
              hiddenAt: now,
              hiddenReason: "It was an advertisement.",
            },
            {
              id: notes.collection,
              audience: "list" as const,
              audienceListId: collection,
              body: say("collection"),
            },
            {
              id: notes.closed,
              audience: "list" as const,
              audienceListId: closed,
              body: say("closed"),
            },
            { id: notes.team, audience: "team" as const, audienceTeamId: team, body: say("team") },
            {
              id: notes.mineThere,
              authorId: OUTSIDE.includes(who) || who === "pendg" ? host : me,
              audience: "list" as const,
              audienceListId: collection,
              body: "Mine as well",
            },
            { id: notes.mine, authorId: me, audience: "me" as const, body: "Mine" },
            {
              id: notes.deleted,
              audience: "me" as const,
              body: say("private"),
              deletedAt: now,
            },
            {
              id: notes.deletedCollection,
              audience: "list" as const,
              audienceListId: collection,
              body: say("private"),
              deletedAt: now,
            },
          ].map((note) => ({ authorId: host, paperId, version: 1, ...note })),
        ),
        tx.insert(sessions).values([
          { id: session, userId: host, sessionToken: fresh(), expires: new Date(Date.now() + 9e8) },
          {
            id: mySession,
            userId: me,
            sessionToken: fresh(),
            expires: new Date(Date.now() + 9e8),
            confirmedAt: now,
          },
        ]),
        // made for another address of the site
        tx.insert(passkeys).values(
          [
            { id: passkey, userId: host, name: say("private") },
            { id: myPasskey, userId: me, name: "Mine" },
          ].map((one) => ({
            ...one,
            credentialId: fresh(),
            publicKey: "x",
            rpId: "old.example.org",
          })),
        ),
        tx
          .insert(accounts)
          .values({ userId: me, type: "oauth", provider: "github", providerAccountId: me }),
        tx.insert(reports).values({
          id: report,
          reporterId: someone,
          noteId: notes.open,
          reason: "What is wrong",
          createdAt: now,
        }),
        tx.insert(submissionDrafts).values([
          { id: draft, userId: host, lines: lineOf(say("private")) },
          { id: myDraft, userId: me, lines: lineOf(`Mine ${slug}`) },
        ]),
        tx.insert(waitingSubmissions).values({
          id: waiting,
          slug: `waiting-${slug}`,
          row: { title: `Waiting ${slug}`, abstract: "Text." },
          title: `Waiting ${slug}`,
          submittedBy: host,
          submittedAt: now,
        }),
        tx.insert(removedPapers).values({
          paperId: addedPaper,
          feedDate,
          reason: "A reason",
          removedAt: now,
        }),
        tx.insert(teamProposals).values([
          { id: proposal, teamId: team, paperId, proposedBy: host },
          {
            id: vetoed,
            teamId: team,
            paperId: otherPaper,
            proposedBy: host,
            vetoedAt: now,
            vetoedBy: host,
            vetoReason: say("team"),
          },
        ]),
        tx.insert(invitations).values([
          {
            id: invitation,
            tokenHash: hashToken(tokens.invitation),
            email: who === "pendg" ? myAddress : `invited-${host}@example.org`,
            teamId: team,
            teamRole: "member" as const,
            listId: collection,
            createdBy: host,
            expires: new Date(Date.now() + 9e8),
          },
          {
            id: guestInvitation,
            tokenHash: fresh(),
            email: `guest-${host}@example.org`,
            listId: collection,
            listRole: "viewer" as const,
            createdBy: host,
            expires: new Date(Date.now() + 9e8),
          },
        ]),
      ]);
      const failedJob = await makeFailedJob(tx);
      await makeArxiv(tx);
      return { paperId, otherPaper, binnedPaper, addedPaper, failedJob };
    });

  const isSignedIn = who !== "anon" && who !== "link";
  const user: User = {
    id: me,
    name: "Me",
    email: myAddress,
    emailVerified: null,
    image: null,
    hue: null,
    passwordHash,
    role: accountRole(who),
    hidesVotes: false,
    twoStep: false,
    blockedAt: null,
    isWarned: false,
    createdAt: seen,
  };
  return {
    who,
    /** The person who asks; null for strangers. */
    user: isSignedIn ? user : null,
    feedDate,
    /** On everything of the host's; the other is on the asker's own things. */
    paperId,
    otherPaper,
    /** In the trash of the collection, and of the libraries. */
    binnedPaper,
    /** Added to the collection by the person who asks, whatever their role now. */
    addedPaper,
    slug: paperRows[0]?.slug ?? "",
    title: paperRows[0]?.title ?? "",
    host,
    /** A plain member of the host's team. */
    someone,
    /** Removed from it a moment ago. */
    departed,
    me,
    team: { id: team, slug },
    /** A team of the same people, in its grace period. */
    dissolvedTeam,
    collection,
    /** A collection that only the team's managers see. */
    closed,
    /** A collection of the team, and a list of the host, in the trash. */
    deletedCollection: gone,
    list,
    deletedList: bin,
    notes,
    session,
    mySession,
    /** By a plain member, of the open note. */
    report,
    /** A note for everyone that an administrator has hidden. */
    hiddenNote,
    /** A background job that has been given up. */
    failedJob,
    passkey,
    myPasskey,
    invitation,
    guestInvitation,
    /** What the host, and the person who asks, are about to submit. */
    draft,
    myDraft,
    /** A submission of the host's that waits for a curator. */
    waiting,
    /** A proposal to the team, and one that is vetoed. */
    proposal,
    vetoed,
    /** The link as this person has it: others can only guess. */
    link: who === "link" ? tokens.link : newToken(),
    invited: who === "pendg" ? tokens.invitation : newToken(),
    mine: {
      team: { id: myTeam, slug: mySlug },
      collection: myCollection,
      list: myList,
      link: tokens.myLink,
    },
  };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Deletes everything that outsiders may not know of: for them, nothing must change. */
export async function vanish({
  team,
  dissolvedTeam,
  list,
  deletedList,
  notes,
  host,
}: World): Promise<void> {
  const db = appDatabase();
  await db.transaction(async (tx) => {
    await tx.delete(teams).where(inArray(teams.id, [team.id, dissolvedTeam]));
    await tx.delete(lists).where(inArray(lists.id, [list, deletedList]));
    await tx.delete(annotations).where(inArray(annotations.id, [notes.private, notes.deleted]));
    await tx.delete(userPapers).where(inArray(userPapers.userId, [host]));
    await tx.delete(sessions).where(inArray(sessions.userId, [host]));
  });
}

/** Deletes the collection that most of the team may not know of. */
export async function vanishClosed({ closed }: World): Promise<void> {
  await appDatabase()
    .delete(lists)
    .where(inArray(lists.id, [closed]));
}
