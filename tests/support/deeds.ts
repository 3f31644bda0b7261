import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { waitingSubmissions } from "@/db/schema/curation";
import { hashText } from "@/server/annotations/text";
import { createCaller } from "@/server/api/root";
import { appDatabase } from "@/server/platform/database";
import { signedInAs } from "./callers";
import {
  makeArxiv,
  makeCollection,
  makeEdition,
  makeFailedJob,
  makePaper,
  makeTeam,
  makeUser,
} from "./factories";

type Caller = ReturnType<typeof createCaller>;

const token = ({ link }: { link: string }) => link.split("/").at(-1) ?? "";

/** A file that adds a paper to an edition, and changes what is known of these. */
async function* fileOf(papers: { slug: string; abstract: string }[]) {
  const rows = papers.map(({ slug, abstract }) => ({ arxivId: slug, title: "Imported", abstract }));
  const all = [...rows, { title: `New ${randomUUID()}`, abstract: "Text." }];
  yield Buffer.from(all.map((row) => JSON.stringify({ ...row, upvotes: 9 })).join("\n"));
}

const digest = {
  cadence: "daily" as const,
  weekdays: [1],
  weekday: 1,
  hour: 7,
  zone: "UTC",
  length: 10,
  contents: ["edition"],
};

/**
 * A team with three collections, and quick actions that people may take there. Each action is named
 * by its procedure, with a suffix if there are several cases. Returns the actions, to run in the
 * given transaction or each in its own.
 */
