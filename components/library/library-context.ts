"use client";

import { createContext, useContext } from "react";
import type { LibraryRow } from "@/server/library/queries";
import type { Rows } from "../rows/use-rows";

interface Here {
  /** Its rows, which what is pressed in one of them changes. */
  rows: Rows<LibraryRow>;
  /** The tags in use, once they have been asked for. */
  tags: string[];
  wantTags: () => void;
}

/** The library around what is pressed. */
export const LibraryContext = createContext<Here | null>(null);

export const useLibraryHere = () => useContext(LibraryContext);
