import { hueOf, initialsOf } from "../session/initials";

/** A reader's initials. Decoration beside their name, so it has no name of its own. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className="avatar" data-hue={hueOf(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
