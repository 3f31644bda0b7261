import Link from "next/link";
import type { TeamDoings } from "@/server/editions/by-team";
import type { Budget } from "@/server/papers/budget";
import type { PaperRow as Paper } from "@/server/papers/queries";
import { rowAbstract, rowByline, rowTitle } from "@/server/papers/row-text";
import { plainText } from "@/server/papers/tex-segments";
import type { ShownPicture } from "@/server/pictures/queries";
import { fullDate } from "../editions/dates";
import { MoreFacts } from "./more-facts";
import { shortAuthors } from "./names";
import { RowSide } from "./row-side";
import { RowTeam } from "./row-team";
import { Runs } from "./runs";
import { TitleTransition } from "./title-transition";
import { UnfoldButton } from "./unfold-button";

interface Props {
  paper: Paper;
  /** The remaining rendering budget of the page. */
  budget: Budget;
  /** The team whose view the row is in, and what its members did. */
  team?: { name: string } & TeamDoings;
  /** Whether the row names the paper's edition. */
  dated?: boolean;
  /** What the list says about it. */
  remark?: string;
  /** Shown where it leads an edition. */
  picture?: ShownPicture | null;
}

/** A paper in a feed: the same for everyone. The buttons show the reader's own state. */
export function PaperRow({ paper, budget, team, dated, remark, picture }: Props) {
  const { id, slug, topic, feedDate } = paper;
  const title = rowTitle(paper.title, budget);
  const names = shortAuthors(paper.authors.map(plainText), paper.authorCount);
  const abstract = rowAbstract(paper.abstract, budget);
  return (
    <article className="row" data-paper={id} aria-labelledby={`t${id}`}>
      <div className="row-text">
        <TitleTransition paperId={id}>
          <h2 className="row-title" id={`t${id}`} dir="auto">
            <Link href={`/papers/${slug}`} prefetch={false}>
              <Runs runs={title} />
            </Link>
          </h2>
        </TitleTransition>
        <p className="byline">
          {team && <RowTeam team={team} />}
          {names && <span>{rowByline(names, budget)}</span>}
          {topic && <span className="row-topic">{topic}</span>}
          {dated && feedDate && (
            <Link href={`/papers/date/${feedDate}`} prefetch={false}>
              {fullDate(feedDate)}
            </Link>
          )}
          <MoreFacts paper={paper} />
        </p>
        {remark && (
          <p className="item-note item-note-text" dir="auto">
            {remark}
          </p>
        )}
        {abstract.runs.length > 0 && (
          <p className="abstract clamp" dir="auto">
            <Runs runs={abstract.runs} />
          </p>
        )}
      </div>
      {picture && (
        // biome-ignore lint/performance/noImgElement: it has the one size in which it is kept
        <img
          className="row-picture"
          src={picture.address}
          width={picture.width}
          height={picture.height}
          alt=""
          fetchPriority="high"
        />
      )}
      <RowSide paper={paper} asOf={paper.sourceUpvotesAsOf?.toISOString().slice(0, 10)}>
        {abstract.isWhole && paper.abstract && <UnfoldButton />}
        {!abstract.isWhole && (
          <Link
            className="btn btn-quiet tool-button unfold"
            href={`/papers/${slug}`}
            prefetch={false}
            data-whole=""
            title="Show whole abstract"
          />
        )}
      </RowSide>
    </article>
  );
}
