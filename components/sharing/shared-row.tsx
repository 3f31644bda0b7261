import Link from "next/link";
import type { Entry } from "@/server/papers/reading";
import { shortAuthors } from "../papers/names";
import { publishedName } from "../papers/published";
import { Runs } from "../papers/runs";

/** A paper on a public page: to be read, and nothing else. */
export function SharedRow({ paper, note }: { paper: Entry; note: string }) {
  return (
    <article className="shared-row" aria-labelledby={`t${paper.id}`}>
      <h2 className="row-title" id={`t${paper.id}`} dir="auto">
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
      {note && (
        <p className="item-note item-note-text" dir="auto">
          {note}
        </p>
      )}
    </article>
  );
}
