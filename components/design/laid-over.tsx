"use client";

import { useEffect } from "react";
import { currentState, nameList, type PaperState, showState, subscribeToState } from "../api/store";
import { LIST } from "./samples";

/** Lays a reader's state over sample papers, also once the server has said that there is none. */
export function LaidOver({ states }: { states: [number, Partial<PaperState>][] }) {
  useEffect(() => {
    nameList(LIST);
    const lay = () => {
      for (const [id, state] of states) {
        if (!shows(currentState(id), state)) showState(id, () => state);
      }
    };
    lay();
    return subscribeToState(lay);
  }, [states]);
  return null;
}

const shows = (current: PaperState, wanted: Partial<PaperState>) =>
  Object.entries(wanted).every(([key, value]) => current[key as keyof PaperState] === value);
