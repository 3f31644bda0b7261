import { byline, papersIn } from "../papers/names";
import { EditionAge } from "./edition-age";

interface Props {
  paperCount: number;
  curators: string[];
  /** How long it takes to read what is shown. */
  minutes?: number;
  /** The day, if it is the newest edition: how old that is, is said where it is opened. */
  latest?: string;
}

/** "3 months old · 92 papers · 20 minutes to read · by AK and the research community" */
export function Credit({ paperCount, curators, minutes, latest }: Props) {
  return (
    <p className="credit">
      {latest && <EditionAge feedDate={latest} />}
      <span>{papersIn(paperCount)}</span>
      {minutes && <span>{minutes === 1 ? "a minute" : `${minutes} minutes`} to read</span>}
      <span>by {byline(curators)}</span>
    </p>
  );
}
