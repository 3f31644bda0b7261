import Link from "next/link";
import { keyOf } from "./audience";
import { COLORS } from "./color";
import { moreNotes, type Wanted } from "./notes-address";
import { Swatch } from "./swatch";

interface Group {
  id: string;
  name: string;
}

interface Props {
  wanted: Wanted;
  /** The collections and teams that the reader has written for. */
  groups: { lists: Group[]; teams: Group[] };
}

type Choice = [audience: Wanted["audience"], label: string];

/** Filters my notes by words of theirs or of their papers, audience and color. Works without scripts. */
export function NotesFilter({ wanted, groups }: Props) {
  const chosen = wanted.audience && keyOf(wanted.audience);
  const choices: Choice[] = [
    [undefined, "All"],
    ["me", "Only you"],
    ...groups.lists.map(({ id, name }): Choice => [{ listId: id }, name]),
    ...groups.teams.map(({ id, name }): Choice => [{ teamId: id }, name]),
    ["everyone", "Everyone"],
  ];
  return (
    <search className="notes-filter">
      <form action="/notes">
        <input
          className="field"
          type="search"
          name="q"
          aria-label="Search my notes"
          placeholder="Search my notes"
          maxLength={200}
          defaultValue={wanted.q}
        />
        {chosen && <input type="hidden" name="audience" value={chosen} />}
        {wanted.color && <input type="hidden" name="color" value={wanted.color} />}
      </form>
      <nav aria-label="Audience" className="notes-audiences">
        {choices.map(([audience, label]) => {
          const key = audience && keyOf(audience);
          return (
            <Link
              key={key ?? ""}
              href={moreNotes({ ...wanted, audience, after: undefined })}
              aria-current={key === chosen ? "page" : undefined}
              prefetch={false}
            >
              <bdi>{label}</bdi>
            </Link>
          );
        })}
      </nav>
      <nav aria-label="Color" className="notes-colors">
        {COLORS.map(([color, name]) => {
          const isChosen = color === wanted.color;
          const next = isChosen ? undefined : color;
          return (
            <Link
              key={color}
              href={moreNotes({ ...wanted, color: next, after: undefined })}
              aria-current={isChosen ? "page" : undefined}
              aria-label={isChosen ? `${name}: show all colors` : name}
              title={name}
              prefetch={false}
            >
              <Swatch color={color} />
            </Link>
          );
        })}
      </nav>
    </search>
  );
}
