"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { Audience } from "@/server/annotations/schema";
import type { RouterOutputs } from "@/server/api/root";
import { call } from "../api/call";
import { PERSONAL } from "../api/personal-storage";
import { audienceOf, keyOf } from "./audience";

type Audiences = RouterOutputs["annotations"]["audiences"];

const nobody: Audiences = { teams: [], lists: [] };
const known = new Map<number, Audiences>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * The teams and collections that the reader may write for about a paper; loaded when first needed.
 */
export function useAudiences(paperId: number, wanted: boolean): Audiences | undefined {
  useEffect(() => {
    if (!wanted) return;
    call((api) => api.annotations.audiences.query({ paperId }))
      .catch(() => known.get(paperId) ?? nobody)
      .then((read) => {
        known.set(paperId, read);
        for (const listener of listeners) listener();
      });
  }, [paperId, wanted]);
  return useSyncExternalStore(
    subscribe,
    () => known.get(paperId),
    () => undefined,
  );
}

/** The collection or team of an audience, if it has one. */
export function groupOf(paperId: number, audience: Audience) {
  if (typeof audience === "string") return null;
  const { teams, lists } = known.get(paperId) ?? nobody;
  const id = "teamId" in audience ? audience.teamId : audience.listId;
  return { id, name: [...teams, ...lists].find((each) => each.id === id)?.name ?? null };
}

/**
 * The last audience chosen in this browser, for notes or for comments. Never everyone: what one note
 * makes public, the next does not.
 */
export function lastAudience(kind: "note" | "comment", otherwise: Audience): Audience {
  try {
    const key = localStorage.getItem(PERSONAL[kind]);
    return key && key !== "everyone" ? audienceOf(key) : otherwise;
  } catch {
    return otherwise;
  }
}

export function keepAudience(kind: "note" | "comment", audience: Audience) {
  if (audience === "everyone") return;
  try {
    localStorage.setItem(PERSONAL[kind], keyOf(audience));
  } catch {}
}
