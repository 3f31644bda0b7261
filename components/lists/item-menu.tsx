"use client";

import { type FormEvent, useEffect, useState } from "react";
import type { ListRow } from "@/server/lists/items/queries";
import { writeNote } from "./item-note-open";
import { useList } from "./list-context";
import type { Move } from "./order";

const moveNames: [Move, string][] = [
  ["top", "Move to top"],
  ["up", "Move up"],
  ["down", "Move down"],
  ["bottom", "Move to bottom"],
];

interface Props {
  row: ListRow;
  place: { at: number; of: number };
  close: () => void;
}

/** All actions for a paper on a list. Loaded when first opened. */
export default function ItemMenu({ row, place, close }: Props) {
  const list = useList();
  const [placing, setPlacing] = useState(false);
  // preloads the form, so that keys typed right after choosing it go there and are not shortcuts
  useEffect(() => void import("./note-form"), []);
  const isMine = list.mayArrange || row.mine;
  const what = list.isCollection ? "collection" : "list";
  const choose = (act: () => unknown) => () => {
    close();
    act();
  };
  const item = (name: string, act: () => unknown) => (
    <button key={name} type="button" className="popover-item" onClick={choose(act)}>
      {name}
    </button>
  );
  return (
    <>
      {list.isMovable && (
        <>
          {moveNames.map(([to, name]) => item(name, () => list.move(row.id, to)))}
          {placing ? (
            <PlaceForm place={place} choose={(at) => choose(() => list.moveTo(row.id, at))()} />
          ) : (
            <button type="button" className="popover-item" onClick={() => setPlacing(true)}>
              Move to position…
            </button>
          )}
          <hr className="my-1 border-line" />
        </>
      )}
      {isMine &&
        list.mayAdd &&
        item(row.note ? "Edit the note" : "Write a note", () => writeNote(row.id))}
      {item("Copy to another list…", () => list.carry([row.id], "copy"))}
      {isMine && item("Move to another list…", () => list.carry([row.id], "move"))}
      {isMine && item(`Remove from ${what}`, () => list.remove([row.id]))}
    </>
  );
}

function PlaceForm({ place, choose }: { place: Props["place"]; choose: (at: number) => void }) {
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const at = Number(new FormData(event.currentTarget).get("place"));
    if (Number.isInteger(at) && at >= 1) choose(Math.min(at, place.of));
  }
  return (
    <form className="flex gap-1.5 p-1" onSubmit={onSubmit}>
      <input
        className="field"
        name="place"
        type="number"
        inputMode="numeric"
        aria-label={`Position, 1 to ${place.of}`}
        min={1}
        max={place.of}
        defaultValue={place.at}
        required
        // biome-ignore lint/a11y/noAutofocus: it was just asked for
        autoFocus
      />
      <button type="submit" className="btn">
        Move
      </button>
    </form>
  );
}
