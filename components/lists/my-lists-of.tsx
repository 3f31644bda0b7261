"use client";

import Link from "next/link";
import { listName, usePaperPart } from "../api/store";

/** Which of the reader's lists and collections a paper is on, shown over the cached page. */
export function MyListsOf({ paperId }: { paperId: number }) {
  const lists = usePaperPart(paperId, (state) => state.lists);
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
