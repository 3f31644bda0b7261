import { byline } from "../papers/names";

interface Props {
  paperCount: number;
  curators: string[];
  /** Shown if the page covers more than one day. */
  feedDates?: string[];
}

/** "92 papers, by AK and the research community" */
export function Credit({ paperCount, curators, feedDates }: Props) {
  const papers = paperCount === 1 ? "1 paper" : `${paperCount.toLocaleString("en-US")} papers`;
  return (
    <p className="credit">
      {papers}
      {feedDates && (feedDates.length === 1 ? " in 1 edition" : ` in ${feedDates.length} editions`)}
      , by {byline(curators)}
    </p>
  );
}
