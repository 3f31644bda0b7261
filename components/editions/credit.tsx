import { byline } from "../papers/names";
import { EditionOrder } from "./order";

interface Props {
  voteWeight: number;
  paperCount: number;
  curators: string[];
  /** Shown if the page covers more than one day. */
  feedDates?: string[];
  /** The team whose edition it is. */
  team?: { name: string };
}

/** "92 papers, by AK and the research community", and how they are ordered. */
export function Credit({ paperCount, curators, feedDates, voteWeight, team }: Props) {
  const papers = paperCount === 1 ? "1 paper" : `${paperCount.toLocaleString("en-US")} papers`;
  return (
    <div className="credit">
      <p>
        {papers}
        {feedDates &&
          (feedDates.length === 1 ? " in 1 edition" : ` in ${feedDates.length} editions`)}
        , by {byline(curators)}
      </p>
      <EditionOrder voteWeight={voteWeight} team={team} />
    </div>
  );
}
