import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { appRouter, createCaller } from "@/server/api/root";
import { handlers } from "@/server/jobs/handlers";
import { monthOf, weekOf } from "@/server/platform/calendar";
import { appDatabase } from "@/server/platform/database";
import type { TaskName } from "@/server/platform/jobs/tasks";
import { actorFor, anonymous, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";
import {
  type Answer,
  answerOf,
  expectedIn,
  heardIn,
  LEGEND,
  leaksTo,
  table,
} from "../support/matrix";
import { KEPT_OUT, OUTSIDE, type Person, people, SECRETS, say } from "../support/people";
import { forgetWrites } from "../support/rates";
import { rolledBack } from "../support/rolled-back";
import { makeWorld, PASSWORD, SEEN, vanish, vanishClosed, type World } from "../support/world";

// invitations to the installation exist only with this setting
process.env.SIGN_UP = "invite";

const target = { start: 0, end: 4, textHash: "0".repeat(64) };
const note = (world: World) => ({
  id: randomUUID(),
  paperId: world.paperId,
  version: 1,
  body: "A",
});

const reworded = (id: string, was: string) => ({ id, body: "Changed", was });

/** A file of one paper, as a route handler passes it on. */
async function* aFile() {
  yield Buffer.from(JSON.stringify({ title: "Of a file", abstract: "Text." }));
}

const FROM_ELSEWHERE = { edition: null, curators: [], source: "Elsewhere" };

/** Every procedure, some in several cases, with its input. */
const ASKED: Record<string, (world: World) => unknown> = {
  "accounts.profile": () => undefined,
  "accounts.rename": () => ({ name: "Renamed" }),
  "accounts.deletionPreview": () => undefined,
  "accounts.delete": ({ team, me, user }) => ({
    email: user?.email,
    successors: { [team.id]: me },
  }),
  "accounts.hideVotes": () => ({ hidesVotes: true }),
  "activity.latest": ({ team }) => ({ slug: team.slug }),
  "activity.week": ({ team }) => ({ slug: team.slug }),
  "adminAccounts.delete": ({ someone }) => ({
    userId: someone,
    email: `someone-${someone}@example.org`,
  }),
  "adminAccounts.endSessions": ({ host }) => ({ userId: host }),
  "adminAccounts.list": () => ({}),
  "adminAccounts.read": ({ host }) => ({ userId: host }),
  "adminAccounts.resetLink": ({ host }) => ({ userId: host }),
  "adminAccounts.setBlocked": ({ host }) => ({ userId: host, blocked: true }),
  "adminAccounts.setRole": ({ host }) => ({ userId: host, role: "administrator" }),
  "adminAccounts.turnOffSecondStep": ({ host }) => ({ userId: host }),
  "adminJobs.discard": ({ failedJob }) => ({ id: failedJob }),
  "adminJobs.overview": () => undefined,
  "adminJobs.runNow": () => ({ name: "purge" }),
  "adminJobs.tryAgain": ({ failedJob }) => ({ id: failedJob }),
  "adminStatus.read": () => undefined,
  "annotations.audiences": ({ paperId }) => ({ paperId }),
  "annotations.create collection": (world) => ({
    ...note(world),
    audience: { listId: world.collection },
  }),
  "annotations.create list": (world) => ({ ...note(world), audience: { listId: world.list } }),
  "annotations.create team": (world) => ({ ...note(world), audience: { teamId: world.team.id } }),
  "annotations.create me": (world) => ({ ...note(world), audience: "me" }),
  "annotations.create everyone": (world) => ({ ...note(world), audience: "everyone" }),
  "annotations.edit mine": ({ notes }) => reworded(notes.mine, "Mine"),
  "annotations.edit mine there": ({ notes }) => reworded(notes.mineThere, "Mine as well"),
  "annotations.edit open": ({ notes }) => reworded(notes.open, "For all"),
  "annotations.edit private": ({ notes }) => reworded(notes.private, say("private")),
  "annotations.edit collection": ({ notes }) => reworded(notes.collection, say("collection")),
  "annotations.edit team": ({ notes }) => reworded(notes.team, say("team")),
  "annotations.edit mine to the collection": ({ notes, collection }) => ({
    id: notes.mine,
    audience: { listId: collection },
  }),
  "annotations.edit mine to the team": ({ notes, team }) => ({
    id: notes.mine,
    audience: { teamId: team.id },
  }),
  "annotations.mine": () => ({}),
  "annotations.mine of the collection": ({ collection }) => ({ audience: { listId: collection } }),
  "annotations.onPaper": ({ paperId }) => ({ paperId }),
  "annotations.preview": () => ({ body: "*a*" }),
  "annotations.reattach mine": ({ notes }) => ({ id: notes.mine, version: 1, target }),
  "annotations.reattach open": ({ notes }) => ({ id: notes.open, version: 1, target }),
  "annotations.reattach private": ({ notes }) => ({ id: notes.private, version: 1, target }),
  "annotations.reattach collection": ({ notes }) => ({ id: notes.collection, version: 1, target }),
  "annotations.remove mine": ({ notes }) => ({ id: notes.mine }),
  "annotations.remove mine there": ({ notes }) => ({ id: notes.mineThere }),
  "annotations.remove open": ({ notes }) => ({ id: notes.open }),
  "annotations.remove private": ({ notes }) => ({ id: notes.private }),
  "annotations.remove collection": ({ notes }) => ({ id: notes.collection }),
  "annotations.remove team": ({ notes }) => ({ id: notes.team }),
  "annotations.replies open": ({ notes }) => ({ noteId: notes.open }),
  "annotations.replies private": ({ notes }) => ({ noteId: notes.private }),
  "annotations.replies collection": ({ notes }) => ({ noteId: notes.collection }),
  "annotations.replies team": ({ notes }) => ({ noteId: notes.team }),
  "annotations.reply open": ({ notes }) => ({ id: randomUUID(), parentId: notes.open, body: "A" }),
  "annotations.reply closed": ({ notes }) => ({
    id: randomUUID(),
    parentId: notes.closed,
    body: "A",
  }),
  "annotations.reply private": ({ notes }) => ({
    id: randomUUID(),
    parentId: notes.private,
    body: "A",
  }),
  "annotations.reply collection": ({ notes }) => ({
    id: randomUUID(),
    parentId: notes.collection,
    body: "A",
  }),
  "annotations.reply team": ({ notes }) => ({ id: randomUUID(), parentId: notes.team, body: "A" }),
  "annotations.restore open": ({ notes }) => ({ id: notes.open }),
  "annotations.restore private": ({ notes }) => ({ id: notes.deleted }),
  "annotations.restore collection": ({ notes }) => ({ id: notes.deletedCollection }),
  "annotations.setHidden mine": ({ notes }) => ({ id: notes.mine, hidden: true }),
  "annotations.setHidden open": ({ notes }) => ({ id: notes.open, hidden: true }),
  "annotations.setHidden private": ({ notes }) => ({ id: notes.private, hidden: true }),
  "annotations.setHidden collection": ({ notes }) => ({ id: notes.collection, hidden: true }),
  "annotations.setHidden team": ({ notes }) => ({ id: notes.team, hidden: true }),
  "annotations.thread open": ({ notes }) => ({ id: notes.open }),
  "annotations.thread private": ({ notes }) => ({ id: notes.private }),
  "annotations.thread collection": ({ notes }) => ({ id: notes.collection }),
  "annotations.thread team": ({ notes }) => ({ id: notes.team }),
  "audit.log": ({ host }) => ({ subjectId: host }),
  "auth.admission": () => ({}),
  "auth.pendingSignUp": () => ({ token: "no such token" }),
  "collections.duplicate list": ({ list }) => ({ id: randomUUID(), name: "A", from: list }),
  "collections.duplicate collection": ({ collection }) => ({
    id: randomUUID(),
    name: "A",
    from: collection,
    withNotes: true,
  }),
  "collections.duplicate mine into the team": ({ mine, team }) => ({
    id: randomUUID(),
    name: "A",
    from: mine.list,
    teamId: team.id,
  }),
  "collections.transfer to my team": ({ collection, mine }) => ({
    listId: collection,
    teamId: mine.team.id,
  }),
  "collections.transfer mine to the team": ({ team, mine }) => ({
    listId: mine.collection,
    teamId: team.id,
  }),
  "collections.merge into mine": ({ collection, mine }) => ({
    from: collection,
    into: mine.collection,
  }),
  "collections.merge mine into it": ({ collection, mine }) => ({
    from: mine.collection,
    into: collection,
  }),
  "collections.merge list into mine": ({ list, mine }) => ({ from: list, into: mine.collection }),
  "collections.targets": ({ mine }) => ({ listId: mine.collection }),
  "confirmation.confirm": () => ({ password: PASSWORD }),
  "confirmation.mailCode": () => undefined,
  "confirmation.means": () => undefined,
  "curation.accept": ({ waiting }) => ({ id: waiting }),
  "curation.day": ({ feedDate }) => ({ feedDate }),
  "curation.decline": ({ waiting }) => ({ id: waiting, reason: "A reason" }),
  "curation.fetch": ({ feedDate }) => ({ feedDate }),
  "curation.move": ({ paperId, feedDate }) => ({ paperId, feedDate }),
  "curation.place": ({ paperId }) => ({ paperId, to: "top" }),
  "curation.remove": ({ paperId }) => ({ paperId, reason: "A reason" }),
  "curation.restore": ({ addedPaper }) => ({ paperId: addedPaper }),
  "digest.byToken": () => ({ token: "none" }),
  "digest.end": () => undefined,
  "digest.mine": () => undefined,
  "digest.noteOpened": ({ paperId }) => ({ paperId }),
  "digest.preview": () => undefined,
  "digest.save": () => ({
    cadence: "daily",
    weekdays: [1, 2],
    weekday: 1,
    hour: 7,
    zone: "UTC",
    length: 10,
    contents: ["edition"],
  }),
  "editions.daily": ({ feedDate }) => ({ feedDate }),
  "editions.monthly": ({ feedDate }) => ({ month: monthOf(feedDate) }),
  "editions.nearest": ({ feedDate }) => ({ from: feedDate, to: feedDate }),
  "editions.teamDaily": ({ feedDate, team }) => ({ feedDate, team: team.slug }),
  "editions.teamMonthly": ({ feedDate, team }) => ({ month: monthOf(feedDate), team: team.slug }),
  "editions.teamWeekly": ({ feedDate, team }) => ({ week: weekOf(feedDate), team: team.slug }),
  "editions.trending": () => ({}),
  "editions.weekly": ({ feedDate }) => ({ week: weekOf(feedDate) }),
  "follows.collections": () => undefined,
  "follows.followCollection": ({ collection }) => ({ listId: collection, on: true }),
  "follows.followCollection not": ({ collection }) => ({ listId: collection, on: false }),
  "follows.followCollection a list": ({ list }) => ({ listId: list, on: true }),
  "follows.setTopics": () => ({ topics: ["agents"] }),
  "follows.suggestions": () => undefined,
  "follows.topics": () => undefined,
  "identities.disconnect": () => ({ provider: "github" }),
  "identities.list": () => undefined,
  "ingest.check": () => ({ file: aFile(), options: FROM_ELSEWHERE }),
  "ingest.confirmed": () => ({}),
  "ingest.import": () => ({ file: aFile(), options: FROM_ELSEWHERE }),
  "ingest.last": () => undefined,
  "installation.save": () => ({ name: "The Daily" }),
  "installation.settings": () => undefined,
  "installation.shown": () => undefined,
  "invitations.accept": ({ invited }) => ({ token: invited }),
  "invitations.create": () => ({ email: "" }),
  "invitations.createForList viewer": ({ collection }) => invites({ listId: collection }),
  "invitations.createForList manager": ({ collection }) =>
    invites({ listId: collection, role: "manager" }),
  "invitations.createForList list": ({ list }) => invites({ listId: list }),
  "invitations.createForTeam to the closed": ({ team, closed }) =>
    invites({ teamId: team.id, listId: closed }),
  "invitations.createForTeam member": ({ team }) => invites({ teamId: team.id }),
  "invitations.createForTeam admin": ({ team }) => invites({ teamId: team.id, role: "admin" }),
  "invitations.createForTeam owner": ({ team }) => invites({ teamId: team.id, role: "owner" }),
  "invitations.createForTeam mine, to it": ({ mine, collection }) =>
    invites({ teamId: mine.team.id, listId: collection }),
  "invitations.createForTeamEach closed": ({ team, closed }) =>
    invitesEach({ teamId: team.id, listId: closed }),
  "invitations.createForTeamEach admin": ({ team }) =>
    invitesEach({ teamId: team.id, role: "admin" }),
  "invitations.createForTeamEach owner": ({ team }) =>
    invitesEach({ teamId: team.id, role: "owner" }),
  "invitations.list": () => undefined,
  "invitations.ofList": ({ collection }) => ({ listId: collection }),
  "invitations.ofTeam": ({ team }) => ({ teamId: team.id }),
  "invitations.open": ({ invited }) => ({ token: invited }),
  "invitations.resend team": ({ invitation }) => ({ id: invitation }),
  "invitations.resend guest": ({ guestInvitation }) => ({ id: guestInvitation }),
  "invitations.revoke team": ({ invitation }) => ({ id: invitation }),
  "invitations.revoke guest": ({ guestInvitation }) => ({ id: guestInvitation }),
  "invitations.revoke none": () => ({ id: randomUUID() }),
  "items.copy list to mine": ({ list, mine, paperId }) => carry(list, mine.list, paperId),
  "items.copy collection to mine": ({ collection, mine, paperId }) =>
    carry(collection, mine.list, paperId),
  "items.copy mine to list": ({ list, mine, otherPaper }) => carry(mine.list, list, otherPaper),
  "items.copy mine to collection": ({ collection, mine, otherPaper }) =>
    carry(mine.list, collection, otherPaper),
  "items.move list to mine": ({ list, mine, paperId }) => carry(list, mine.list, paperId),
  "items.move collection to mine": ({ collection, mine, paperId }) =>
    carry(collection, mine.list, paperId),
  "items.move mine to list": ({ list, mine, otherPaper }) => carry(mine.list, list, otherPaper),
  "items.move mine to collection": ({ collection, mine, otherPaper }) =>
    carry(mine.list, collection, otherPaper),
  "items.add list": ({ list, otherPaper }) => ({ listId: list, paperId: otherPaper }),
  "items.add collection": ({ collection, otherPaper }) => ({
    listId: collection,
    paperId: otherPaper,
  }),
  "items.reorder list": ({ list, paperId }) => ({ listId: list, paperId, to: "top" }),
  "items.reorder collection": ({ collection, paperId }) => ({
    listId: collection,
    paperId,
    to: "top",
  }),
  "items.restore list": ({ list, paperId }) => ({ listId: list, paperId }),
  "items.restore collection": ({ collection, binnedPaper }) => ({
    listId: collection,
    paperId: binnedPaper,
  }),
  "items.setNote list": ({ list, paperId }) => noted(list, paperId, ""),
  "items.setNote collection": ({ collection, paperId }) =>
    noted(collection, paperId, say("collection")),
  "items.setNote my addition": ({ collection, addedPaper }) => noted(collection, addedPaper, ""),
  "items.remove list": ({ list, paperId }) => ({ listId: list, paperId }),
  "items.remove collection": ({ collection, paperId }) => ({ listId: collection, paperId }),
  "items.remove my addition": ({ collection, addedPaper }) => ({
    listId: collection,
    paperId: addedPaper,
  }),
  "items.restoreMany list": ({ list, paperId }) => ({ listId: list, paperIds: [paperId] }),
  "items.restoreMany collection": ({ collection, binnedPaper }) => ({
    listId: collection,
    paperIds: [binnedPaper],
  }),
  "items.removeMany list": ({ list, paperId }) => ({ listId: list, paperIds: [paperId] }),
  "items.removeMany collection": ({ collection, paperId }) => ({
    listId: collection,
    paperIds: [paperId],
  }),
  "items.removeMany my addition": ({ collection, addedPaper }) => ({
    listId: collection,
    paperIds: [addedPaper],
  }),
  "items.trash list": ({ list }) => ({ listId: list }),
  "items.trash collection": ({ collection }) => ({ listId: collection }),
  "library.addToList list": ({ list, otherPaper }) => ({ listId: list, paperIds: [otherPaper] }),
  "library.addToList collection": ({ collection, otherPaper }) => ({
    listId: collection,
    paperIds: [otherPaper],
  }),
  "library.counts": () => ({}),
  "library.facets": () => undefined,
  "library.index": () => ({}),
  "library.index of the closed": ({ closed }) => ({ list: closed }),
  "library.index of the collection": ({ collection }) => ({ list: collection }),
  "library.remove": ({ otherPaper }) => ({ paperId: otherPaper }),
  "library.removeTag": () => ({ tag: "mine" }),
  "library.renameTag": () => ({ tag: "mine", to: "still mine" }),
  "library.rows": ({ paperId, otherPaper }) => ({ paperIds: [paperId, otherPaper] }),
  "library.set": ({ paperId }) => ({ paperId, status: "to_read" }),
  "library.setMany": ({ otherPaper }) => ({ paperIds: [otherPaper], favorite: true }),
  "listMembers.list list": ({ list }) => ({ listId: list }),
  "listMembers.list collection": ({ collection }) => ({ listId: collection }),
  "listMembers.restore": ({ collection, departed }) => ({ listId: collection, userId: departed }),
  "listMembers.remove someone": ({ collection, someone }) => ({
    listId: collection,
    userId: someone,
  }),
  "listMembers.remove me": ({ collection, me }) => ({ listId: collection, userId: me }),
  "listMembers.set someone editor": ({ collection, someone }) => ({
    listId: collection,
    userId: someone,
    role: "editor",
  }),
  "listMembers.set me manager": ({ collection, me }) => ({
    listId: collection,
    userId: me,
    role: "manager",
  }),
  "listMembers.set me on list": ({ list, me }) => ({ listId: list, userId: me, role: "viewer" }),
  "listMembers.setOpenTo": ({ collection }) => ({
    listId: collection,
    visibility: "team",
    memberRole: "manager",
  }),
  "lists.all": () => undefined,
  "lists.create new": () => ({ id: randomUUID(), name: "A list" }),
  "lists.create same": ({ list }) => ({ id: list, name: "A list" }),
  "lists.create in the team": ({ team }) => ({ id: randomUUID(), name: "A", teamId: team.id }),
  "lists.create same in my team": ({ collection, mine }) => ({
    id: collection,
    name: "A",
    teamId: mine.team.id,
  }),
  "lists.edit list": ({ list }) => edited(list),
  "lists.edit collection": ({ collection }) => edited(collection),
  "lists.index list": ({ list }) => ({ listId: list }),
  "lists.index collection": ({ collection }) => ({ listId: collection }),
  "lists.read closed": ({ closed }) => ({ listId: closed }),
  "lists.read mine": ({ mine }) => ({ listId: mine.list }),
  "lists.read list": ({ list }) => ({ listId: list }),
  "lists.read collection": ({ collection }) => ({ listId: collection }),
  "lists.read deleted": ({ deletedCollection }) => ({ listId: deletedCollection }),
  "lists.remove list": ({ list }) => ({ listId: list }),
  "lists.remove collection": ({ collection }) => ({ listId: collection }),
  "lists.restore list": ({ deletedList }) => ({ listId: deletedList }),
  "lists.restore collection": ({ deletedCollection }) => ({ listId: deletedCollection }),
  "lists.rows list": ({ list, paperId }) => ({ listId: list, paperIds: [paperId] }),
  "lists.rows collection": ({ collection, paperId }) => ({
    listId: collection,
    paperIds: [paperId],
  }),
  "lists.rows mine, with its paper": ({ mine, paperId }) => ({
    listId: mine.list,
    paperIds: [paperId],
  }),
  "live.lists closed": ({ closed }) => ({ lists: [{ listId: closed, revision: 0 }] }),
  "live.lists list": ({ list }) => ({ lists: [{ listId: list, revision: 0 }] }),
  "live.lists collection": ({ collection }) => ({ lists: [{ listId: collection, revision: 0 }] }),
  "mail.list": () => undefined,
  "mail.read": () => ({ id: randomUUID() }),
  "moderation.dismiss": ({ report }) => ({ reportId: report }),
  "moderation.dismissWarning": () => ({ id: randomUUID() }),
  "moderation.hidden": () => undefined,
  "moderation.hide": ({ report }) => ({ reportId: report, reason: "A reason" }),
  "moderation.log": () => ({}),
  "moderation.report open": ({ notes }) => reported(notes.open),
  "moderation.report private": ({ notes }) => reported(notes.private),
  "moderation.report collection": ({ notes }) => reported(notes.collection),
  "moderation.report team": ({ notes }) => reported(notes.team),
  "moderation.report mine": ({ notes }) => reported(notes.mine),
  "moderation.reportable open": ({ notes }) => ({ noteId: notes.open }),
  "moderation.reportable private": ({ notes }) => ({ noteId: notes.private }),
  "moderation.reportable collection": ({ notes }) => ({ noteId: notes.collection }),
  "moderation.reports": () => ({}),
  "moderation.restore": ({ hiddenNote }) => ({ noteId: hiddenNote, reason: "A reason" }),
  "moderation.waiting": () => undefined,
  "moderation.warn": ({ report }) => ({ reportId: report, reason: "A reason" }),
  "moderation.warnings": () => undefined,
  "papers.abstract": ({ paperId }) => ({ paperId }),
  "papers.at": ({ slug }) => ({ address: slug }),
  "papers.title": ({ paperId }) => ({ paperId }),
  "passkeys.list": () => undefined,
  "passkeys.registrationOptions": () => undefined,
  "passkeys.remove mine": ({ myPasskey }) => ({ id: myPasskey }),
  "passkeys.remove the host's": ({ passkey }) => ({ id: passkey }),
  "passkeys.signInOptions": () => undefined,
  "passwords.isResetOpen": () => ({ token: "no such token" }),
  "proposals.liftVeto": ({ vetoed }) => ({ id: vetoed }),
  "proposals.ofTeam": ({ team }) => ({ slug: team.slug }),
  "proposals.propose": ({ team, slug }) => ({ teamId: team.id, paper: slug }),
  "proposals.setThreshold": ({ team }) => ({ teamId: team.id, threshold: 3 }),
  "proposals.support": ({ proposal }) => ({ id: proposal, supports: true }),
  "proposals.veto": ({ proposal }) => ({ id: proposal, reason: "A reason" }),
  "search.papers": ({ title }) => ({ q: title }),
  "search.titles": ({ title }) => ({ q: title }),
  "secondStep.cancelAuthenticator": () => undefined,
  "secondStep.enableAuthenticator": () => ({ code: "no code" }),
  "secondStep.owed": () => ({ token: "no such token" }),
  "secondStep.renewRecoveryCodes": () => undefined,
  "secondStep.requirePasskey": () => undefined,
  "secondStep.startAuthenticator": () => undefined,
  "secondStep.status": () => undefined,
  "secondStep.turnOff": () => undefined,
  "sessions.end mine": ({ mySession }) => ({ id: mySession }),
  "sessions.end the host's": ({ session }) => ({ id: session }),
  "sessions.endOthers": () => undefined,
  "sessions.list": () => undefined,
  "sharing.link list": ({ list }) => ({ listId: list }),
  "sharing.link collection": ({ collection }) => ({ listId: collection }),
  "sharing.read": ({ link }) => ({ token: link }),
  "sharing.share list": ({ list }) => ({ listId: list, withNotes: true }),
  "sharing.share collection": ({ collection }) => ({ listId: collection, withNotes: true }),
  "sharing.unshare list": ({ list }) => ({ listId: list }),
  "sharing.unshare collection": ({ collection }) => ({ listId: collection }),
  "signIns.recent": () => undefined,
  "sources.addCategory": () => ({ category: "cs.CL" }),
  "sources.all": () => undefined,
  "sources.outlook": () => undefined,
  "sources.removeCategory": () => ({ category: "cs.CL" }),
  "sources.turn": () => ({ source: "hugging-face", on: true }),
  "submissions.about": () => undefined,
  "submissions.paste": () => ({ papers: "2501.00663" }),
  "submissions.preview mine": ({ myDraft }) => ({ id: myDraft }),
  "submissions.preview the host's": ({ draft }) => ({ id: draft }),
  "submissions.send mine": ({ myDraft }) => ({ id: myDraft }),
  "submissions.send the host's": ({ draft }) => ({ id: draft }),
  "submissions.write": () => ({ title: "Written", abstract: "Text.", authors: "", link: "" }),
  "teams.collections": ({ team }) => ({ slug: team.slug }),
  "teams.create": ({ me }) => ({ id: randomUUID(), name: `Team ${me}` }),
  "teams.create same": ({ team }) => ({ id: team.id, name: `Team ${team.id}` }),
  "teams.dissolve": ({ team }) => ({ teamId: team.id }),
  "teams.edit": ({ team }) => ({
    teamId: team.id,
    name: "Renamed",
    slug: team.slug,
    description: "",
    updatedAt: SEEN,
  }),
  "teams.leave": ({ team }) => ({ teamId: team.id }),
  "teams.leave mine, its last owner": ({ mine }) => ({ teamId: mine.team.id }),
  "teams.guests": ({ team }) => ({ slug: team.slug }),
  "teams.members": ({ team }) => ({ slug: team.slug }),
  "teams.mine": () => undefined,
  "teams.restoreMember": ({ team, departed }) => ({ teamId: team.id, userId: departed }),
  "teams.read": ({ team }) => ({ slug: team.slug }),
  "teams.remove someone": ({ team, someone }) => ({ teamId: team.id, userId: someone }),
  "teams.remove an owner": ({ team, host }) => ({ teamId: team.id, userId: host }),
  "teams.restore": ({ dissolvedTeam }) => ({ teamId: dissolvedTeam }),
  "teams.setRole someone admin": ({ team, someone }) => ({
    teamId: team.id,
    userId: someone,
    role: "admin",
  }),
  "teams.setRole someone owner": ({ team, someone }) => ({
    teamId: team.id,
    userId: someone,
    role: "owner",
  }),
  "teams.setRole me owner": ({ team, me }) => ({ teamId: team.id, userId: me, role: "owner" }),
  "teams.setRole an owner member": ({ team, host }) => ({
    teamId: team.id,
    userId: host,
    role: "member",
  }),
  "teams.transfer": ({ team, someone }) => ({ teamId: team.id, userId: someone }),
  "trash.collections": ({ team }) => ({ slug: team.slug }),
  "trash.items": () => undefined,
  "trash.lists": () => undefined,
  "trash.papers": () => ({}),
  "viewer.rail": ({ team }) => ({ team: team.slug }),
  "viewer.state": ({ paperId, otherPaper }) => ({ paperIds: [paperId, otherPaper] }),
  "viewer.teamRead": ({ paperId, team }) => ({ paperId, team: team.slug }),
  "votes.set": ({ paperId }) => ({ paperId, voted: true }),
  "votes.voters": ({ paperId }) => ({ paperId }),
};

function edited(listId: string) {
  return { listId, name: "Renamed", description: "", updatedAt: SEEN };
}

const carry = (from: string, to: string, paperId: number) => ({ from, to, paperIds: [paperId] });

const reported = (noteId: string) => ({ noteId, about: "note", reason: "What is wrong" });

const noted = (listId: string, paperId: number, was: string) => ({
  listId,
  paperId,
  note: "Noted",
  was,
});

const invites = (to: { teamId?: string; listId?: string; role?: string }) => ({
  ...to,
  email: `${randomUUID()}@example.org`,
});

const invitesEach = (to: { teamId: string; listId?: string; role?: string }) => ({
  ...to,
  emails: `${randomUUID()}@example.org, ${randomUUID()}@example.org`,
});

/** Who may do what. `tests/support/people.ts` and `matrix.ts` explain columns and cells. */
const TABLE = `
                                          anon  stran view  comm  contr edit  manag membr admin owner remov pendg guest link  curat inst
accounts.profile                          401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
accounts.rename                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
accounts.deletionPreview                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
accounts.delete                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
accounts.hideVotes                        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
activity.latest                           401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
activity.week                             401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
adminAccounts.delete                      401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminAccounts.endSessions                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminAccounts.list                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminAccounts.read                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminAccounts.resetLink                   401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminAccounts.setBlocked                  401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminAccounts.setRole                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminAccounts.turnOffSecondStep           401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminJobs.discard                         401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminJobs.overview                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminJobs.runNow                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminJobs.tryAgain                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
adminStatus.read                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
annotations.audiences                     401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.create collection             401   404   403   ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
annotations.create list                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.create team                   401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
annotations.create me                     401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.create everyone               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.edit mine                     401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.edit mine there               401   404   403   ok    ok    ok    ok    ok    ok    ok    403   404   ok    401   404   404
annotations.edit open                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   403
annotations.edit private                  401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.edit collection               401   404   403   403   403   403   403   403   403   403   404   404   403   401   404   404
annotations.edit team                     401   404   403   403   403   403   403   403   403   403   404   404   404   401   404   404
annotations.edit mine to the collection   401   404   403   ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
annotations.edit mine to the team         401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
annotations.mine                          401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.mine of the collection        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.onPaper                       ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
annotations.preview                       401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.reattach mine                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.reattach open                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   403
annotations.reattach private              401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.reattach collection           401   404   403   403   403   403   403   403   403   403   404   404   403   401   404   404
annotations.remove mine                   401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.remove mine there             401   404   ok    ok    ok    ok    ok    ok    ok    ok    ok    404   ok    401   404   404
annotations.remove open                   401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   403
annotations.remove private                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.remove collection             401   404   403   403   403   403   403   403   403   403   404   404   403   401   404   404
annotations.remove team                   401   404   403   403   403   403   403   403   403   403   404   404   404   401   404   404
annotations.replies open                  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
annotations.replies private               404   404   404   404   404   404   404   404   404   404   404   404   404   404   404   404
annotations.replies collection            404   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    404   404   404
annotations.replies team                  404   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   404   404   404
annotations.reply open                    401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
annotations.reply closed                  401   404   404   404   404   404   404   404   ok    ok    404   404   404   401   404   404
annotations.reply private                 401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.reply collection              401   404   403   ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
annotations.reply team                    401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
annotations.restore open                  401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   403
annotations.restore private               401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.restore collection            401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.setHidden mine                401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   403
annotations.setHidden open                401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   403
annotations.setHidden private             401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
annotations.setHidden collection          401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
annotations.setHidden team                401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
annotations.thread open                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
annotations.thread private                404   404   404   404   404   404   404   404   404   404   404   404   404   404   404   404
annotations.thread collection             404   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    404   404   404
annotations.thread team                   404   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   404   404   404
audit.log                                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
auth.admission                            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
auth.pendingSignUp                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
collections.duplicate list                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
collections.duplicate collection          401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
collections.duplicate mine into the team  401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
collections.transfer to my team           401   404   403   403   403   403   403   403   ok    ok    404   404   403   401   404   404
collections.transfer mine to the team     401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
collections.merge into mine               401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
collections.merge mine into it            401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
collections.merge list into mine          401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
collections.targets                       401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
confirmation.confirm                      401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
confirmation.mailCode                     401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
confirmation.means                        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
curation.accept                           401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
curation.day                              401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
curation.decline                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
curation.fetch                            401   403   403   403   403   403   403   403   403   403   403   403   403   401   no    no
curation.move                             401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
curation.place                            401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
curation.remove                           401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
curation.restore                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
digest.byToken                            404   404   404   404   404   404   404   404   404   404   404   404   404   404   404   404
digest.end                                401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
digest.mine                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
digest.noteOpened                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
digest.preview                            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
digest.save                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
editions.daily                            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.monthly                          ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.nearest                          ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.teamDaily                        401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
editions.teamMonthly                      401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
editions.teamWeekly                       401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
editions.trending                         ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.weekly                           ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
follows.collections                       401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
follows.followCollection                  401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
follows.followCollection not              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
follows.followCollection a list           401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
follows.setTopics                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
follows.suggestions                       401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
follows.topics                            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
identities.disconnect                     401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
identities.list                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
ingest.check                              401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
ingest.confirmed                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
ingest.import                             401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
ingest.last                               401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
installation.save                         401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
installation.settings                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
installation.shown                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
invitations.accept                        401   404   404   404   404   404   404   404   404   404   404   ok    404   401   404   404
invitations.create                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
invitations.createForList viewer          401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
invitations.createForList manager         401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
invitations.createForList list            401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
invitations.createForTeam to the closed   401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
invitations.createForTeam member          401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
invitations.createForTeam admin           401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
invitations.createForTeam owner           401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
invitations.createForTeam mine, to it     401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
invitations.createForTeamEach closed      401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
invitations.createForTeamEach admin       401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
invitations.createForTeamEach owner       401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
invitations.list                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
invitations.ofList                        401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
invitations.ofTeam                        401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
invitations.open                          404   404   404   404   404   404   404   404   404   404   404   ok    404   404   404   404
invitations.resend team                   401   404   404   404   404   404   404   404   ok    ok    404   404   404   401   404   404
invitations.resend guest                  401   404   404   404   404   404   ok    404   ok    ok    404   404   404   401   404   404
invitations.revoke team                   401   404   404   404   404   404   404   404   ok    ok    404   404   404   401   404   404
invitations.revoke guest                  401   404   404   404   404   404   ok    404   ok    ok    404   404   404   401   404   404
invitations.revoke none                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.copy list to mine                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.copy collection to mine             401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.copy mine to list                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.copy mine to collection             401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.move list to mine                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.move collection to mine             401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.move mine to list                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.move mine to collection             401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.add list                            401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.add collection                      401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.reorder list                        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.reorder collection                  401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.restore list                        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.restore collection                  401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.setNote list                        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.setNote collection                  401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.setNote my addition                 401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.remove list                         401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.remove collection                   401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.remove my addition                  401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.restoreMany list                    401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.restoreMany collection              401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.removeMany list                     401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.removeMany collection               401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.removeMany my addition              401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
items.trash list                          401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
items.trash collection                    401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
library.addToList list                    401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
library.addToList collection              401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
library.counts                            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.facets                            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.index                             401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.index of the closed               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.index of the collection           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.remove                            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.removeTag                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.renameTag                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.rows                              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.set                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library.setMany                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
listMembers.list list                     401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
listMembers.list collection               401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
listMembers.restore                       401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
listMembers.remove someone                401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
listMembers.remove me                     401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
listMembers.set someone editor            401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
listMembers.set me manager                401   404   403   403   403   403   ok    403   no    no    404   404   403   401   404   404
listMembers.set me on list                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
listMembers.setOpenTo                     401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists.all                                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists.create new                          401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists.create same                         401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.create in the team                  401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
lists.create same in my team              401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists.edit list                           401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.edit collection                     401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists.index list                          401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.index collection                    401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists.read closed                         401   404   404   404   404   404   404   404   ok    ok    404   404   404   401   404   404
lists.read mine                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists.read list                           401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.read collection                     401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists.read deleted                        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.remove list                         401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.remove collection                   401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists.restore list                        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.restore collection                  401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists.rows list                           401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists.rows collection                     401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists.rows mine, with its paper           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
live.lists closed                         401   404   404   404   404   404   404   404   ok    ok    404   404   404   401   404   404
live.lists list                           401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
live.lists collection                     401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
mail.list                                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
mail.read                                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   404
moderation.dismiss                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
moderation.dismissWarning                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
moderation.hidden                         401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
moderation.hide                           401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
moderation.log                            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
moderation.report open                    401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
moderation.report private                 401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
moderation.report collection              401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
moderation.report team                    401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
moderation.report mine                    401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
moderation.reportable open                401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
moderation.reportable private             401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
moderation.reportable collection          401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
moderation.reports                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
moderation.restore                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
moderation.waiting                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
moderation.warn                           401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
moderation.warnings                       401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
papers.abstract                           ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
papers.at                                 ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
papers.title                              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
passkeys.list                             401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
passkeys.registrationOptions              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
passkeys.remove mine                      401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
passkeys.remove the host's                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
passkeys.signInOptions                    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
passwords.isResetOpen                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
proposals.liftVeto                        401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
proposals.ofTeam                          401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
proposals.propose                         401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
proposals.setThreshold                    401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
proposals.support                         401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
proposals.veto                            401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
search.papers                             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
search.titles                             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
secondStep.cancelAuthenticator            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
secondStep.enableAuthenticator            401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
secondStep.owed                           ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
secondStep.renewRecoveryCodes             401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
secondStep.requirePasskey                 401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
secondStep.startAuthenticator             401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
secondStep.status                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
secondStep.turnOff                        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
sessions.end mine                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
sessions.end the host's                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
sessions.endOthers                        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
sessions.list                             401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
sharing.link list                         401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
sharing.link collection                   401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
sharing.read                              404   404   404   404   404   404   404   404   404   404   404   404   404   ok    404   404
sharing.share list                        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
sharing.share collection                  401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
sharing.unshare list                      401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
sharing.unshare collection                401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
signIns.recent                            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
sources.addCategory                       401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
sources.all                               401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
sources.outlook                           ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
sources.removeCategory                    401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
sources.turn                              401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
submissions.about                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
submissions.paste                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
submissions.preview mine                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
submissions.preview the host's            401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
submissions.send mine                     401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
submissions.send the host's               401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
submissions.write                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
teams.collections                         401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
teams.create                              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
teams.create same                         401   no    ok    ok    ok    ok    ok    ok    ok    ok    no    no    no    401   no    no
teams.dissolve                            401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams.edit                                401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams.leave                               401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
teams.leave mine, its last owner          401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
teams.guests                              401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams.members                             401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
teams.mine                                401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
teams.restoreMember                       401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams.read                                401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
teams.remove someone                      401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams.remove an owner                     401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams.restore                             401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams.setRole someone admin               401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams.setRole someone owner               401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams.setRole me owner                    401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams.setRole an owner member             401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams.transfer                            401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
trash.collections                         401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
trash.items                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
trash.lists                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
trash.papers                              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
viewer.rail                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
viewer.state                              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
viewer.teamRead                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
votes.set                                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
votes.voters                              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
`;

const EXPECTED = expectedIn(TABLE);

interface Callable {
  [name: string]: Callable & ((input: unknown) => Promise<unknown>);
}

function ask(
  { user, mySession }: World,
  name: string,
  input: unknown,
  db = appDatabase(),
): Promise<Answer> {
  const [path = ""] = name.split(" ", 1);
  const [noun = "", verb = ""] = path.split(".", 2);
  const actor = user && { ...actorFor(user), sessionId: mySession };
  const caller: unknown = actor ? createCaller(contextFor(actor, { db })) : anonymous({ db });
  return answerOf(async () => (caller as Callable)[noun]?.[verb]?.(input));
}

/**
 * Clients create ids: anyone who already knows one can find out that it is taken, and nothing else.
 */
const TAKEN = ["lists.create same", "lists.create same in my team", "teams.create same"];

/** What administrators see of accounts and of the installation is for them. */
const OF_THE_OFFICE = [
  "adminAccounts",
  "adminJobs",
  "adminStatus",
  "audit",
  "ingest",
  "mail",
  "moderation",
  "sources",
];

const isOfTheOffice = (name: string) => OF_THE_OFFICE.includes(name.split(".", 1)[0] ?? "");

/** Results that differ with every call. */
const RANDOM = ["passkeys.signInOptions"];

/** The procedures by path; the router's type is nested by noun. */
const procedures = appRouter._def.procedures as unknown as Record<
  string,
  {
    _def: {
      type: "query" | "mutation" | "subscription";
      inputs: (z.ZodType & { shape?: Record<string, unknown> })[];
    };
  }
>;

const definitionOf = (name: string) => procedures[name.split(" ", 1)[0] ?? ""]?._def;

const kindOf = (name: string) => definitionOf(name)?.type;

const fieldsOf = (name: string) => Object.keys(definitionOf(name)?.inputs[0]?.shape ?? {});

/** Whether the schema lets this input through to the procedure. */
const accepts = (name: string, input: unknown) =>
  definitionOf(name)?.inputs[0]?.safeParse(input).success ?? true;

/** Whether a call changes the world. Reads and refused calls do not. */
const changes = (name: string, who: Person) =>
  kindOf(name) === "mutation" && (EXPECTED.get(name)?.[who] ?? "ok") === "ok";

/** The results of calling everything once for everyone. */
const cells = new Map<string, Partial<Record<Person, string>>>(
  Object.keys(ASKED).map((name) => [name, {}]),
);
const leaks: string[] = [];
const traces: string[] = [];
const heard = new Set<string>();

async function cell(world: World, name: string, db?: Database): Promise<Answer> {
  const { who } = world;
  const answer = await ask(world, name, ASKED[name]?.(world), db);
  Object.assign(cells.get(name) ?? {}, { [who]: answer.word });
  leaks.push(...leaksTo(who, answer.told).map((secret) => `${name} tells ${who}: ${secret}`));
  for (const secret of heardIn(answer.told)) heard.add(`${secret}: ${who}`);
  return answer;
}

/** Calls everything in one world; changes are rolled back. */
async function askInOneWorld(who: Person): Promise<void> {
  const world = await makeWorld(who);
  const answers = new Map<string, Answer>();
  for (const name of Object.keys(ASKED)) {
    forgetWrites();
    if (changes(name, who)) await rolledBack(appDatabase(), (tx) => cell(world, name, tx));
    else answers.set(name, await cell(world, name));
  }
  // what somebody may not see must not affect the response: it is the same without it
  const hide = OUTSIDE.includes(who) ? vanish : KEPT_OUT.includes(who) ? vanishClosed : null;
  if (!hide) return;
  await hide(world);
  forgetWrites();
  for (const [name, { word, told }] of answers) {
    const isComparable =
      !TAKEN.includes(name) && !RANDOM.includes(name) && !(who === "inst" && isOfTheOffice(name));
    if (!isComparable || (word === "ok" && kindOf(name) !== "query")) continue;
    const without = await ask(world, name, ASKED[name]?.(world));
    if (JSON.stringify(without) !== JSON.stringify({ word, told })) {
      traces.push(`${name}, ${who}: ${JSON.stringify(told)} or ${JSON.stringify(without.told)}`);
    }
  }
}

beforeAll(async () => {
  // an only administrator could not delete their account
  await makeUser({ role: "administrator" });
  for (const who of people) await askInOneWorld(who);
});

/** Whose rights each job has, and who causes it. No job acts for the person who caused it. */
const JOBS: Record<TaskName, string> = {
  "send-mail": "the system, for a message that a procedure above has queued for its recipient",
  "mail-sign-in-link": "the system, for an address that asks for a link, if that may sign in",
  "fetch-hugging-face": "the system, by its schedule or when an administrator says so",
  "fetch-arxiv": "the system, by its schedule or when an administrator says so",
  "fetch-picture": "the system, for a paper that a source has given with a picture",
  "read-arxiv-changes": "the system, once a day or when an administrator says so",
  "read-submission": "the system, for a draft that a procedure above has kept for its reader",
  "begin-day": "the system, by its schedule or when an administrator says so",
  "fetch-day": "the system, for a day that a curator asks for",
  purge: "the system, once a day or when an administrator says so",
  "claim-digests": "the system, every quarter of an hour or when an administrator says so",
  "send-digests":
    "each subscriber's own rights at the moment of sending; without an account, a stranger's",
};

it("names every job, and no removed one", () => {
  expect(Object.keys(JOBS).sort()).toEqual(Object.keys(handlers).sort());
});

it("names every procedure, and no removed one", () => {
  const asked = new Set(Object.keys(ASKED).map((name) => name.split(" ", 1)[0]));
  expect([...asked].sort()).toEqual(Object.keys(procedures).sort());
});

it("opens to each what the table says", () => {
  expect(
    table([...cells].map(([name, row]) => [name, people.map((who) => row[who] ?? "")])),
    LEGEND,
  ).toBe(TABLE);
});

it("reveals to nobody what is not for them, in results or in refusals", () => {
  expect(leaks).toEqual([]);
});

it("tells everybody what is for them", () => {
  const meant = Object.entries(SECRETS).flatMap(([name, secret]) =>
    secret.for.map((who) => `${name}: ${who}`),
  );
  expect([...heard].sort()).toEqual(meant.sort());
});

it("answers as if nothing existed to callers without access", () => {
  expect(traces).toEqual([]);
});

/** Input that nobody types, but that everyone looking for bugs sends. */
const ODD: unknown[] = [
  ...["", "\0", "a\0b", "\ud800", "\u202etxet", "<script>alert(1)</script>", "'; drop table users"],
  ...[
    "x".repeat(200),
    "x".repeat(3_000),
    "é".repeat(20_000),
    "%00",
    "../..",
    "0000-01-01T00:00:00Z",
  ],
  ...["9999-12-31", "9999-12", "9999-W52", "99999999999999999.a", "9007199254740993.1"],
  ...[
    [1e308, 1],
    [1, 1e308],
    [1e308, 1, 1, 1, 1],
    [1, 1, 1, 1, 1, 1e300],
  ].map((key) => Buffer.from(JSON.stringify(key)).toString("base64url")),
  ...[-1, 0, 0.5, 2 ** 31 - 1, 2 ** 31, 1e308, null, true, {}, [], ["\0"], [2 ** 31 - 1]],
];

it("never fails, whatever is sent to it", async () => {
  const failures: string[] = [];
  let [asked, refused] = [0, 0];
  const worlds = { owner: await makeWorld("owner"), inst: await makeWorld("inst") };
  for (const name of Object.keys(ASKED)) {
    // by somebody who may: a refusal would come before any fault
    const { owner, inst } = EXPECTED.get(name) ?? {};
    const world = worlds[owner === "403" && inst === "ok" ? "inst" : "owner"];
    const input = ASKED[name]?.(world) as object | undefined;
    for (const field of fieldsOf(name)) {
      forgetWrites();
      for (const odd of ODD) {
        const sent = { ...input, [field]: odd };
        if (!accepts(name, sent)) {
          refused++;
          continue;
        }
        asked++;
        const { word } = await rolledBack(appDatabase(), (tx) => ask(world, name, sent, tx));
        if (word === "500") failures.push(`${name}, ${field}: ${JSON.stringify(odd).slice(0, 80)}`);
      }
    }
  }
  expect(failures).toEqual([]);
  // both ways: what no schema lets through never comes to the database
  expect(asked).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(2_000);
});
