import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { as } from "../support/callers";
import { makeCollection, makePaper, makeTeam, makeUser } from "../support/factories";

const token = ({ link }: { link: string }) => link.split("/").at(-1) ?? "";

/** A team with two collections and what people may do there, all of it in a moment. */
async function makeDeeds() {
  const [owner, admin, one, two, guest, stranger] = await Promise.all([
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
  ]);
  const papers = await Promise.all([makePaper(), makePaper(), makePaper()]);
  const [first, second, third] = papers.map(({ id }) => id) as [number, number, number];
  const team = await makeTeam({ owner, admins: [admin], members: [one, two] });
  const elsewhere = await makeTeam({ owner: admin });
  const here = await makeCollection(team, {
    createdBy: one.id,
    papers: papers.slice(0, 2),
    named: [
      [guest, "manager"],
      [one, "manager"],
    ],
  });
  const there = await makeCollection(team, {
    createdBy: two.id,
    papers: papers.slice(1),
    named: [[one, "manager"]],
  });
  const [teamId, listId] = [team.id, here.id];
  const write = (who: typeof one, audience: { teamId: string } | { listId: string }) =>
    as(who).annotations.create({
      id: randomUUID(),
      paperId: second,
      version: 1,
      audience,
      body: "For us",
    });
  const [forList, forTeam] = [await write(one, { listId }), await write(two, { teamId })];
  const uses = { email: "", mostUses: 9 };
  const toTeam = token(await as(admin).invitations.createForTeam({ teamId, ...uses }));
  const toList = token(await as(admin).invitations.createForList({ listId, ...uses }));
  const all = [first, second, third];
  return {
    add: () => as(one).items.add({ listId, paperId: third }),
    removePaper: () => as(admin).items.remove({ listId, paperId: first }),
    move: () => as(admin).items.move({ from: listId, to: there.id, paperIds: all }),
    moveBack: () => as(one).items.move({ from: there.id, to: listId, paperIds: all }),
    create: () => as(admin).lists.create({ id: randomUUID(), name: "New", teamId, paperId: first }),
    copy: () =>
      as(admin).collections.duplicate({ id: randomUUID(), name: "Copy", from: listId, teamId }),
    merge: () => as(one).collections.merge({ from: listId, into: there.id }),
    mergeBack: () => as(admin).collections.merge({ from: there.id, into: listId }),
    transfer: () => as(admin).collections.transfer({ listId, teamId: elsewhere.id }),
    removeList: () => as(admin).lists.remove({ listId }),
    share: () => as(admin).sharing.share({ listId, withNotes: false }),
    close: () =>
      as(one).listMembers.setOpenTo({ listId, visibility: "people", memberRole: "viewer" }),
    name: () => as(guest).listMembers.set({ listId, userId: one.id, role: "editor" }),
    unname: () => as(admin).listMembers.remove({ listId, userId: one.id }),
    inviteOnto: () => as(admin).invitations.createForTeam({ teamId, ...uses, listId }),
    join: () => as(guest).invitations.accept({ token: toTeam }),
    joinList: () => as(stranger).invitations.accept({ token: toList }),
    writeForTeam: () => write(admin, { teamId }),
    writeForList: () => write(admin, { listId }),
    reply: () =>
      as(admin).annotations.reply({ id: randomUUID(), parentId: forTeam.id, body: "Yes" }),
    hide: () => as(admin).annotations.setHidden({ id: forTeam.id, hidden: true }),
    rewrite: () => as(one).annotations.edit({ id: forList.id, body: "For you", was: "For us" }),
    show: () => as(one).annotations.edit({ id: forList.id, audience: { teamId } }),
    showList: () => as(two).annotations.edit({ id: forTeam.id, audience: { listId: there.id } }),
    editTeam: () =>
      as(admin).teams.edit({
        teamId,
        name: "Renamed",
        slug: team.slug,
        description: "",
        updatedAt: team.updatedAt.toISOString(),
      }),
    demote: () => as(owner).teams.setRole({ teamId, userId: admin.id, role: "member" }),
    remove: () => as(owner).teams.remove({ teamId, userId: one.id }),
    transferTeam: () => as(owner).teams.transfer({ teamId, userId: admin.id }),
    dissolve: () => as(owner).teams.dissolve({ teamId }),
    deleteAccount: () => as(one).accounts.delete({ email: one.email }),
    deleteOwner: () => as(owner).accounts.delete({ email: owner.email }),
  } satisfies Record<string, () => Promise<unknown>>;
}

it("whatever two people do to a team at once, each is done or is refused", async () => {
  const names = Object.keys(await makeDeeds()) as (keyof Awaited<ReturnType<typeof makeDeeds>>)[];
  const pairs = names.flatMap((name, index) =>
    names.slice(index + 1).map((other) => [name, other] as const),
  );
  const failed: string[] = [];
  for (const [index, pair] of pairs.entries()) {
    const deeds = await makeDeeds();
    // whoever is called first gets a little further
    const order = index % 2 ? pair : pair.toReversed();
    const done = await Promise.allSettled(order.map((name) => deeds[name]()));
    const isFault = done.some(
      (each) => each.status === "rejected" && each.reason.code === "INTERNAL_SERVER_ERROR",
    );
    if (isFault) failed.push(pair.join(" and "));
  }
  expect(pairs.length).toBeGreaterThan(400);
  expect(failed).toEqual([]);
}, 600_000);
