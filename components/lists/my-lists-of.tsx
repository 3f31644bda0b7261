"use client";

import Link from "next/link";
import { useMine } from "../session/mine";
import { useMyLists } from "./my-lists";

/** On which of the reader's lists a paper stands, laid over the print; nothing where on none. */
export function MyListsOf({ paperId }: { paperId: number }) {
  const { lists } = useMine(paperId);
  return lists.length > 0 ? <Names listIds={lists} /> : null;
}

function Names({ listIds }: { listIds: string[] }) {
  const mine = useMyLists();
  const named = mine?.filter((list) => listIds.includes(list.id)) ?? [];
  if (named.length === 0) return null;
  return (
    <div>
      <dt>On my lists</dt>
      <dd>
        {named.map((list) => (
          <Link key={list.id} href={`/lists/${list.id}`} className="link" prefetch={false}>
            {list.name}
          </Link>
        ))}
      </dd>
    </div>
  );
}
