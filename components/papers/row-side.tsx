import type { ReactNode } from "react";
import { fullDate } from "../editions/dates";
import { SaveButton } from "../library/save-button";
import { ListButton } from "../lists/list-button";
import { ListedIn } from "../lists/listed-in";
import { Faces } from "../votes/faces";
import { VoteButton } from "../votes/vote-button";

interface Props {
  paper: { id: number; votes: number; source: string | null; sourceUpvotes: number };
  /** When the source's count was read, as a calendar date. */
  asOf?: string;
  /** Further actions for the paper in this place. */
  children?: ReactNode;
}

/**
 * What a row says and does beside its text: the status, one cluster for votes here, at the source and
 * of teammates, and the tools below it.
 */
export function RowSide({ paper, asOf, children }: Props) {
  const { id, votes, source, sourceUpvotes } = paper;
  return (
    <div className="row-side">
      <SaveButton paperId={id} />
      <VoteButton paperId={id} count={votes} />
      <SourceUpvotes source={source} upvotes={sourceUpvotes} asOf={asOf} />
      <Faces paperId={id} />
      <div className="row-tools">
        <ListedIn paperId={id} />
        <ListButton paperId={id} />
        {children}
      </div>
    </div>
  );
}

const number = new Intl.NumberFormat("en-US");

/** "Hugging Face" is "HF"; a name of one word stays whole. */
export function shortSource(source: string): string {
  const words = source.split(/\s+/);
  return words.length > 1 ? words.map((word) => word.slice(0, 1).toUpperCase()).join("") : source;
}

/** The source's own count with its name, which rows shorten. No zero is shown. */
export function SourceUpvotes(props: { source: string | null; upvotes: number; asOf?: string }) {
  const { source, upvotes, asOf } = props;
  return (
    <p className="source" title={asOf && upvotes > 0 ? `as of ${fullDate(asOf)}` : undefined}>
      {source && upvotes > 0 && (
        <>
          {`${number.format(upvotes)} `}
          <span className="source-name">{`on ${source}`}</span>
          <span className="source-short" aria-hidden="true">
            {shortSource(source)}
          </span>
        </>
      )}
    </p>
  );
}
