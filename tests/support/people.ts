/**
 * The people in the matrices. Everything they ask for belongs to a host: a team with a collection,
 * a reading list, notes, a library. How each is related to the host:
 */
export const PEOPLE = {
  anon: "nobody who is signed in",
  stran: "a reader who has nothing to do with it",
  view: "a member of the team, named on the collection as its viewer",
  comm: "the same as commenter",
  contr: "the same as contributor",
  edit: "the same as editor",
  manag: "the same as manager",
  membr:
    "a member of the team whom the collection does not name: what its default role says, editor",
  admin: "an admin of the team",
  owner: "another owner of the team",
  remov: "who made the collection, added to it and noted for it, and was removed from the team",
  pendg: "who holds an invitation to the team and has not taken it",
  guest: "an editor of the collection who is not in the team",
  link: "nobody who is signed in, with the collection's public link",
  curat: "a curator of the installation",
  inst: "an administrator of the installation",
} as const;

export type Person = keyof typeof PEOPLE;

export const people = Object.keys(PEOPLE) as Person[];

/** In the team. */
export const TEAM: Person[] = ["view", "comm", "contr", "edit", "manag", "membr", "admin", "owner"];

/** On the collection. */
export const READERS: Person[] = [...TEAM, "guest"];

/** People who can see nothing of the host's. */
export const OUTSIDE: Person[] = ["anon", "stran", "curat", "inst"];

/** People in the team or on its collection, but not on the one that only its managers see. */
export const KEPT_OUT: Person[] = ["view", "comm", "contr", "edit", "manag", "membr", "guest"];

/** Texts that occur only in the host's data, and who may ever see them. */
export const SECRETS: Record<string, { text: string; for: Person[] }> = {
  address: { text: "host-address", for: ["inst"] },
  private: { text: "For the eyes of the host", for: [] },
  hidden: { text: "Words that administrators have hidden", for: ["inst"] },
  team: { text: "Words for the team", for: TEAM },
  teamName: { text: "Name of the team", for: [...TEAM, "guest", "pendg"] },
  collection: { text: "Words for the collection", for: READERS },
  closed: { text: "Words for the few", for: ["admin", "owner"] },
  collectionName: { text: "Name of the collection", for: [...READERS, "pendg", "link"] },
};

/** The text of a secret. */
export const say = (name: string) => SECRETS[name]?.text ?? "";

const NAMED = { view: "viewer", comm: "commenter", contr: "contributor", edit: "editor" } as const;

/** The role by which the host's collection names a person; null if it does not. */
export function listRole(who: Person) {
  if (who in NAMED) return NAMED[who as keyof typeof NAMED];
  return who === "manag" ? ("manager" as const) : who === "guest" ? ("editor" as const) : null;
}

/** A person's role in the installation. */
export function accountRole(who: Person) {
  return who === "inst" ? "administrator" : who === "curat" ? "curator" : "reader";
}

/** A person's role in the host's team; null outside it. */
export function teamRole(who: Person) {
  if (!TEAM.includes(who)) return null;
  return who === "admin" || who === "owner" ? who : ("member" as const);
}
