import Link from "next/link";
import type { ReactNode } from "react";
import type { EditionRow } from "@/server/editions/read-days";
import { Budget } from "@/server/papers/budget";
import type { ShownPicture } from "@/server/pictures/queries";
import { StateRequest } from "../api/state-request";
import { PaperRow } from "../papers/paper-row";
import { shortSource } from "../papers/row-side";
import { ParsedFirst } from "../ui/parsed-first";
import { RowListeners } from "./row-listeners";

interface Props {
  papers: EditionRow[];
  /** The URL of the next page, if there is one. */
  more?: string | null;
  /** Whether rows name the edition of each paper. */
  dated?: boolean;
  /** What the papers after the first three are called, if those lead: the best of some days. */
  front?: string;
  /** Shown between those and the rest. */
  children?: ReactNode;
  /** What is said about some of them on the page's list, by the paper's id. */
  remarks?: Record<number, string>;
  /** The team whose view the page is. */
  team?: { name: string };
  /** Of the first paper. */
  picture?: ShownPicture | null;
}

/** A lead and two seconds. */
const LEADING = 3;

/** The first row that moves nothing before it. */
const SETTLED = "rows";

/** The papers of a page, and a link to the next page. */
export function PaperList({ papers, more, dated, front, children, ...props }: Props) {
  const { remarks, team, picture } = props;
  const budget = Budget.ofPage();
  const isFront = front !== undefined;
  // what leads stands in columns, and is as high as the highest of them
  const settling = isFront ? LEADING : 0;
  const rows = papers.map((paper, at) => (
    <li key={paper.id} id={at === settling ? SETTLED : undefined}>
      <PaperRow
        paper={paper}
        budget={budget}
        dated={dated}
        remark={remarks?.[paper.id]}
        picture={isFront && at === 0 ? picture : null}
        team={team && paper.team && { name: team.name, ...paper.team }}
      />
    </li>
  ));
  const rest = isFront ? rows.slice(LEADING) : rows;
  return (
    <>
      {papers.length > settling && <ParsedFirst id={SETTLED} />}
      <StateRequest paperIds={papers.map((paper) => paper.id)} />
      {isFront && <ol className="rows front">{rows.slice(0, LEADING)}</ol>}
      {children}
      {isFront && rest.length > 0 && (
        <div className="rows-label">
          <h2>{front}</h2>
          <p>
            {sourcesOf(papers)}
            <a href="#order">How this is ordered</a>
          </p>
        </div>
      )}
      {rest.length > 0 && (
        <ol className={isFront ? "rows briefs" : "rows"} start={isFront ? LEADING + 1 : undefined}>
          {rest}
        </ol>
      )}
      {more && (
        <p className="more">
          <Link className="btn" href={more} prefetch={false}>
            More papers
          </Link>
        </p>
      )}
      <RowListeners />
    </>
  );
}

/** What the short names of the sources stand for. */
function sourcesOf(papers: EditionRow[]) {
  const named = papers.flatMap(({ source, sourceUpvotes }) =>
    source && sourceUpvotes > 0 ? [source] : [],
  );
  return [...new Set(named)]
    .filter((source) => shortSource(source) !== source)
    .map((source) => `${shortSource(source)}: upvotes on ${source} · `);
}
