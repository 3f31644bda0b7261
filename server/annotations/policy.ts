import type { ListVerb, TeamVerb } from "../access/policy";
import { AppError } from "../platform/errors";

/** What a verb takes: to be the note's author, and a right to whom it is written for. */
interface Rule {
  author: boolean;
  /** What one must be allowed on the collection, or in the team, that the note is for. */
  list: ListVerb | null;
  team: TeamVerb | null;
}

/**
 * Who may do what with a note that they see. The author may always take their own words back, also
 * from a collection or a team that they have left; whatever else is done there, putting them back
 * among it, takes being there.
 */
const MAY = {
  reply: { author: false, list: "annotate", team: "read" },
  edit: { author: true, list: "annotate", team: "read" },
  reattach: { author: true, list: "annotate", team: "read" },
  remove: { author: true, list: null, team: null },
  restore: { author: true, list: "annotate", team: "read" },
  // its words stay its author's: a manager may hide them, never rewrite them
  hide: { author: false, list: "manage", team: "manage" },
} as const satisfies Record<string, Rule>;

export type Verb = keyof typeof MAY;

export const ruleOf = (verb: Verb): Rule => MAY[verb];

/** Refuses with `FORBIDDEN` what only the author may do. */
export function mustBeAuthor(verb: Verb, isAuthor: boolean): void {
  if (MAY[verb].author && !isAuthor) {
    throw new AppError("FORBIDDEN", "Only the author of a note may change it.");
  }
}
