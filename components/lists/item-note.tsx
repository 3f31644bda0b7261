"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { ListRow } from "@/server/items/reading";
import { draftOf, keepDraft, onWrite } from "./item-note-open";
import { useList } from "./list-context";

const NoteForm = lazy(() => import("./note-form"));

/** Why a paper stands on a list; whoever may write it does so in its place. */
export function ItemNote({ row, mayWrite }: { row: ListRow; mayWrite: boolean }) {
  const { listId, isCollection } = useList();
  const [writing, setWriting] = useState(() => mayWrite && draftOf(listId, row.id) !== undefined);
  useEffect(
    () => (mayWrite ? onWrite(row.id, () => setWriting(true)) : undefined),
    [mayWrite, row.id],
  );
  if (writing) {
    const close = () => {
      keepDraft(listId, row.id, null);
      setWriting(false);
    };
    return (
      <Suspense>
        <NoteForm row={row} close={close} />
      </Suspense>
    );
  }
  if (!row.note) return null;
  return (
    <div className="item-note">
      <p className="item-note-text" dir="auto">
        {row.note}
      </p>
      {isCollection && row.noteBy && (
        <p className="item-note-by">
          <bdi>{row.noteBy}</bdi>
        </p>
      )}
    </div>
  );
}
