"use client";

import { useEffect, useRef } from "react";
import { usePaperPart, useTeams } from "../api/store";
import { isCommand, readKey } from "../keyboard/read-key";
import { isField } from "../keyboard/rows";
import { useKeepStill } from "./keep-still";
import { ListChoice } from "./list-choice";
import { type MyList, useListsInPlace } from "./my-lists";
import { NewList } from "./new-list";

interface Group {
  team: MyList["team"];
  lists: MyList[];
}

/**
 * The reader's own lists, then each team's collections that they may add to or that contain the
 * paper.
 */
function grouped(lists: MyList[], on: Set<string>): Group[] {
  const groups = new Map<string, Group>([["", { team: null, lists: [] }]]);
  for (const list of lists) {
    if (!list.mayAdd && !on.has(list.id)) continue;
    const key = list.team?.id ?? "";
    const group = groups.get(key) ?? { team: list.team, lists: [] };
    group.lists.push(list);
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ lists }) => lists.length > 0);
}

/** Goes to the first list, or to the field that names one, unless the reader is somewhere by now. */
function arrive(menu: HTMLElement | null | undefined) {
  const at = document.activeElement;
  const isThere = at === menu || at?.getAttribute("popovertarget") === menu?.id;
  if (!menu || !isThere) return;
  const list = menu.querySelector<HTMLElement>(".lists-menu-lists .popover-item:not(:disabled)");
  // a field would open the keyboard of a phone
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const field = isTouch ? null : menu.querySelector<HTMLElement>(".new-list input");
  (list ?? field)?.focus({ preventScroll: true });
}

/** A letter typed at the lists begins a new list's name: as a key of theirs, a space would change one. */
function typeName(event: KeyboardEvent) {
  const at = event.target as Element;
  if (isField(at) || isCommand(event) || !/^[^\s]$/u.test(readKey(event))) return;
  at.closest(".popover")?.querySelector<HTMLElement>(".new-list input")?.focus();
}

/**
 * Lists and collections, with a check mark at those that contain the paper. Loaded when first
 * opened.
 */
export default function ListsMenu({ paperId, close }: { paperId: number; close: () => void }) {
  const lists = useListsInPlace();
  const inTeam = useTeams().length > 0;
  const on = new Set(usePaperPart(paperId, (state) => state.lists));
  const groups = grouped(lists ?? [], on);
  const first = Boolean(lists) && groups.length === 0;
  const box = useRef<HTMLDivElement>(null);
  useKeepStill(box);
  const isRead = lists !== undefined;
  useEffect(() => {
    const menu = box.current?.closest<HTMLElement>(".popover");
    menu?.addEventListener("keydown", typeName);
    return () => menu?.removeEventListener("keydown", typeName);
  }, []);
  useEffect(() => {
    if (isRead) arrive(box.current?.closest<HTMLElement>(".popover"));
  }, [isRead]);
  return (
    <>
      <div ref={box} className="lists-menu-lists" aria-busy={lists === undefined}>
        {first && <p className="px-2.5 py-1.5 text-soft">You have no lists yet.</p>}
        {lists === null && (
          <p className="px-2.5 py-1.5 text-soft">
            Your lists could not be read. Close this and try again.
          </p>
        )}
        {groups.map(({ team, lists }) => (
          <fieldset key={team?.id ?? ""} className="lists-menu-group">
            <legend className={team || inTeam ? "menu-label" : "sr-only"}>
              <bdi>{team?.name ?? "My reading lists"}</bdi>
            </legend>
            {lists.map((list) => (
              <ListChoice key={list.id} paperId={paperId} list={list} on={on.has(list.id)} />
            ))}
          </fieldset>
        ))}
      </div>
      <NewList paperId={paperId} first={first} />
      <button type="button" className="popover-item text-soft" onClick={close}>
        Done
      </button>
    </>
  );
}
