"use client";

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { readKey } from "../keyboard/read-key";
import { all, extended, nothing, toggled, within } from "./selection";

export interface Selecting {
  chosen: ReadonlySet<number>;
  /** Selects or deselects a row. */
  toggle: (id: number) => void;
  /** The same for every row from the last one up to this; `on` only selects. */
  extend: (id: number, on?: boolean) => void;
  /** Selects a row and its neighbor, below it or above. */
  reach: (id: number, by: 1 | -1) => void;
  chooseAll: () => void;
  clear: () => void;
}

/**
 * The selection of several rows of a list, in the list's order, rendered or not. `isWhole` says
 * whether the whole order is known; "all" is selected once it is.
 */
export function useSelection(order: number[], isWhole = true): Selecting {
  const [selection, setSelection] = useState(nothing);
  const [allWanted, setAllWanted] = useState(false);
  const now = useRef(order);
  now.current = order;

  // rows that have left the list are no longer selected
  useEffect(() => setSelection((before) => within(before, order)), [order]);

  const toggle = useCallback((id: number) => setSelection((before) => toggled(before, id)), []);
  const extend = useCallback(
    (id: number, on?: boolean) => setSelection((before) => extended(before, now.current, id, on)),
    [],
  );
  const reach = useCallback((id: number, by: 1 | -1) => {
    const next = now.current[now.current.indexOf(id) + by];
    setSelection((before) => {
      const { chosen } = before.chosen.has(id) ? before : toggled(before, id);
      const one = { chosen, from: id };
      return next === undefined ? one : extended(one, now.current, next, true);
    });
  }, []);
  const chooseAll = useCallback(() => setAllWanted(true), []);
  const clear = useCallback(() => {
    setAllWanted(false);
    setSelection(nothing);
  }, []);
  useEffect(() => {
    if (!allWanted || !isWhole) return;
    setAllWanted(false);
    setSelection(all(order));
  }, [allWanted, isWhole, order]);

  const { chosen } = selection;
  const some = chosen.size > 0;
  useEffect(() => {
    if (!some) return;
    const onKey = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : null;
      const isElsewhere = at?.closest("dialog, .popover, [role=dialog]");
      if (readKey(event) === "Escape" && !event.defaultPrevented && !isElsewhere) clear();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [some, clear]);

  return useMemo(
    () => ({ chosen, toggle, extend, reach, chooseAll, clear }),
    [chosen, toggle, extend, reach, chooseAll, clear],
  );
}

/** The selection of the surrounding list, for its rows' check boxes. */
export const SelectionContext = createContext<Selecting | null>(null);

export const useSelectionHere = () => useContext(SelectionContext);
