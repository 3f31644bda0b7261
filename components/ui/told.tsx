"use client";

import { useEffect } from "react";
import { arriveAtHeading } from "./heading";
import { toast } from "./toast";

/**
 * The result of a form that no longer exists, shown by the page after it: as a toast, or in place
 * without scripts. It is removed from the URL, so that it is shown once.
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
