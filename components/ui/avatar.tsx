import { hueOf } from "@/server/teams/hue";
import { initialsOf } from "./initials";

interface Who {
  name: string;
  /** Null for readers who were never in a team. */
  hue?: number | null;
}

/** What a face shows of a reader: their initials on their color; of nobody, nothing. */
export const faceOf = (who: Who | undefined) =>
  who === undefined
    ? { children: "" }
    : { "data-hue": who.hue ?? hueOf(who.name), children: initialsOf(who.name) };

/** A reader's initials. Decoration beside their name, so it has no name of its own. */
export function Avatar({ of }: { of: Who }) {
  return <span className="avatar" aria-hidden="true" {...faceOf(of)} />;
}
