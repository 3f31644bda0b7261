"use client";

import { useEffect, useSyncExternalStore } from "react";
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
