import Link from "next/link";
import type { Entry } from "@/server/papers/entries";
import { MoreFacts } from "./more-facts";
import { shortAuthors } from "./names";
import { publishedName } from "./published";
import { Runs } from "./runs";

/** The title of a paper in a long list, as a link, with its authors, topic and date. */
export function EntryText({ paper }: { paper: Entry }) {
  const names = shortAuthors(paper.authors, paper.authorCount);
  return (
    <>
      <h2 className="row-title" id={`t${paper.id}`} dir="auto">
        <Link href={`/papers/${paper.slug}`} prefetch={false}>
          <Runs runs={paper.title} />
        </Link>
      </h2>
      <p className="byline">
        {names && <span>{names}</span>}
        {paper.topic && <span className="row-topic">{paper.topic}</span>}
        {paper.published && <span>{publishedName(paper.published)}</span>}
        <MoreFacts paper={paper} />
      </p>
    </>
  );
}
