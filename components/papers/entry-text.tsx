import Link from "next/link";
import type { Entry } from "@/server/papers/entries";
import { shortAuthors } from "./names";
import { publishedName } from "./published";
import { Runs } from "./runs";

/** The title of a paper in a long list, as a link, with its authors and date. */
export function EntryText({ paper }: { paper: Entry }) {
  return (
    <>
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
    </>
  );
}
