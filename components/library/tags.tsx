"use client";

import Link from "next/link";
import { lazy, Suspense, useRef, useState } from "react";
import { addressOf } from "./shown";

const TagEditor = lazy(() => import("./tag-editor"));

/** The reader's own words for a paper, edited where they stand. */
export function Tags({ paperId, tags }: { paperId: number; tags: string[] }) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (back: boolean) => {
    setEditing(false);
    if (back) requestAnimationFrame(() => button.current?.focus());
  };
  if (editing) {
    return (
      <Suspense>
        <TagEditor paperId={paperId} tags={tags} close={close} />
      </Suspense>
    );
  }
  return (
    <span className="own-tags">
      {tags.map((tag) => (
        <Link key={tag} href={addressOf({ tag })} className="own-tag" prefetch={false}>
          {tag}
        </Link>
      ))}
      <button
        ref={button}
        type="button"
        className="tag-button"
        data-act="tags"
        onClick={() => setEditing(true)}
      >
        {tags.length > 0 ? "edit" : "add"}
        {" tags"}
      </button>
    </span>
  );
}
