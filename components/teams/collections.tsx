import Link from "next/link";
import type { RouterOutputs } from "@/server/api/root";
import type { FormAction } from "../forms/action-form";
import { papersOn } from "../papers/names";
import { CreateCollection } from "./create-collection";

interface Props {
  team: { id: string; slug: string };
  collections: RouterOutputs["teams"]["collections"];
  /** Deleted ones that the reader may restore. */
  deleted: unknown[];
  create: FormAction;
}

/** The team's collections that the reader may see, and what creates another. */
export function Collections({ team, collections, deleted, create }: Props) {
  return (
    <section aria-labelledby="collections" className="team-collections">
      <h2 id="collections" className="section-title">
        Collections
      </h2>
      {collections.length === 0 && (
        <p className="text-soft">
          None yet. A collection belongs to the team: make one here, then add papers to it from
          anywhere.
        </p>
      )}
      <ul className="team-collection-list">
        {collections.map(({ id, name, papers, visibility }) => (
          <li key={id}>
            <Link
              href={`/lists/${id}`}
              prefetch={false}
              className="team-collection-link"
              dir="auto"
            >
              {name}
            </Link>{" "}
            <span className="tab-count">
              {papersOn(papers)}
              {visibility === "people" && " · named people only"}
            </span>
          </li>
        ))}
      </ul>
      {deleted.length > 0 && (
        <p>
          <Link href={`/teams/${team.slug}/trash`} prefetch={false} className="link">
            Deleted collections
          </Link>
        </p>
      )}
      <CreateCollection teamId={team.id} action={create} />
    </section>
  );
}
