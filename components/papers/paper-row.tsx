import Link from "next/link";
import type { ReactNode } from "react";
import type { Budget } from "@/server/papers/budget";
import type { PaperRow as Paper } from "@/server/papers/queries";
import { rowAbstract, rowByline, rowTitle } from "@/server/papers/row-text";
import { plainText } from "@/server/papers/tex-segments";
import { Facts } from "./facts";
import { shortAuthors } from "./names";
import { RowActions, RowVotes } from "./row-buttons";
import { Runs } from "./runs";

/** A shorter abstract fits in three lines and needs no expanding. */
const FOLDED = 190;

interface Props {
  paper: Paper;
  /** The remaining rendering budget of the page. */
  budget: Budget;
  /** The team whose view the row is in, and how many of its members voted. */
  team?: { name: string; votes: number };
  /** Whether the row names the paper's edition. */
  dated?: boolean;
  /** Further actions for the paper in this place. */
  actions?: ReactNode;
}

/** A paper in a feed: the same for everyone. The buttons show the reader's own state. */
export function PaperRow({ paper, budget, team, dated, actions }: Props) {
  const heading = `t${paper.id}`;
  const title = rowTitle(paper.title, budget);
  const names = shortAuthors(paper.authors.map(plainText), paper.authorCount);
  const abstract = rowAbstract(paper.abstract, budget);
  return (
    <article className="row" data-paper={paper.id} aria-labelledby={heading}>
      <RowVotes paper={paper} />
      <div className="row-text">
        {paper.topic && <p className="row-topic">{paper.topic}</p>}
        <h2 className="row-title" id={heading} dir="auto">
          <Link href={`/papers/${paper.slug}`} prefetch={false}>
            <Runs runs={title} />
          </Link>
        </h2>
        <p className="byline">
          {names && `${rowByline(names, budget)} · `}
          {paper.arxivId ? `arXiv\u00a0${paper.arxivId}` : "no\u00a0arXiv\u00a0id"}
        </p>
        {abstract.runs.length > 0 && (
          <p className="abstract clamp" dir="auto">
            <Runs runs={abstract.runs} />
          </p>
        )}
        <Facts
          paper={paper}
          dated={dated}
          asOf={paper.sourceUpvotesAsOf?.toISOString().slice(0, 10)}
          lead={team && <TeamVotes team={team} />}
        >
          {!abstract.isWhole && (
            <Link className="whole" href={`/papers/${paper.slug}`} prefetch={false} data-whole="">
              <span className="sr-only">Show </span>whole abstract
            </Link>
          )}
          {abstract.isWhole && paper.abstract.length > FOLDED && (
            <button type="button" className="unfold" data-unfold="" aria-expanded="false">
              <span className="sr-only">Show </span>whole abstract
            </button>
          )}
        </Facts>
      </div>
      <RowActions paperId={paper.id}>{actions}</RowActions>
    </article>
  );
}

/** How many of the team voted for the paper, which decides its order here. */
function TeamVotes({ team }: { team: NonNullable<Props["team"]> }) {
  if (team.votes === 0) return null;
  return (
    <span className="team-votes">
      {team.votes.toLocaleString("en-US")} of <bdi>{team.name}</bdi> voted
    </span>
  );
}
