"use client";

import Link from "next/link";
import { listName, useMine } from "../session/mine";

/** On which of the reader's lists and collections a paper stands, laid over the print. */
export function MyListsOf({ paperId }: { paperId: number }) {
  const { lists } = useMine(paperId);
  if (lists.length === 0) return null;
  return (
    <div>
      <dt>On lists</dt>
      <dd>
        {lists.map((id) => (
          <Link key={id} href={`/lists/${id}`} className="link" prefetch={false}>
            <bdi>{listName(id)}</bdi>
          </Link>
        ))}
      </dd>
    </div>
  );
}
