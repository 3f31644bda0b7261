"use client";

import { useSelectionHere } from "../rows/use-selection";
import { onDemand } from "../ui/on-demand";
import { PopoverBox, usePopover } from "../ui/popover";
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
      <Opener
        name="Status"
        label="Status of the selected papers"
        kind="menu"
        paperIds={chosen}
        Menu={StatusOfMany}
      />
      <Opener
        name="Tags"
        label="Tags of the selected papers"
        kind="box"
        paperIds={chosen}
        Menu={TagsOfMany}
      />
      <Opener
        name="Add to list"
        label="Add the selected papers to a list"
        kind="box"
        paperIds={chosen}
        Menu={ListsOfMany}
      />
      <button type="button" className="btn" onClick={() => removeMany(chosen)}>
        Remove
      </button>
    </>
  );
}

function Opener(props: {
  name: string;
  label: string;
  kind: "menu" | "box";
  paperIds: number[];
  Menu: typeof TagsOfMany;
}) {
  const { name, label, kind, paperIds, Menu } = props;
  const menu = usePopover(kind);
  return (
    <div>
      <button type="button" className="btn" {...menu.button} {...Menu.ahead}>
        {name} <span aria-hidden="true">▴</span>
      </button>
      <PopoverBox popover={menu} label={label} className={kind === "box" ? "lists-menu" : ""}>
        {menu.filled && <Menu paperIds={paperIds} close={menu.close} />}
      </PopoverBox>
    </div>
  );
}
