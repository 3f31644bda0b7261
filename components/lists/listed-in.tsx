"use client";

import { listName, useMine } from "../session/mine";

/** Says quietly on which of the reader's lists and collections a paper stands. */
export function ListedIn({ paperId }: { paperId: number }) {
  const { lists } = useMine(paperId);
  if (lists.length === 0) return null;
  const names = lists.map(listName).join(", ");
  return (
    <p className="listed-in" title={`On ${names}`}>
      <span className="sr-only">On </span>
      <bdi>{names}</bdi>
    </p>
  );
}
