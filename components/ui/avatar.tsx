import { hueOf, initialsOf } from "./initials";

/** What a face shows of a name: its initials on its color; without a name it is empty. */
export const faceOf = (name: string | undefined) =>
  name === undefined ? { children: "" } : { "data-hue": hueOf(name), children: initialsOf(name) };

/** A reader's initials. Decoration beside their name, so it has no name of its own. */
export function Avatar({ name }: { name: string }) {
  return <span className="avatar" aria-hidden="true" {...faceOf(name)} />;
}
