"use client";

import { useMenuFocus } from "../ui/use-menu-focus";
import { takeOffList } from "./choose-lists";
import type { ListName } from "./my-lists";
import { useMoveItem } from "./ordered-rows";
import type { Move } from "./reorder";

const moveNames: [Move, string][] = [
  ["top", "Move to top"],
  ["up", "Move up"],
  ["down", "Move down"],
  ["bottom", "Move to bottom"],
];

interface Props {
  paperId: number;
  list: ListName;
  close: () => void;
}

/** Moves a paper within a list or takes it off. Loaded when it is first opened. */
export default function ItemMenu({ paperId, list, close }: Props) {
  const move = useMoveItem();
  const box = useMenuFocus();
  const choose = (act: () => unknown) => {
    close();
    act();
  };
  return (
    <div ref={box} className="popover" role="dialog" aria-label="Move or remove">
      {moveNames.map(([to, name]) => (
        <button
          key={to}
          type="button"
          className="popover-item"
          onClick={() => choose(() => move(paperId, to))}
        >
          {name}
        </button>
      ))}
      <hr className="my-1 border-line" />
      <button
        type="button"
        className="popover-item"
        onClick={() => choose(() => takeOffList(paperId, list))}
      >
        Remove from list
      </button>
    </div>
  );
}
