"use client";

import { useEffect } from "react";
import type { LibraryRow } from "@/server/library/queries";
import type { Rows } from "../rows/use-rows";

let rows: Rows<LibraryRow> | null = null;

/** The rows of the library, if the page shows it: commands change them at once. */
export const rowsOnPage = () => rows;

export function usePutOnPage(shown: Rows<LibraryRow>) {
  useEffect(() => {
    rows = shown;
    return () => {
      rows = null;
    };
  }, [shown]);
}
