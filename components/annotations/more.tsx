"use client";

import type { MouseEvent, ReactNode } from "react";
import { useNotes } from "./notes";
import { moreOnPaper, moreReplies } from "./notes-address";
import { showMoreNotes, showMoreReplies } from "./show-more";
import type { About } from "./shown-notes";

/** A link to the next page; with scripts, it is shown here. */
function More(props: { href: string; onShow: () => void; children: ReactNode }) {
  const show = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    props.onShow();
  };
  return (
    <p className="more-notes">
      <a className="btn" href={props.href} onClick={show}>
        {props.children}
      </a>
    </p>
  );
}

export function MoreNotes({ about }: { about: About }) {
  const notes = useNotes();
  const after = notes.more[about];
  if (!after) return null;
  return (
    <More
      href={moreOnPaper(notes.paper.slug, about, after)}
      onShow={() => showMoreNotes(notes, about, after)}
    >
      {about === "passages" ? "Show more notes" : "Show more comments"}
    </More>
  );
}

export function MoreReplies({ noteId }: { noteId: string }) {
  const notes = useNotes();
  const rest = notes.rest.find((each) => each.noteId === noteId);
  if (!rest || rest.left === 0) return null;
  return (
    <More
      href={moreReplies(notes.paper.slug, noteId, rest.after)}
      onShow={() => showMoreReplies(notes, rest)}
    >
      {rest.left === 1 ? "Show 1 more reply" : `Show ${rest.left} more replies`}
    </More>
  );
}
