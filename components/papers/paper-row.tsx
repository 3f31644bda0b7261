import Link from "next/link";
import type { PaperRow as Paper } from "@/server/editions/service";
import { VoteButton } from "../votes/vote-button";
import { shortAuthors } from "./names";

/** A paper in a feed: the same for everybody. The buttons lay the reader's own state over it. */
export function PaperRow({ paper }: { paper: Paper }) {
  return (
    <article className="row" data-paper={paper.id} aria-labelledby={`t${paper.id}`}>
      <VoteButton paperId={paper.id} count={paper.votes} />
      <div>
        <h2 className="row-title" id={`t${paper.id}`}>
          <Link href={`/papers/${paper.slug}`} prefetch={false}>
            {paper.title}
          </Link>
        </h2>
        <p className="byline">
          {paper.authors.length > 0 && `${shortAuthors(paper.authors)} · `}
          {paper.arxivId ? `arXiv ${paper.arxivId}` : "no arXiv id"}
        </p>
        <p className="abstract clamp">{paper.abstract}</p>
        <div className="facts">
          {paper.categories.map((category) => (
            <span className="tag" key={category}>
              {category}
            </span>
          ))}
        </div>
      </div>
      <div className="row-actions" />
    </article>
  );
}
