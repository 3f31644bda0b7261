import Link from "next/link";
import type { EditionRow } from "@/server/editions/read-days";
import { Budget } from "@/server/papers/budget";
import { StateRequest } from "../api/state-request";
import { PaperRow } from "../papers/paper-row";
import { Unfold } from "./unfold";

interface Props {
  papers: EditionRow[];
  /** The URL of the next page, if there is one. */
  more?: string | null;
  /** Whether rows name the edition of each paper. */
  dated?: boolean;
  /** Whether the first papers lead: the page begins with the best of one edition. */
  isFront?: boolean;
  /** The team whose view the page is. */
  team?: { name: string };
}

/** The papers of a page, and a link to the next page. */
export function PaperList({ papers, more, dated, isFront, team }: Props) {
  const budget = Budget.ofPage();
  return (
    <>
      <StateRequest paperIds={papers.map((paper) => paper.id)} />
      <div className={isFront ? "rows front" : "rows"}>
        {papers.map((paper) => (
          <PaperRow
            key={paper.id}
            paper={paper}
            budget={budget}
            dated={dated}
            team={team && { name: team.name, votes: paper.teamVotes ?? 0 }}
          />
        ))}
      </div>
      {more && (
        <p className="more">
          <Link className="btn" href={more} prefetch={false}>
            More papers
          </Link>
        </p>
      )}
      <Unfold />
    </>
  );
}
