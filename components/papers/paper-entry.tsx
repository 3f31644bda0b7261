"use client";

import type { ReactNode } from "react";
import type { Entry } from "@/server/papers/entries";
import { EntryText } from "./entry-text";
import { type Place, placeInFeed } from "./place";
import { RowSide } from "./row-side";
import { Runs } from "./runs";
import { UnfoldButton } from "./unfold-button";
import { useAbstract } from "./use-abstract";

interface Props {
  paper: Entry;
  /** Its place in a feed. */
  place?: Place;
  /** Shown before the text: a check box, a handle. */
  lead?: ReactNode;
  /** Further actions for the paper in this place. */
  actions?: ReactNode;
  /** Further facts about it in this place. */
  facts?: ReactNode;
  /** Shown below everything else: a note, who added it. */
  children?: ReactNode;
}

/** A paper in a long list: a feed row without its abstract, which is loaded on request. */
export function PaperEntry({ paper, place, lead, actions, facts, children }: Props) {
  const { open, runs, toggle } = useAbstract(paper.id);
  return (
    <article
      className="row entry"
      data-paper={paper.id}
      data-open={open ? "" : undefined}
      aria-labelledby={`t${paper.id}`}
      {...(place && placeInFeed(place))}
    >
      {lead && <div className="entry-lead">{lead}</div>}
      <div className="row-text">
        <EntryText paper={paper} />
        {facts && <div className="facts">{facts}</div>}
        {open && (
          <p className="abstract" dir="auto" aria-busy={!runs}>
            {runs ? <Runs runs={runs} /> : "…"}
          </p>
        )}
        {children}
      </div>
      <RowSide paper={paper}>
        {actions}
        {paper.hasAbstract && <UnfoldButton open={open} onClick={toggle} />}
      </RowSide>
    </article>
  );
}
