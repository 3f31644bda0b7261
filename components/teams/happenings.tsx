import Link from "next/link";
import type { Happening } from "@/server/teams/activity/latest";
import { Tex } from "../papers/tex";
import { Moment } from "../ui/moment";

/** Events in a team, latest first. */
export function Happenings({ happenings }: { happenings: Happening[] }) {
  if (happenings.length === 0) {
    return <p className="py-4 text-soft">Nothing has happened yet.</p>;
  }
  return (
    <ol className="happenings">
      {together(happenings).map(({ first, papers }) => (
        <li key={first.key}>
          <Deed happening={first} papers={papers} />
          <p className="happening-when">
            <Moment at={first.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}

interface Group {
  first: Happening;
  papers: NonNullable<Happening["paper"]>[];
}

/** Groups consecutive additions by one person to one collection. */
function together(happenings: Happening[]): Group[] {
  const groups: Group[] = [];
  for (const each of happenings) {
    const last = groups.at(-1);
    const goesOn =
      last &&
      each.kind === "added" &&
      last.first.kind === "added" &&
      last.first.who === each.who &&
      last.first.list?.id === each.list?.id;
    if (goesOn && each.paper) last.papers.push(each.paper);
    else groups.push({ first: each, papers: each.paper ? [each.paper] : [] });
  }
  return groups;
}

function Deed({ happening, papers }: { happening: Happening; papers: Group["papers"] }) {
  const { kind, who, list, noteId, words } = happening;
  const name = <b className="font-semibold">{who ?? "A former reader"}</b>;
  const collection = list && (
    <Link className="link" href={`/lists/${list.id}`} prefetch={false}>
      <bdi>{list.name}</bdi>
    </Link>
  );
  if (kind === "joined") return <p>{name} joined</p>;
  const titles = papers.slice(0, 5).map(({ slug, title }) => (
    <Link
      key={slug}
      className="happening-paper"
      href={`/papers/${slug}${noteId ? `#note-${noteId}` : ""}`}
      prefetch={false}
      dir="auto"
    >
      <Tex source={title} />
    </Link>
  ));
  return (
    <>
      <p>
        {name}
        {kind === "added" ? " added to " : collection ? " wrote in " : " wrote to "}
        {collection ?? "the team"}
      </p>
      {titles}
      {papers.length > 5 && <p className="text-soft">and {papers.length - 5} more papers</p>}
      {words && (
        <p className="happening-words" dir="auto">
          {words}
        </p>
      )}
    </>
  );
}
