import Link from "next/link";
import { Budget } from "@/server/papers/budget";
import type { RelatedPaper } from "@/server/papers/related/queries";
import { rowByline, rowTitle } from "@/server/papers/row-text";
import { plainText } from "@/server/papers/tex-segments";
import { fullDate } from "../editions/dates";
import { shortAuthors } from "./names";
import { publishedIn } from "./published";
import { Runs } from "./runs";

/** How many are shown before the rest is collapsed. */
const SHOWN = 5;

/** The papers closest to a paper, below it. Works without scripts. */
export function RelatedPapers({ related }: { related: RelatedPaper[] }) {
  if (related.length === 0) return null;
  const budget = Budget.ofPage();
  const items = related.map((paper) => <Item key={paper.slug} paper={paper} budget={budget} />);
  const rest = items.slice(SHOWN);
  return (
    <section className="related" aria-labelledby="related">
      <h2 className="related-label" id="related">
        Close to this one
      </h2>
      <div className="related-papers">
        <ul>{items.slice(0, SHOWN)}</ul>
        {rest.length > 0 && (
          <details>
            <summary>
              {rest.length} more {rest.length === 1 ? "paper" : "papers"}
            </summary>
            <ul>{rest}</ul>
          </details>
        )}
      </div>
    </section>
  );
}

function Item({ paper, budget }: { paper: RelatedPaper; budget: Budget }) {
  const names = shortAuthors(paper.authors.map(plainText), paper.authorCount);
  return (
    <li>
      <h3 dir="auto">
        <Link href={`/papers/${paper.slug}`} prefetch={false}>
          <Runs runs={rowTitle(paper.title, budget)} />
        </Link>
      </h3>
      {names && <p className="related-authors">{rowByline(names, budget)}</p>}
      <p>
        {[paper.topic, paper.feedDate ? fullDate(paper.feedDate) : publishedIn(paper)?.text]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </li>
  );
}
