import { byline } from "../papers/names";

interface Props {
  paperCount: number;
  curators: string[];
}

/** "92 papers, by AK and the research community" */
export function Credit({ paperCount, curators }: Props) {
  const papers = paperCount === 1 ? "1 paper" : `${paperCount.toLocaleString("en-US")} papers`;
  return (
    <p className="credit">
      {papers}, by {byline(curators)}
    </p>
  );
}
