"use client";

import Link from "next/link";
import { useLayoutEffect, useRef } from "react";
import { arriveInView } from "../keyboard/rows";

/** Says how to fill an empty list. */
export function EmptyList({ what, mayAdd }: { what: string; mayAdd: boolean }) {
  const box = useRef<HTMLElement>(null);
  // a restored paper replaces its heading, and takes the focus from it
  useLayoutEffect(() => {
    const empty = box.current;
    return () => {
      if (empty?.contains(document.activeElement)) requestAnimationFrame(arriveInView);
    };
  }, []);
  return (
    <section ref={box} className="empty">
      <h2>No papers yet</h2>
      <p className="empty-lesson">
        {mayAdd ? (
          <>
            On any paper, press Add to list, or <kbd>l</kbd> on the keyboard, and choose this {what}
            .
          </>
        ) : (
          "Nobody has added a paper yet. New papers appear here right away."
        )}
      </p>
      <Link className="btn" href="/" prefetch={false}>
        Read the latest edition
      </Link>
    </section>
  );
}
