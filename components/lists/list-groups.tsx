import Link from "next/link";
import type { RouterOutputs } from "@/server/api/root";
import { papersOn } from "../papers/names";
import { myRole } from "./roles";

type List = RouterOutputs["lists"]["all"][number];

/** The reader's own reading lists, then the collections of each team. */
export function ListGroups({ lists }: { lists: List[] }) {
  const owners = new Map(lists.map(({ team }) => [team?.id, team]));
  if (owners.size === 1 && owners.has(undefined)) return <Entries lists={lists} heading="h2" />;
  return [...owners].map(([id, team]) => (
    <section key={id ?? "mine"} className="list-group" aria-labelledby={`lists-of-${id ?? "me"}`}>
      <h2 id={`lists-of-${id ?? "me"}`} className="list-group-name">
        {team ? <bdi>{team.name}</bdi> : "My reading lists"}
      </h2>
      <Entries lists={lists.filter((list) => list.team?.id === id)} heading="h3" />
    </section>
  ));
}

function Entries({ lists, heading: Heading }: { lists: List[]; heading: "h2" | "h3" }) {
  return (
    <ul>
      {lists.map((list) => (
        <li key={list.id} className="list-entry">
          <Heading className="row-title" dir="auto">
            <Link href={`/lists/${list.id}`} prefetch={false}>
              {list.name}
            </Link>
          </Heading>
          <p className="byline">
            {papersOn(list.papers)}
            {list.team && ` · ${myRole(list.role)}`}
          </p>
          {list.description && (
            <p className="abstract line-clamp-2" dir="auto">
              {list.description}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
