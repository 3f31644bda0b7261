"use client";

import { type ComponentType, lazy, Suspense } from "react";
import { useSelectionHere } from "../rows/use-selection";
import { useMenu } from "../ui/use-menu";
import { removeMany } from "./change-many";

export interface ManyMenu {
  paperIds: number[];
  close: () => void;
}

const StatusOfMany = lazy(() => import("./status-of-many"));
const TagsOfMany = lazy(() => import("./tags-of-many"));
const ListsOfMany = lazy(() => import("./lists-of-many"));

/** What can be done with the papers that are selected. */
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

function Opener(props: { name: string; paperIds: number[]; Menu: ComponentType<ManyMenu> }) {
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
        onClick={() => setOpen(!open)}
      >
        {name} <span aria-hidden="true">▴</span>
      </button>
      {open && (
        <Suspense>
          <Menu paperIds={paperIds} close={close} />
        </Suspense>
      )}
    </div>
  );
}
