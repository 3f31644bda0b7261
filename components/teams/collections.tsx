import Link from "next/link";
import type { RouterOutputs } from "@/server/root";
import type { FormAction } from "../forms/action-form";
import { papersIn } from "../papers/names";
import { CreateCollection } from "./create-collection";

interface Props {
  teamId: string;
  collections: RouterOutputs["teams"]["collections"];
  create: FormAction;
}

/** The team's collections that the reader may see, and a place to begin another one. */
export function Collections({ teamId, collections, create }: Props) {
  return (
    <section aria-labelledby="collections" className="team-collections">
      <h2 id="collections" className="section-title">
        Collections
      </h2>
      {collections.length === 0 && (
        <p className="text-soft">
          None yet. A collection belongs to the team: name one here, then add papers to it from
          anywhere.
        </p>
      )}
      <ul className="team-shelf">
        {collections.map(({ id, name, papers, visibility }) => (
          <li key={id}>
            <Link href={`/lists/${id}`} prefetch={false} className="team-shelf-link" dir="auto">
              {name}
            </Link>{" "}
            <span className="tab-count">
              {papersIn(papers)}
              {visibility === "people" && " · named people only"}
            </span>
          </li>
        ))}
      </ul>
      <CreateCollection teamId={teamId} action={create} />
    </section>
  );
}
