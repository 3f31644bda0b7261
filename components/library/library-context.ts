"use client";

import { createContext, useContext } from "react";
import type { LibraryRow } from "@/server/library/queries";
import type { Rows } from "../rows/use-rows";

interface Here {
  /** Its rows; buttons in a row change them. */
  rows: Rows<LibraryRow>;
  /** The tags in use, once loaded. */
  tags: string[];
  wantTags: () => void;
}

/** The library that a button is in. */
export const LibraryContext = createContext<Here | null>(null);

export const useLibraryHere = () => useContext(LibraryContext);
