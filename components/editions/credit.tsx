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

/** "3 months old · 92 papers to read in 20 minutes, by AK and the research community" */
export function Credit({ paperCount, curators, minutes, latest }: Props) {
  return (
    <p className="credit">
      {latest && <EditionAge feedDate={latest} />}
      {papersIn(paperCount)}
      {minutes && ` to read in ${minutes === 1 ? "a minute" : `${minutes} minutes`}`}, by{" "}
      {byline(curators)}
    </p>
  );
}
