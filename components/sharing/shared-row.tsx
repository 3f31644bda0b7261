import type { Entry } from "@/server/papers/entries";
import { EntryText } from "../papers/entry-text";

/** A paper on a public page, without any actions. */
export function SharedRow({ paper, note }: { paper: Entry; note: string }) {
  return (
    <article className="shared-row" aria-labelledby={`t${paper.id}`}>
      <EntryText paper={paper} />
      {note && (
        <p className="item-note item-note-text" dir="auto">
          {note}
        </p>
      )}
    </article>
  );
}
