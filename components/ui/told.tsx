"use client";

import { useEffect } from "react";
import { arriveAtHeading } from "./heading";
import { toast } from "./toast";

/**
 * What was done by a form that is gone by now, told by the page that came after it: as a message, or
 * without scripts where it is. The address forgets it, so that it is told once.
 */
export function Told({ text }: { text: string }) {
  useEffect(() => {
    toast({ text });
    history.replaceState(history.state, "", location.pathname);
    arriveAtHeading();
  }, [text]);
  return (
    <p role="status" className="notice unscripted-only">
      {text}
    </p>
  );
}
