"use client";

import Link from "next/link";
import { useRef, useState } from "react";
import { onDemand } from "../ui/on-demand";
import { addressOf } from "./shown";

const TagEditor = onDemand(() => import("./tag-editor"));

/** The reader's own tags for a paper, edited in place. */
export function Tags({ paperId, tags }: { paperId: number; tags: string[] }) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const show = () => setEditing(true);
  // it replaces the tags, which stay until it is loaded
  const edit = () => TagEditor.ready().then(show, show);
  const close = (back: boolean) => {
    setEditing(false);
    if (back) requestAnimationFrame(() => button.current?.focus());
  };
  if (editing) return <TagEditor paperId={paperId} tags={tags} close={close} />;
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
        {...TagEditor.ahead}
        onClick={edit}
      >
        {tags.length > 0 ? "edit tags" : "add tags"}
      </button>
    </span>
  );
}
