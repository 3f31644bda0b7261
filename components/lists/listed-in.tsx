"use client";

import { Fragment, useContext } from "react";
import { listName, usePaperPart } from "../api/store";
import { ListContext } from "./list-context";

/** Names the reader's lists and collections that a paper is on, except the open one. */
export function ListedIn({ paperId }: { paperId: number }) {
  const here = useContext(ListContext)?.listId;
  const on = usePaperPart(paperId, (state) => state.lists);
  const lists = on.filter((id) => id !== here);
  if (lists.length === 0) return null;
  const nameOf = (id: string) => listName(id) ?? "";
  // two share the line, each shortened as needed; if there are more, the rest is counted
  const shown = lists.slice(0, lists.length === 2 ? 2 : 1);
  const more = lists.slice(shown.length).map(nameOf);
  return (
    <p className="listed-in" title={`On ${lists.map(nameOf).join(", ")}`}>
      <span className="sr-only">On </span>
      {shown.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && <span>, </span>}
          <bdi className="listed-name">{nameOf(id)}</bdi>
        </Fragment>
      ))}
      {more.length > 0 && (
        <>
          <span className="sr-only">, {more.join(", ")}</span>
          <span aria-hidden="true"> +{more.length}</span>
        </>
      )}
    </p>
  );
}
