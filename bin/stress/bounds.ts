import { TOPIC_RULES } from "@/server/papers/topics/rules";
import { DRAFT, FEED_DATE, type Filled, OWED } from "./full";

const MEGABYTE = 1_000_000;

export interface Bound {
  ask: (world: Filled) => unknown;
  /** Asks for short items, if long ones reach the limit of bytes first. */
  askBriefly?: Bound["ask"];
  /** The longest list anywhere in the response, and the size of its JSON in bytes. */
  rows: number;
  bytes: number;
  /** Its input is a file, which does not come as JSON. */
  takesFile?: true;
}

const bound = (
  rows: number,
  bytes: number,
  ask: Bound["ask"] = () => undefined,
  askBriefly?: Bound["ask"],
): Bound => ({ rows, bytes, ask, askBriefly });

/** A file with more invalid rows than are shown, and papers with long titles. */
async function* fileOfPapers() {
  const title = "\u00e9".repeat(1_000);
  for (let row = 0; row < 60; row++) {
    yield Buffer.from(`{}\n${JSON.stringify({ title: `${row} ${title}`, abstract: "x" })}\n`);
  }
}

const FOR_NO_EDITION = { edition: null, curators: [], source: "a file" };

const ofTeam = () => ({ slug: "full-1" });
const ofList = ({ list }: Filled) => ({ listId: list });

