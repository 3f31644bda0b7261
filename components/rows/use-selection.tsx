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
  /** Selects a row or takes it out. */
  toggle: (id: number) => void;
  /** The same for every row from the last one up to this; `on` only adds. */
  extend: (id: number, on?: boolean) => void;
  /** Selects a row and its neighbour, below it or above. */
  reach: (id: number, by: 1 | -1) => void;
  chooseAll: () => void;
  clear: () => void;
}

/**
 * Several rows of a list at a time: they count in the list's order, on the page or not. `isWhole`
 * says whether all of the order is known by now; all are selected once it is.
 */
export function useSelection(order: number[], isWhole = true): Selecting {
  const [selection, setSelection] = useState(nothing);
  const [allWanted, setAllWanted] = useState(false);
  const now = useRef(order);
  now.current = order;

  // what has gone from the list is not selected any more
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

/** The selection of the list around, for the check boxes of its rows. */
export const SelectionContext = createContext<Selecting | null>(null);

export const useSelectionHere = () => useContext(SelectionContext);
