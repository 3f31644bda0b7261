"use client";

import { useSelectionHere } from "../rows/use-selection";
import { onDemand } from "../ui/on-demand";
import { useMenu } from "../ui/use-menu";
import { removeMany } from "./set-many";

export interface ManyMenu {
  paperIds: number[];
  close: () => void;
}

const StatusOfMany = onDemand(() => import("./status-of-many"));
const TagsOfMany = onDemand(() => import("./tags-of-many"));
const ListsOfMany = onDemand(() => import("./lists-of-many"));

/** Actions for the selected papers. */
export function ManyActions() {
  const chosen = [...(useSelectionHere()?.chosen ?? [])];
  return (
    <>
      <Opener name="Status" paperIds={chosen} Menu={StatusOfMany} />
      <Opener name="Tags" paperIds={chosen} Menu={TagsOfMany} />
      <Opener name="Add to list" paperIds={chosen} Menu={ListsOfMany} />
      <button type="button" className="btn" onClick={() => removeMany(chosen)}>
        Remove
      </button>
    </>
  );
}

function Opener(props: { name: string; paperIds: number[]; Menu: typeof TagsOfMany }) {
  const { name, paperIds, Menu } = props;
  const { open, setOpen, close, box, button } = useMenu();
  return (
    <div ref={box} className="many-menu">
      <button
        ref={button}
        type="button"
        className="btn"
        aria-haspopup="dialog"
        aria-expanded={open}
        {...Menu.ahead}
        onClick={() => setOpen(!open)}
      >
        {name} <span aria-hidden="true">▴</span>
      </button>
      {open && <Menu paperIds={paperIds} close={close} />}
    </div>
  );
}
