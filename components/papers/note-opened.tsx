"use client";

import { useEffect } from "react";
import { run } from "../api/command";
import { useReader } from "../api/store";
import { noteOpened } from "./opened";

/** Notes that a reader who gets the digest has opened a paper. */
export function NoteOpened({ paperId }: { paperId: number }) {
  const getsDigest = useReader()?.getsDigest === true;
  useEffect(() => {
    if (getsDigest) run(noteOpened, { paperId });
  }, [getsDigest, paperId]);
  return null;
}
