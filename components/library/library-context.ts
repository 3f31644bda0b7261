"use client";

import { createContext, useContext } from "react";
import type { LibraryRow } from "@/server/library/reading";
import type { Rows } from "../rows/use-rows";

/** The library around: its rows, which what is pressed in one of them changes, and the tags in use. */
export const LibraryContext = createContext<{ rows: Rows<LibraryRow>; tags: string[] } | null>(
  null,
);

export const useLibraryHere = () => useContext(LibraryContext);
