import { hueOf, initialsOf } from "../session/initials";

/** A reader's face: their initials. Decoration beside a name, so it has none of its own. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className="avatar" data-hue={hueOf(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
