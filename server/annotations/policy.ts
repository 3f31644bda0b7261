import { AppError } from "../errors";

/** What somebody who sees a note is to it. Who does not see it never gets here. */
type Relation = "author" | "reader";

const MAY = {
  reply: { author: true, reader: true },
  edit: { author: true, reader: false },
  reattach: { author: true, reader: false },
  remove: { author: true, reader: false },
  restore: { author: true, reader: false },
} as const satisfies Record<string, Record<Relation, boolean>>;

export type Verb = keyof typeof MAY;

/** Refuses with `FORBIDDEN` what only the author may do. */
export function mustBeAllowed(verb: Verb, relation: Relation): void {
  if (!MAY[verb][relation]) {
    throw new AppError("FORBIDDEN", "Only the author of a note may change it.");
  }
}
