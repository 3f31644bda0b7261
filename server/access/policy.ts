import { AppError } from "../platform/errors";

/** What somebody may be on a list, the least first. The owner of a reading list is its manager. */
export const listRoles = ["viewer", "commenter", "contributor", "editor", "manager"] as const;

export type ListRole = (typeof listRoles)[number];

export type ListVerb = "read" | "annotate" | "add" | "arrange" | "manage";

/** Who may do what on a list. */
const ON_LIST: Record<ListVerb, Record<ListRole, boolean>> = {
  //                                                                  contributor      manager
  // read, export, copy to own list             viewer         commenter       editor
  read: { viewer: true, commenter: true, contributor: true, editor: true, manager: true },
  // annotate for this collection, reply
  annotate: { viewer: false, commenter: true, contributor: true, editor: true, manager: true },
  // add papers; note and remove what one added
  add: { viewer: false, commenter: false, contributor: true, editor: true, manager: true },
  // note and remove any paper, reorder, rename, describe
  arrange: { viewer: false, commenter: false, contributor: false, editor: true, manager: true },
  // invite, change roles, public link, move, delete, hide an annotation
  manage: { viewer: false, commenter: false, contributor: false, editor: false, manager: true },
};

export const teamRoles = ["member", "admin", "owner"] as const;

export type TeamRole = (typeof teamRoles)[number];

export type TeamVerb = "read" | "collect" | "manage" | "own";

/** Who may do what in a team. */
const IN_TEAM: Record<TeamVerb, Record<TeamRole, boolean>> = {
  // see its members, activity and open collections; leave
  read: { member: true, admin: true, owner: true },
  // make a collection
  collect: { member: true, admin: true, owner: true },
  // rename, describe, invite, remove members, manage every collection
  manage: { member: false, admin: true, owner: true },
  // make and unmake owners, dissolve, restore
  own: { member: false, admin: false, owner: true },
};

export const mayOnList = (role: ListRole, verb: ListVerb) => ON_LIST[verb][role];

export const mayInTeam = (role: TeamRole, verb: TeamVerb) => IN_TEAM[verb][role];

export const rolesOnListThatMay = (verb: ListVerb) =>
  listRoles.filter((role) => mayOnList(role, verb));

export const rolesInTeamThatMay = (verb: TeamVerb) =>
  teamRoles.filter((role) => mayInTeam(role, verb));

/** The highest of some roles; null of none. */
function highest(...roles: (ListRole | null | undefined)[]): ListRole | null {
  const ranks = roles.map((role) => (role ? listRoles.indexOf(role) : -1));
  return listRoles[Math.max(-1, ...ranks)] ?? null;
}

/** Whether a role is at most as high as another: nobody grants above their own. */
export const isWithin = (role: ListRole, own: ListRole) =>
  listRoles.indexOf(role) <= listRoles.indexOf(own);

export const isWithinTeam = (role: TeamRole, own: TeamRole) =>
  teamRoles.indexOf(role) <= teamRoles.indexOf(own);

/**
 * What somebody is on a collection: its team's owners and admins are managers, members what the
 * collection says where the team sees it, and who is named on it at least that.
 */
export function roleOnCollection(given: {
  teamRole: TeamRole | null;
  visibility: "team" | "people";
  memberRole: ListRole;
  namedRole: ListRole | null;
}): ListRole | null {
  const { teamRole, visibility, memberRole, namedRole } = given;
  if (teamRole && mayInTeam(teamRole, "manage")) return "manager";
  return highest(teamRole && visibility === "team" ? memberRole : null, namedRole);
}

const REFUSED: Record<ListVerb, string> = {
  read: "You may not read this.",
  annotate: "You may read this collection, but not write notes for it. Ask one of its managers.",
  add: "You may read this collection, but not add to it. Ask one of its managers.",
  arrange: "Only editors of this collection may change its papers. Ask one of its managers.",
  manage: "Only managers of this collection may do this.",
};

/** Refuses with `FORBIDDEN` what a role does not allow to somebody who sees the list. */
export function mustOnList(role: ListRole, verb: ListVerb): void {
  if (!mayOnList(role, verb)) throw new AppError("FORBIDDEN", REFUSED[verb]);
}

/** Refuses with `FORBIDDEN` what a role does not allow to a member of the team. */
export function mustInTeam(role: TeamRole, verb: TeamVerb): void {
  if (!mayInTeam(role, verb)) {
    const who = verb === "own" ? "owners" : "owners and admins";
    throw new AppError("FORBIDDEN", `Only the ${who} of this team may do this.`);
  }
}
