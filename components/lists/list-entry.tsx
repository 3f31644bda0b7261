"use client";

import Link from "next/link";
import type { ListRow } from "@/server/lists/items/queries";
import { PaperEntry } from "../papers/paper-entry";
import { SelectBox } from "../rows/select-box";
import { Moment } from "../ui/moment";
import { Handle } from "./handle";
import { ItemButton } from "./item-button";
import { ItemNote } from "./item-note";
import { useList } from "./list-context";
import { RemovedElsewhere } from "./removed-elsewhere";

interface Props {
  row: ListRow;
  place: { at: number; of: number };
}

/** A paper on a list: with the note, and who added it and when. */
export function ListEntry({ row, place }: Props) {
  const { isMovable, isCollection, mayArrange, gone } = useList();
  const { paper, discussed } = row;
  const isGone = gone.has(row.id);
  return (
    <PaperEntry
      paper={paper}
      place={place}
      lead={
        <>
          {!isGone && <SelectBox paperId={row.id} />}
          {isMovable && !isGone && <Handle paperId={row.id} />}
        </>
      }
      actions={isGone ? <span className="tool-button" /> : <ItemButton row={row} place={place} />}
      facts={
        <>
          {discussed > 0 && (
            <Link href={`/papers/${paper.slug}#notes`} prefetch={false}>
              {discussed === 1 ? "1 note for us" : `${discussed} notes for us`}
            </Link>
          )}
          <span>
            added{" "}
            {isCollection && row.addedBy && (
              <>
                by <bdi>{row.addedBy}</bdi>,{" "}
              </>
            )}
            <Moment at={new Date(row.addedAt)} day />
          </span>
        </>
      }
    >
      {isGone && <RemovedElsewhere paperId={row.id} />}
      <ItemNote row={row} mayWrite={mayArrange || row.mine} />
    </PaperEntry>
  );
}
