import type { ListVerb, TeamVerb } from "../access/policy";
import { AppError } from "../platform/errors";

/** What a verb requires: being the note's author, and a right in its audience. */
interface Rule {
  author: boolean;
  /** The right required on the note's collection, or in its team. */
  list: ListVerb | null;
  team: TeamVerb | null;
}

/**
 * Who may do what with a note that they can see. Authors may always delete their own notes, even in
 * a collection or team that they have left; everything else, including restoring, requires access.
 */
const MAY = {
  reply: { author: false, list: "annotate", team: "read" },
  edit: { author: true, list: "annotate", team: "read" },
  reattach: { author: true, list: "annotate", team: "read" },
  remove: { author: true, list: null, team: null },
  restore: { author: true, list: "annotate", team: "read" },
  // a manager may hide a note, never rewrite it
  hide: { author: false, list: "manage", team: "manage" },
} as const satisfies Record<string, Rule>;

export type Verb = keyof typeof MAY;

export const ruleOf = (verb: Verb): Rule => MAY[verb];

/** Throws `FORBIDDEN` if only the author may do this and the actor is not. */
export function mustBeAuthor(verb: Verb, isAuthor: boolean): void {
  if (MAY[verb].author && !isAuthor) {
    throw new AppError("FORBIDDEN", "Only the author of a note may change it.");
  }
}
