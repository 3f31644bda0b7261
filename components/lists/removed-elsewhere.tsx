"use client";

import { useEffect, useState } from "react";
import { call } from "../api/call";
import { useList } from "./list-context";

/** Says that somebody removed the paper of a row that the reader is writing in, and who. */
export function RemovedElsewhere({ paperId }: { paperId: number }) {
  const { listId, isCollection } = useList();
  const [remover, setRemover] = useState<string | null>(null);
  useEffect(() => {
    call((api) => api.items.trash.query({ listId, paperId })).then(
      ({ items }) => setRemover(items[0]?.deletedBy ?? null),
      // the sentence is true without the name
      () => {},
    );
  }, [listId, paperId]);
  return <RemovedBy name={remover} what={isCollection ? "collection" : "list"} />;
}

/** The sentence itself, with the name once it is known. */
export function RemovedBy({ name, what }: { name: string | null; what: string }) {
  return (
    <p role="alert" className="notice item-gone">
      {name ? (
        <>
          <bdi>{name}</bdi> removed this paper from the {what}.
        </>
      ) : (
        `This paper was removed from the ${what}.`
      )}{" "}
      What you are writing is kept until you close it.
    </p>
  );
}
