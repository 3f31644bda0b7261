"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { Entry } from "@/server/papers/reading";
import { SaveButton } from "../library/save-button";
import { ListButton } from "../lists/list-button";
import { ListedIn } from "../lists/listed-in";
import { Faces } from "../votes/faces";
import { VoteButton } from "../votes/vote-button";
import { Facts } from "./facts";
import { shortAuthors } from "./names";
import { publishedName } from "./published";
import { Runs } from "./runs";
import { useAbstract } from "./use-abstract";

interface Props {
  paper: Entry;
  /** Its place among all rows of the list, the first is 1, and how many there are. */
  place?: { at: number; of: number };
  /** Stands before the vote: a check box, a handle. */
  lead?: ReactNode;
  /** What more can be done with the paper where it stands. */
  actions?: ReactNode;
  /** What more is known of it where it stands, in the line of facts. */
  facts?: ReactNode;
  /** Below all that: a note, who added it. */
  children?: ReactNode;
}

/** A paper in a long list: a row of a feed without its abstract, which is read when it is asked for. */
export function PaperEntry({ paper, place, lead, actions, facts, children }: Props) {
  const { open, runs, toggle } = useAbstract(paper.id);
  const heading = `t${paper.id}`;
  return (
    <article
      className="row entry"
      data-paper={paper.id}
      data-open={open ? "" : undefined}
      aria-labelledby={heading}
      aria-posinset={place?.at}
      aria-setsize={place?.of}
    >
      {lead && <div className="entry-lead">{lead}</div>}
      <div className="row-votes">
        <VoteButton paperId={paper.id} count={paper.votes} />
        <Faces paperId={paper.id} />
      </div>
      <div className="row-text">
        <h2 className="row-title" id={heading} dir="auto">
          <Link href={`/papers/${paper.slug}`} prefetch={false}>
            <Runs runs={paper.title} />
          </Link>
        </h2>
        <p className="byline">
          {[
            shortAuthors(paper.authors, paper.authorCount),
            paper.published && publishedName(paper.published),
            paper.arxivId ? `arXiv\u00a0${paper.arxivId}` : "no\u00a0arXiv\u00a0id",
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {open && (
          <p className="abstract" dir="auto" aria-busy={!runs}>
            {runs ? <Runs runs={runs} /> : "…"}
          </p>
        )}
        <Facts paper={paper} dated>
          {facts}
          {paper.hasAbstract && (
            <button
              type="button"
              className="unfold"
              data-unfold=""
              aria-expanded={open}
              onClick={toggle}
            >
              <span className="sr-only">Show </span>whole abstract
            </button>
          )}
        </Facts>
        {children}
      </div>
      <div className="row-actions">
        <SaveButton paperId={paper.id} />
        <ListButton paperId={paper.id} />
        {actions}
        <ListedIn paperId={paper.id} />
      </div>
    </article>
  );
}
