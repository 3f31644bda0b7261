import type { ListRole, TeamRole } from "@/server/access/policy";

/** Roles in a team, as readers see them. */
export const roleNames: Record<TeamRole, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
};

export const roleDeeds: Record<TeamRole, string> = {
  member: "votes, writes notes and adds papers to collections",
  admin: "also invites people and manages every collection",
  owner: "also makes owners, and can dissolve the team",
};

/** What the reader may do in a team. */
export const mayDo: Record<TeamRole, string> = {
  member: "you may add papers to its collections and write notes for it",
  admin: "you may invite people and manage every collection",
  owner: "you may invite people, manage every collection and dissolve the team",
};

/** An invitee's role: "an admin". */
export const asRole: Record<TeamRole | ListRole, string> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
  viewer: "a viewer",
  commenter: "a commenter",
  contributor: "a contributor",
  editor: "an editor",
  manager: "a manager",
};

/** "1 member", "12 members" */
export const membersIn = (members: number) =>
  members === 1 ? "1 member" : `${members.toLocaleString("en-US")} members`;
