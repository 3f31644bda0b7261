"use client";

import { useMemo } from "react";
import { FavoriteButton } from "../library/favorite-button";
import { Tags } from "../library/tags";
import { ListContext, type ListDeeds } from "../lists/list-context";
import { ListEntry } from "../lists/list-entry";
import { PaperEntry } from "../papers/paper-entry";
import { Waiting } from "../rows/long-list";
import { SelectAll } from "../rows/select-all";
import { SelectionBar } from "../rows/selection-bar";
import { SelectionContext, useSelection } from "../rows/use-selection";
import { Piece } from "./piece";
import { entry, idOf, LIST, listRow, type Scheme } from "./samples";

const nothing = () => {};

/** Rows of the library and of a collection, with two of them selected, and one still loading. */
export function ListRows({ scheme }: { scheme: Scheme }) {
  const ids = useMemo(() => [40, 41, 42].map((at) => idOf(scheme, at)), [scheme]);
  const selection = useSelection(ids);
  const deeds: ListDeeds = {
    listId: LIST.id,
    name: LIST.name,
    isCollection: true,
    drafts: `design ${scheme}`,
    mayArrange: true,
    mayAdd: true,
    isMovable: true,
    move: nothing,
    moveTo: nothing,
    remove: nothing,
    carry: nothing,
    writing: nothing,
    gone: new Set(),
    settle: nothing,
    showNote: nothing,
    dragged: undefined,
  };
  return (
    <>
      <Piece name="Rows of the library">
        <div className="rows">
          <PaperEntry
            paper={entry(scheme, 50, { notes: 2 })}
            facts={<Tags paperId={idOf(scheme, 50)} tags={["attention", "for the survey"]} />}
            actions={<FavoriteButton paperId={idOf(scheme, 50)} favorite />}
          />
          <PaperEntry
            paper={entry(scheme, 51, { votes: 0, topic: undefined })}
            facts={<Tags paperId={idOf(scheme, 51)} tags={[]} />}
            actions={<FavoriteButton paperId={idOf(scheme, 51)} favorite={false} />}
          />
          <div role="feed" aria-label="Still loading">
            <Waiting place={{ at: 1, of: 1 }} height={90} />
          </div>
        </div>
      </Piece>
      <Piece name="Rows of a collection">
        <ListContext value={deeds}>
          <SelectionContext value={selection}>
            <p id="handle-help" className="sr-only">
              Drag, or use the arrow keys.
            </p>
            <SelectAll total={ids.length} />
            <div className="rows">
              <ListEntry
                row={listRow(scheme, 40, {
                  note: "For Friday: read section 3 first.",
                  noteBy: "Ada King",
                  discussed: 2,
                })}
                place={{ at: 1, of: 3 }}
              />
              <ListEntry row={listRow(scheme, 41)} place={{ at: 2, of: 3 }} />
              <ListEntry row={listRow(scheme, 42)} place={{ at: 3, of: 3 }} />
            </div>
            <div className="design-bar">
              <SelectionBar
                selection={{ ...selection, chosen: new Set(ids.slice(0, 2)) }}
                total={ids.length}
              >
                <button type="button" className="btn">
                  Status
                </button>
                <button type="button" className="btn">
                  Remove
                </button>
              </SelectionBar>
            </div>
          </SelectionContext>
        </ListContext>
      </Piece>
    </>
  );
}
