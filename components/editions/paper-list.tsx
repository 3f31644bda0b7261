import Link from "next/link";
import type { PaperRow as Paper } from "@/server/papers/service";
import { PaperRow } from "../papers/paper-row";
import { MineRequest } from "../session/mine-request";
import { Unfold } from "./unfold";

interface Props {
  papers: Paper[];
  /** The address of the next page, if there is one. */
  more?: string | null;
  /** Whether rows name the edition that a paper ran in. */
  dated?: boolean;
}

/** The papers of a page, and the way to the next page. */
export function PaperList({ papers, more, dated }: Props) {
  return (
    <>
      <MineRequest paperIds={papers.map((paper) => paper.id)} />
      <div className="rows">
        {papers.map((paper) => (
          <PaperRow key={paper.id} paper={paper} dated={dated} />
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
