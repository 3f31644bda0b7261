"use client";

import { useContext } from "react";
import { listName, useMine } from "../session/mine";
import { ListContext } from "./list-context";

/** Says quietly on which of the reader's lists and collections a paper stands, but for the one that this is. */
export function ListedIn({ paperId }: { paperId: number }) {
  const here = useContext(ListContext)?.listId;
  const lists = useMine(paperId).lists.filter((id) => id !== here);
  if (lists.length === 0) return null;
  const names = lists.map(listName).join(", ");
  return (
    <p className="listed-in" title={`On ${names}`}>
      <span className="sr-only">On </span>
      <bdi>{names}</bdi>
    </p>
  );
}
