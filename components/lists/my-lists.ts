"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import type { RouterOutputs } from "@/server/api/root";
import { call } from "../api/call";

export type MyList = RouterOutputs["lists"]["all"][number];

export type ListName = Pick<MyList, "id" | "name">;

/** Undefined until loaded; null if loading failed. */
let lists: MyList[] | null | undefined;
const listeners = new Set<() => void>();

export function setMyLists(change: (lists: MyList[]) => MyList[] | null) {
  lists = change(lists ?? []);
  for (const listener of listeners) listener();
}

/** Moves a list that was used to the front of those of its owner, as the server does. */
export function noteUse(listId: string) {
  const used = lists?.find(({ id }) => id === listId);
  if (!lists || !used) return;
  const order = lists.filter((list) => list !== used).map(({ id }) => id);
  setMyLists((all) => inOrder(order, all));
}

/**
 * Lists in a given order. One that it does not name comes before the others of its owner; one of
 * another owner comes last.
 */
export function inOrder(order: string[], all: MyList[]): MyList[] {
  const places = new Map(order.map((id, place) => [id, place]));
  const first = new Map<string | undefined, number>();
  for (const { id, team } of all) {
    const place = places.get(id);
    if (place === undefined) continue;
    first.set(team?.id, Math.min(place, first.get(team?.id) ?? place));
  }
  const placeOf = ({ id, team }: MyList) =>
    places.get(id) ?? (first.get(team?.id) ?? order.length) - 0.5;
  return all.toSorted((a, b) => placeOf(a) - placeOf(b));
}

async function load() {
  const read = await call((api) => api.lists.all.query()).catch(() => null);
  setMyLists(() => read);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * The reader's lists and the collections they may read; the previous ones are shown while
 * reloading.
 */
export function useMyLists(wanted = true) {
  useEffect(() => {
    if (wanted) load();
  }, [wanted]);
  return useSyncExternalStore(subscribe, () => lists);
}

/** The same for a menu: while it is open, lists keep the order in which they were first shown. */
export function useListsInPlace() {
  const all = useMyLists();
  const order = useRef<string[]>([]);
  const shown = all && inOrder(order.current, all);
  useEffect(() => {
    order.current = shown?.map(({ id }) => id) ?? [];
  });
  return shown;
}
