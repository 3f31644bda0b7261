"use client";

import { useEffect, useState } from "react";
import type { ListRow } from "@/server/lists/items/queries";
import { onDemand } from "../ui/on-demand";
import { draftOf, keepDraft, onWrite, recallDraft } from "./item-note-open";
import { useList } from "./list-context";

const NoteForm = onDemand(() => import("./note-form"));

/** The note on why a paper is on a list; readers with the right edit it in place. */
export function ItemNote({ row, mayWrite }: { row: ListRow; mayWrite: boolean }) {
  const { drafts, isCollection, settle } = useList();
  const [writing, setWriting] = useState(() => mayWrite && draftOf(drafts, row.id) !== undefined);
  // reopened as it was left, it takes no focus
  const [recalled, setRecalled] = useState(writing);
  useEffect(() => {
    if (!mayWrite || !recallDraft(drafts, row.id)) return;
    setRecalled(true);
    setWriting(true);
  }, [mayWrite, drafts, row.id]);
  useEffect(
    () => (mayWrite ? onWrite(row.id, () => setWriting(true)) : undefined),
    [mayWrite, row.id],
  );
  // closed or out of view, it no longer keeps a removed row
  useEffect(() => (writing ? settle : undefined), [writing, settle]);
  if (writing) {
    const close = () => {
      keepDraft(drafts, row.id, null);
      setWriting(false);
      setRecalled(false);
    };
    return <NoteForm row={row} close={close} takesFocus={!recalled} />;
  }
  if (!row.note) return null;
  return (
    <div className="item-note" dir="auto">
      <p className="item-note-text">{row.note}</p>
      {isCollection && row.noteBy && (
        <p className="item-note-by">
          <bdi>{row.noteBy}</bdi>
        </p>
      )}
    </div>
  );
}
