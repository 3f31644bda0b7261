"use client";

import { type Mates, usePaperState } from "../api/store";
import { joinNames } from "../papers/names";
import { Avatar } from "../ui/avatar";

/** How many faces are below a vote button, and how many more there are. */
const MAX_FACES = 2;

/** "ADA, BEN and 2 more of TEAM" */
function named({ count, names, team }: Mates): string {
  const shown = count <= 3 ? names : names.slice(0, 2);
  const all = joinNames(count > shown.length ? [...shown, `${count - shown.length} more`] : shown);
  return team ? `${all} of ${team.name}` : all;
}

/**
 * Which of the reader's teammates voted for a paper, laid over the cached page. Its place is kept, or it
 * is over what is empty: nothing moves when it comes.
 */
export function Faces({ paperId }: { paperId: number }) {
  const { mates } = usePaperState(paperId);
  if (!mates) return null;
  const { count, names } = mates;
  const faces = names.slice(0, MAX_FACES);
  return (
    <p className="mates" title={named(mates)}>
      <span className="mates-names">
        <span className="sr-only">Upvoted by </span>
        <bdi>{named(mates)}</bdi>
      </span>
      {faces.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
        <Avatar key={index} name={name} />
      ))}
      {count > MAX_FACES && (
        <span className="mates-more" aria-hidden="true">
          +{count - faces.length}
        </span>
      )}
    </p>
  );
}
