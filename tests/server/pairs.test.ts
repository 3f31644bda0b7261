import { expect, it } from "vitest";
import { type Deeds, makeDeeds } from "../support/deeds";
import { faultOf } from "../support/pairs";

/**
 * Pairs of writes that reach the same rows from two sides: they remove accounts, roles or lists
 * that the other uses, or lock several teams, lists or audiences. `npm run stress` runs every pair;
 * lock-order.test.ts checks that no two can deadlock.
 */
const PAIRS: [keyof Deeds, keyof Deeds][] = [
  ["accounts.delete a member", "accounts.delete the owner"],
  ["accounts.delete a member", "annotations.edit to the team"],
  ["accounts.delete a member", "collections.merge back"],
  ["accounts.delete a member", "invitations.accept to the team"],
  ["accounts.delete a member", "items.move"],
  ["accounts.delete a member", "listMembers.set"],
  ["accounts.delete a member", "teams.remove"],
  ["accounts.delete a member", "votes.set"],
  ["accounts.delete the owner", "annotations.create for the team"],
  ["accounts.delete the owner", "collections.transfer"],
  ["accounts.delete the owner", "teams.leave"],
  ["accounts.delete the owner", "teams.transfer"],
  ["annotations.create for the team", "annotations.setHidden"],
  ["annotations.create for the team", "items.move back"],
  ["annotations.edit to a list", "annotations.edit to the team"],
  ["annotations.edit to a list", "collections.merge back"],
  ["annotations.edit to the team", "teams.remove"],
  ["annotations.edit mine to the team", "items.removeMany"],
  ["annotations.reply", "annotations.edit to a list"],
  ["annotations.restore", "collections.merge"],
  ["collections.merge", "collections.merge back"],
  ["collections.merge", "collections.transfer"],
  ["collections.merge", "listMembers.set"],
  ["collections.merge", "teams.remove"],
  ["collections.transfer", "items.move back"],
  ["collections.transfer", "teams.setRole"],
  ["invitations.accept to a list", "lists.remove"],
  ["invitations.accept to the team", "teams.dissolve"],
  ["invitations.accept to the team", "invitations.revoke"],
  ["invitations.createForTeam", "teams.setRole"],
  ["items.move", "items.move back"],
  ["items.move", "lists.remove"],
  ["items.reorder", "items.removeMany"],
  ["lists.create", "teams.dissolve"],
  ["listMembers.remove", "teams.remove"],
  ["sharing.share", "collections.transfer"],
  ["teams.restoreMember", "teams.dissolve"],
  ["teams.setRole", "teams.transfer"],
];

it("of two writes at once that take each other's rows, each is done or refused", async () => {
  const faults: string[] = [];
  for (const [index, pair] of PAIRS.entries()) {
    // the first one called gets a small head start
    const fault = await faultOf(await makeDeeds(), index % 2 ? pair : pair.toReversed());
    if (fault) faults.push(fault);
  }
  expect(faults).toEqual([]);
});