/** The most that every query returns: enter each new query here, with its input. */
export const BOUNDS: Record<string, Bound> = {
  "accounts.deletionPreview": bound(100, 2 * MEGABYTE),
  "accounts.profile": bound(0, 2_000),
  "activity.latest": bound(30, 300_000, ofTeam),
  "activity.week": bound(25, MEGABYTE, ofTeam),
  "adminAccounts.list": bound(
    50,
    50_000,
    () => ({}),
    () => ({ find: "full" }),
  ),
  "adminAccounts.read": bound(0, 2_000, ({ reader }) => ({ userId: reader })),
  "adminJobs.overview": bound(50, 90_000),
  "adminStatus.read": bound(0, 1_000),
  "annotations.audiences": bound(500, MEGABYTE, ({ paper }) => ({ paperId: paper })),
  "annotations.mine": bound(
    50,
    500_000,
    () => ({}),
    () => ({ q: "brief" }),
  ),
  "annotations.onPaper": bound(
    350,
    700_000,
    ({ paper }) => ({ paperId: paper }),
    ({ briefly }) => ({ paperId: briefly }),
  ),
  "annotations.preview": bound(0, 100_000, () => ({ body: "x" })),
  "annotations.replies": bound(
    50,
    300_000,
    ({ note }) => ({ noteId: note }),
    ({ brief }) => ({ noteId: brief }),
  ),
  "annotations.thread": bound(7, 300_000, ({ reply }) => ({ id: reply })),
  "audit.log": bound(50, 300_000, () => ({})),
  "auth.admission": bound(0, 2_000, () => ({})),
  "auth.pendingSignUp": bound(0, 2_000, () => ({ token: "none" })),
  "collections.targets": bound(1_000, 2 * MEGABYTE, ({ collection }) => ({ listId: collection })),
  "confirmation.means": bound(20, 10_000),
  "curation.day": bound(300, 3 * MEGABYTE, () => ({ feedDate: FEED_DATE })),
  "editions.daily": bound(200, 4 * MEGABYTE, () => ({ feedDate: FEED_DATE })),
  "editions.monthly": bound(100, MEGABYTE, () => ({ month: "2025-03" })),
  "editions.nearest": bound(0, 200, () => ({})),
  "editions.teamDaily": bound(200, 4 * MEGABYTE, () => ({ team: "full-1", feedDate: FEED_DATE })),
  "editions.teamMonthly": bound(100, MEGABYTE, () => ({ team: "full-1", month: "2025-03" })),
  "editions.teamWeekly": bound(100, MEGABYTE, () => ({ team: "full-1", week: "2025-W11" })),
  "editions.trending": bound(40, MEGABYTE, () => ({})),
  "editions.weekly": bound(100, MEGABYTE, () => ({ week: "2025-W11" })),
  "digest.byToken": bound(0, 2_000, () => ({ token: "none" })),
  "digest.mine": bound(5, 2_000),
  "digest.preview": bound(0, 200_000),
  "follows.collections": bound(100, 100_000),
  "follows.suggestions": bound(5, 20_000),
  "follows.topics": bound(TOPIC_RULES.length, 2_000),
  "identities.list": bound(10, 2_000),
  "ingest.check": {
    ...bound(50, 50_000, () => ({ file: fileOfPapers(), options: FOR_NO_EDITION })),
    takesFile: true,
  },
  "ingest.confirmed": bound(0, 100, () => ({})),
  "ingest.last": bound(0, 2_000),
  "installation.settings": bound(0, 500),
  "installation.shown": bound(0, 500),
  "invitations.list": bound(100, 100_000),
  "invitations.ofList": bound(200, 300_000, ({ collection }) => ({ listId: collection })),
  "invitations.ofTeam": bound(200, 300_000, ({ team }) => ({ teamId: team })),
  "invitations.open": bound(0, 2_000, () => ({ token: "none" })),
  "items.trash": bound(100, 2 * MEGABYTE, ({ emptied }) => ({ listId: emptied })),
  "library.counts": bound(0, 200, () => ({})),
  "library.facets": bound(50, 100_000),
  "library.index": bound(20_000, 200_000, () => ({})),
  "library.rows": bound(100, 3 * MEGABYTE, ({ papers }) => ({ paperIds: papers.slice(0, 100) })),
  "listMembers.list": bound(1_000, MEGABYTE, ({ collection }) => ({ listId: collection })),
  "live.lists": bound(0, 200, ({ list }) => ({ lists: [{ listId: list }] })),
  "lists.all": bound(1_000, 4 * MEGABYTE),
  "lists.index": bound(10_000, 300_000, ofList),
  "lists.read": bound(0, 10_000, ofList),
  "lists.rows": bound(100, 3 * MEGABYTE, ({ list, papers }) => ({
    listId: list,
    paperIds: papers.slice(0, 100),
  })),
  "moderation.hidden": bound(50, 500_000),
  "moderation.log": bound(50, 100_000, () => ({})),
  "moderation.reportable": bound(0, 10_000, ({ note }) => ({ noteId: note })),
  "moderation.reports": bound(50, 300_000, () => ({})),
  "moderation.waiting": bound(0, 10),
  "moderation.warnings": bound(50, 100_000),
  "papers.abstract": bound(1_001, 500_000, ({ linked }) => ({ paperId: linked })),
  "papers.title": bound(0, 10_000, ({ linked }) => ({ paperId: linked })),
  "papers.at": bound(100, 300_000, () => ({ address: "full-1" })),
  "passkeys.list": bound(20, 20_000),
  "passkeys.signInOptions": bound(0, 1_000),
  "passwords.isResetOpen": bound(0, 10, () => ({ token: "none" })),
  "proposals.ofTeam": bound(60, 500_000, ofTeam),
  "search.titles": bound(5, 50_000, () => ({ q: "attention" })),
  "search.papers": bound(40, MEGABYTE, () => ({ q: "attention" })),
  "secondStep.owed": bound(20, 10_000, () => ({ token: OWED })),
  "secondStep.status": bound(0, 500),
  "sessions.list": bound(100, 100_000),
  "sharing.link": bound(0, 200, ofList),
  "sharing.read": bound(100, 3 * MEGABYTE, () => ({ token: "t".repeat(43) })),
  "signIns.recent": bound(30, 100_000),
  "sources.all": bound(30, 1_800_000),
  "sources.outlook": bound(0, 300),
  "submissions.about": bound(20, 100_000),
  "submissions.preview": bound(50, MEGABYTE, () => ({ id: DRAFT })),
  "mail.list": bound(100, 60_000),
  "mail.read": bound(0, 600_000, () => ({ id: "00000000-0000-4000-8000-000000000000" })),
  "teams.collections": bound(500, 2 * MEGABYTE, ofTeam),
  "teams.guests": bound(500, MEGABYTE, ofTeam),
  "teams.members": bound(500, 300_000, ofTeam),
  "teams.mine": bound(200, 500_000),
  "teams.read": bound(0, 10_000, ofTeam),
  "trash.collections": bound(100, 100_000, ofTeam),
  "trash.items": bound(100, MEGABYTE),
  "trash.lists": bound(100, 100_000),
  "trash.papers": bound(50, 300_000, () => ({})),
  "viewer.rail": bound(3, 50_000, () => ({ team: "full-1" })),
  "viewer.state": bound(500, 2 * MEGABYTE, ({ papers }) => ({ paperIds: papers })),
  "viewer.teamRead": bound(5, 50_000, ({ paper }) => ({ paperId: paper, team: "full-1" })),
  "votes.voters": bound(200, 100_000, ({ paper }) => ({ paperId: paper })),
};
