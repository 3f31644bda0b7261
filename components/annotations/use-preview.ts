"use client";

import { useState } from "react";
import type { NoteNode } from "@/server/annotations/rendered";
import { call, LONG, reasonOf } from "../api/call";
import { toast } from "../ui/toast";

interface Rendered {
  body: string;
  rendered?: NoteNode[];
}

/** A text as it will be shown, which the server renders; null while it is being written. */
export function usePreview(body: string) {
  const [preview, setPreview] = useState<Rendered | null>(null);
  const ask = async () => {
    try {
      const read = await call((api) => api.annotations.preview.query({ body }, LONG));
      setPreview({ ...read, body });
    } catch (error) {
      toast({ text: `There is no preview. ${reasonOf(error)}` });
    }
  };
  // what was typed since it was asked for goes on being written
  const shown = preview?.body === body ? preview : null;
  return { shown, ask, stop: () => setPreview(null) };
}
