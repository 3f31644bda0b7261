import Link from "next/link";
import { moreNotes, type Wanted } from "./notes-address";

const AUDIENCES = [
  [undefined, "All"],
  ["me", "Only me"],
  ["everyone", "Everyone"],
] as const;

/** Narrows my notes to words, or to who sees them. Works without script. */
export function NotesFilter({ wanted }: { wanted: Wanted }) {
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
        {wanted.audience && <input type="hidden" name="audience" value={wanted.audience} />}
      </form>
      <nav aria-label="Audience" className="notes-audiences">
        {AUDIENCES.map(([audience, label]) => (
          <Link
            key={label}
            href={moreNotes({ q: wanted.q, audience })}
            aria-current={wanted.audience === audience ? "page" : undefined}
            prefetch={false}
          >
            {label}
          </Link>
        ))}
      </nav>
    </search>
  );
}
