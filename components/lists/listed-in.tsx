"use client";

import { Fragment, useContext } from "react";
import { listName, useMine } from "../session/mine";
import { ListContext } from "./list-context";

/** Says quietly on which of the reader's lists and collections a paper stands, but for the one that this is. */
export function ListedIn({ paperId }: { paperId: number }) {
  const here = useContext(ListContext)?.listId;
  const lists = useMine(paperId).lists.filter((id) => id !== here);
  if (lists.length === 0) return null;
  const names = lists.map((id) => listName(id) ?? "");
  // two share the line, each shortened as it needs; of more, the others are counted
  const shown = names.slice(0, names.length === 2 ? 2 : 1);
  const more = names.slice(shown.length);
  return (
    <p className="listed-in" title={`On ${names.join(", ")}`}>
      <span className="sr-only">On </span>
      {shown.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lists may have one name
        <Fragment key={index}>
          <bdi className="listed-name">{name}</bdi>
          {index < shown.length - 1 && <span>, </span>}
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
