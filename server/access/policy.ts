import { AppError } from "../platform/errors";

/** The roles on a list, lowest first. The owner of a reading list is its manager. */
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
  // add papers; edit the notes of papers one added, and remove them
  add: { viewer: false, commenter: false, contributor: true, editor: true, manager: true },
  // edit any note, remove any paper, reorder, rename, describe
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
  // create a collection
  collect: { member: true, admin: true, owner: true },
  // rename, describe, invite, remove members, manage every collection
  manage: { member: false, admin: true, owner: true },
  // promote and demote owners, dissolve, restore
  own: { member: false, admin: false, owner: true },
};

export const mayOnList = (role: ListRole, verb: ListVerb) => ON_LIST[verb][role];

export const mayInTeam = (role: TeamRole, verb: TeamVerb) => IN_TEAM[verb][role];

export const rolesOnListThatMay = (verb: ListVerb) =>
  listRoles.filter((role) => mayOnList(role, verb));

export const rolesInTeamThatMay = (verb: TeamVerb) =>
  teamRoles.filter((role) => mayInTeam(role, verb));

/** Returns the highest of the given roles, or null if there is none. */
function highest(...roles: (ListRole | null | undefined)[]): ListRole | null {
  const ranks = roles.map((role) => (role ? listRoles.indexOf(role) : -1));
  return listRoles[Math.max(-1, ...ranks)] ?? null;
}

/** Whether a role is at most as high as `own`: nobody grants a role above their own. */
export const isWithin = (role: ListRole, own: ListRole) =>
  listRoles.indexOf(role) <= listRoles.indexOf(own);

export const isWithinTeam = (role: TeamRole, own: TeamRole) =>
  teamRoles.indexOf(role) <= teamRoles.indexOf(own);

/**
 * The role of a user on a collection. Team owners and admins are managers; members have the
 * collection's role for its team, if any; a role named on the list only ever raises that.
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

/** Throws `FORBIDDEN` if the role, of a user who can see the list, does not allow the verb. */
export function mustOnList(role: ListRole, verb: ListVerb): void {
  if (!mayOnList(role, verb)) throw new AppError("FORBIDDEN", REFUSED[verb]);
}

/** Throws `FORBIDDEN` if the team role does not allow the verb. */
export function mustInTeam(role: TeamRole, verb: TeamVerb): void {
  if (!mayInTeam(role, verb)) {
    const who = verb === "own" ? "owners" : "owners and admins";
    throw new AppError("FORBIDDEN", `Only the ${who} of this team may do this.`);
  }
}