export async function makeDeeds() {
  const [owner, admin, one, two, guest, stranger, departed, operator] = await Promise.all([
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser({ role: "administrator" }),
  ]);
  const [owners, admins, ones, twos, guests, strangers, operators] = await Promise.all([
    signedInAs(owner),
    signedInAs(admin),
    signedInAs(one),
    signedInAs(two),
    signedInAs(guest),
    signedInAs(stranger),
    signedInAs(operator),
  ]);
  await ones.caller.digest.save(digest);
  const papers = await Promise.all([makePaper(), makePaper(), makePaper(), makePaper()]);
  const [{ id: first }, { id: second, abstract }, { id: third }, { id: fourth }] = papers;
  const team = await makeTeam({ owner, admins: [admin], members: [one, two, departed] });
  const [elsewhere, dissolved, here, there, gone] = await Promise.all([
    makeTeam({ owner: admin, members: [one] }),
    makeTeam({ owner, members: [admin], dissolvedAt: new Date() }),
    makeCollection(team, {
      createdBy: one.id,
      papers: papers.slice(0, 3),
      addedBy: one,
      named: [
        [guest, "manager"],
        [one, "manager"],
        [two, "viewer"],
        [departed, "viewer"],
      ],
    }),
    makeCollection(team, { createdBy: two.id, papers: papers.slice(1), named: [[one, "manager"]] }),
    makeCollection(team, { createdBy: one.id, deletedAt: new Date() }),
  ]);
  const [teamId, listId] = [team.id, here.id];
  const write = (
    caller: Caller,
    audience: "me" | "everyone" | { teamId: string } | { listId: string },
  ) =>
    caller.annotations.create({
      id: randomUUID(),
      paperId: second,
      version: 1,
      audience,
      body: "For us",
    });
  const uses = { email: "", mostUses: 9 };
  const [forList, forTeam, forMe, forAll, hidden, deleted, invited, listInvited] =
    await Promise.all([
      write(ones.caller, { listId }),
      write(twos.caller, { teamId }),
      write(ones.caller, "me"),
      write(ones.caller, "everyone"),
      write(ones.caller, "everyone"),
      write(ones.caller, { listId }),
      admins.caller.invitations.createForTeam({ teamId, ...uses }),
      admins.caller.invitations.createForList({ listId, ...uses }),
    ]);
  await ones.caller.annotations.remove({ id: deleted.id });
  await owners.caller.items.remove({ listId, paperId: third });
  await owners.caller.teams.remove({ teamId, userId: departed.id });
  await owners.caller.sharing.share({ listId: there.id, withNotes: false });
  await owners.caller.listMembers.remove({ listId, userId: two.id });
  const paperIds = [first, second, third];
  const { library: shelf } = ones.caller;
  for (const paperId of paperIds) await shelf.set({ paperId, status: "read" });
  await shelf.setMany({ paperIds, addTags: ["ours"] });
  const [invitation] = await admins.caller.invitations.ofTeam({ teamId });

  const report = (caller: Caller, noteId: string) =>
    caller.moderation.report({ noteId, about: "note", reason: "What is wrong" });
  for (const note of [forAll, hidden]) await report(guests.caller, note.id);
  const { reports } = await operators.caller.moderation.reports({});
  const reportOf = (noteId: string) => reports.find((each) => each.note?.id === noteId)?.id ?? "";
  const reason = "A reason";
  await operators.caller.moderation.hide({ reportId: reportOf(hidden.id), reason });

  const day = "2025-03-14";
  const [shown, , out] = await makeEdition(day, 3);
  await operators.caller.curation.remove({ paperId: out?.id ?? 0, reason });
  const [inEdition, outOfIt] = [shown?.id ?? 0, out?.id ?? 0];
  const written = (title: string) => ({ title, abstract: "Text.", authors: "", link: "" });
  const draft = await ones.caller.submissions.write(written(`By hand ${one.id}`));
  const [waits] = await appDatabase()
    .insert(waitingSubmissions)
    .values({
      slug: `waits-${one.id}`,
      row: { title: `Waits ${one.id}`, abstract: "What is written." },
      title: `Waits ${one.id}`,
      submittedBy: one.id,
      submittedAt: new Date(),
    })
    .returning();
  const waiting = waits?.id ?? "";
  const [forUs, vetoed] = await Promise.all(
    papers.slice(0, 2).map(({ slug }) => ones.caller.proposals.propose({ teamId, paper: slug })),
  );
  const [proposal, closedProposal] = [forUs?.id ?? "", vetoed?.id ?? ""];
  await admins.caller.proposals.veto({ id: closedProposal, reason });

  const failedJob = await makeFailedJob();
  await makeArxiv();
  const target = { start: 0, end: 4, textHash: hashText(abstract) };
  return (db: Database = appDatabase()) => {
    const [asOwner, asAdmin, asOne, asTwo, asGuest, asStranger, asOperator] = [
      owners,
      admins,
      ones,
      twos,
      guests,
      strangers,
      operators,
    ].map(({ ctx }) => createCaller({ ...ctx, db })) as [
      Caller,
      Caller,
      Caller,
      Caller,
      Caller,
      Caller,
      Caller,
    ];
    const { library } = asOne;
    return {
      "accounts.delete a member": () => asOne.accounts.delete({ email: one.email }),
      "accounts.delete the owner": () => asOwner.accounts.delete({ email: owner.email }),
      "accounts.rename": () => asOne.accounts.rename({ name: "Renamed" }),
      "accounts.hideVotes": () => asOne.accounts.hideVotes({ hidesVotes: true }),
      "adminAccounts.setRole": () =>
        asOperator.adminAccounts.setRole({ userId: one.id, role: "administrator" }),
      "adminAccounts.setBlocked": () =>
        asOperator.adminAccounts.setBlocked({ userId: one.id, blocked: true }),
      "adminAccounts.endSessions": () => asOperator.adminAccounts.endSessions({ userId: one.id }),
      "adminAccounts.resetLink": () => asOperator.adminAccounts.resetLink({ userId: one.id }),
      "adminAccounts.turnOffSecondStep": () =>
        asOperator.adminAccounts.turnOffSecondStep({ userId: one.id }),
      "adminAccounts.delete": () =>
        asOperator.adminAccounts.delete({ userId: two.id, email: two.email }),
      "adminJobs.runNow": () => asOperator.adminJobs.runNow({ name: "purge" }),
      "adminJobs.tryAgain": () => asOperator.adminJobs.tryAgain({ id: failedJob }),
      "adminJobs.discard": () => asOperator.adminJobs.discard({ id: failedJob }),
      "sources.addCategory": () => asOperator.sources.addCategory({ category: "cs.CL" }),
      "sources.turn": () => asOperator.sources.turn({ source: "arxiv", on: false }),
      "sources.removeCategory": () => asOperator.sources.removeCategory({ category: "cs.CL" }),
      "annotations.create for the team": () => write(asAdmin, { teamId }),
      "annotations.create for a list": () => write(asAdmin, { listId }),
      "annotations.reply": () =>
        asAdmin.annotations.reply({ id: randomUUID(), parentId: forTeam.id, body: "Yes" }),
      "annotations.setHidden": () =>
        asAdmin.annotations.setHidden({ id: forTeam.id, hidden: true }),
      "annotations.edit": () =>
        asOne.annotations.edit({ id: forList.id, body: "For you", was: "For us" }),
      "annotations.edit to the team": () =>
        asOne.annotations.edit({ id: forList.id, audience: { teamId } }),
      "annotations.edit mine to the team": () =>
        asOne.annotations.edit({ id: forMe.id, audience: { teamId } }),
      "annotations.edit to a list": () =>
        asTwo.annotations.edit({ id: forTeam.id, audience: { listId: there.id } }),
      "annotations.reattach": () =>
        asOne.annotations.reattach({ id: forList.id, version: 1, target }),
      "annotations.remove": () => asOne.annotations.remove({ id: forList.id }),
      "annotations.restore": () => asOne.annotations.restore({ id: deleted.id }),
      "collections.duplicate": () =>
        asAdmin.collections.duplicate({ id: randomUUID(), name: "Copy", from: listId, teamId }),
      "collections.merge": () => asOne.collections.merge({ from: listId, into: there.id }),
      "collections.merge back": () => asAdmin.collections.merge({ from: there.id, into: listId }),
      "collections.transfer": () => asAdmin.collections.transfer({ listId, teamId: elsewhere.id }),
      "ingest.import": () =>
        asOperator.ingest.import({
          file: fileOf(papers),
          options: { edition: "2025-03-13", curators: ["AK"], source: "Elsewhere" },
        }),
      "invitations.createForTeam": () =>
        asAdmin.invitations.createForTeam({ teamId, ...uses, listId }),
      "invitations.createForList": () => asAdmin.invitations.createForList({ listId, ...uses }),
      "invitations.accept to the team": () => asGuest.invitations.accept({ token: token(invited) }),
      "invitations.accept to a list": () =>
        asStranger.invitations.accept({ token: token(listInvited) }),
      "invitations.resend": () => asAdmin.invitations.resend({ id: invitation?.id ?? "" }),
      "invitations.revoke": () => asOwner.invitations.revoke({ id: invitation?.id ?? "" }),
      "items.add": () => asOne.items.add({ listId, paperId: fourth }),
      "items.remove": () => asAdmin.items.remove({ listId, paperId: first }),
      "items.removeMany": () => asOne.items.removeMany({ listId, paperIds }),
      "items.restore": () => asOne.items.restore({ listId, paperId: third }),
      "items.restoreMany": () => asAdmin.items.restoreMany({ listId, paperIds: [third] }),
      "items.reorder": () => asOne.items.reorder({ listId, paperId: second, to: "top" }),
      "items.setNote": () =>
        asAdmin.items.setNote({ listId, paperId: second, note: "Noted", was: "" }),
      "items.copy": () => asTwo.items.copy({ from: listId, to: there.id, paperIds }),
      "items.move": () => asAdmin.items.move({ from: listId, to: there.id, paperIds }),
      "items.move back": () =>
        asOne.items.move({ from: there.id, to: listId, paperIds: [fourth, ...paperIds] }),
      "library.remove": () => library.remove({ paperId: first }),
      "library.removeTag": () => library.removeTag({ tag: "ours" }),
      "library.renameTag": () => library.renameTag({ tag: "ours", to: "mine" }),
      "library.addToList": () => library.addToList({ listId, paperIds: [fourth, first] }),
      "library.set": () => library.set({ paperId: first, status: "reading" }),
      "library.setMany": () => library.setMany({ paperIds, favorite: true }),
      "listMembers.set": () => asGuest.listMembers.set({ listId, userId: one.id, role: "editor" }),
      "listMembers.remove": () => asAdmin.listMembers.remove({ listId, userId: one.id }),
      "listMembers.restore": () => asAdmin.listMembers.restore({ listId, userId: two.id }),
      "listMembers.setOpenTo": () =>
        asOne.listMembers.setOpenTo({ listId, visibility: "people", memberRole: "viewer" }),
      "lists.create": () =>
        asAdmin.lists.create({ id: randomUUID(), name: "New", teamId, paperId: first }),
      "lists.edit": () =>
        asOne.lists.edit({
          listId,
          name: "Renamed",
          description: "",
          updatedAt: here.updatedAt.toISOString(),
        }),
      "moderation.report": () => report(asTwo, forAll.id),
      "moderation.hide": () =>
        asOperator.moderation.hide({ reportId: reportOf(forAll.id), reason }),
      "moderation.warn": () =>
        asOperator.moderation.warn({ reportId: reportOf(forAll.id), reason }),
      "moderation.dismiss": () => asOperator.moderation.dismiss({ reportId: reportOf(forAll.id) }),
      "moderation.restore": () => asOperator.moderation.restore({ noteId: hidden.id, reason }),
      "lists.remove": () => asAdmin.lists.remove({ listId }),
      "lists.restore": () => asOwner.lists.restore({ listId: gone.id }),
      "digest.end": () => asOne.digest.end(),
      "digest.save": () => asOne.digest.save(digest),
      "digest.noteOpened": () => asOne.digest.noteOpened({ paperId: second }),
      "follows.followCollection": () => asOne.follows.followCollection({ listId, on: true }),
      "follows.setTopics": () => asOne.follows.setTopics({ topics: ["agents"] }),
      "invitations.createForTeamEach": () =>
        asAdmin.invitations.createForTeamEach({ teamId, emails: `${randomUUID()}@example.org` }),
      "sharing.share": () => asAdmin.sharing.share({ listId, withNotes: false }),
      "sharing.unshare": () => asOne.sharing.unshare({ listId: there.id }),
      "teams.edit": () =>
        asAdmin.teams.edit({
          teamId,
          name: "Renamed",
          slug: team.slug,
          description: "",
          updatedAt: team.updatedAt.toISOString(),
        }),
      "teams.setRole": () => asOwner.teams.setRole({ teamId, userId: admin.id, role: "member" }),
      "teams.remove": () => asOwner.teams.remove({ teamId, userId: one.id }),
      "teams.restoreMember": () => asOwner.teams.restoreMember({ teamId, userId: departed.id }),
      "teams.leave": () => asTwo.teams.leave({ teamId }),
      "teams.transfer": () => asOwner.teams.transfer({ teamId, userId: admin.id }),
      "teams.create": () => asOne.teams.create({ id: randomUUID(), name: `Team of ${one.id}` }),
      "teams.dissolve": () => asOwner.teams.dissolve({ teamId }),
      "teams.restore": () => asOwner.teams.restore({ teamId: dissolved.id }),
      "curation.accept": () => asOperator.curation.accept({ id: waiting }),
      "curation.decline": () => asOperator.curation.decline({ id: waiting, reason }),
      "curation.move": () =>
        asOperator.curation.move({ paperId: inEdition, feedDate: "2025-03-15" }),
      "curation.place": () => asOperator.curation.place({ paperId: inEdition, to: "top" }),
      "curation.remove": () => asOperator.curation.remove({ paperId: inEdition, reason }),
      "curation.restore": () => asOperator.curation.restore({ paperId: outOfIt }),
      "proposals.liftVeto": () => asAdmin.proposals.liftVeto({ id: closedProposal }),
      "proposals.propose": () => asTwo.proposals.propose({ teamId, paper: papers[2]?.slug ?? "" }),
      "proposals.setThreshold": () => asAdmin.proposals.setThreshold({ teamId, threshold: 3 }),
      "proposals.support": () => asTwo.proposals.support({ id: proposal, supports: true }),
      "proposals.veto": () => asOwner.proposals.veto({ id: proposal, reason }),
      "submissions.send": () => asOne.submissions.send({ id: draft.id }),
      "votes.set": () => asOne.votes.set({ paperId: first, voted: true }),
    } satisfies Record<string, () => Promise<unknown>>;
  };
}

export type Deeds = ReturnType<Awaited<ReturnType<typeof makeDeeds>>>;
