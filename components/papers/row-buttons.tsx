import type { ReactNode } from "react";
import { SaveButton } from "../library/save-button";
import { ListButton } from "../lists/list-button";
import { ListedIn } from "../lists/listed-in";
import { Faces } from "../votes/faces";
import { VoteButton } from "../votes/vote-button";

/** The vote button of a paper, and the teammates who voted. */
export function RowVotes({ paper }: { paper: { id: number; votes: number } }) {
  return (
    <div className="row-votes">
      <VoteButton paperId={paper.id} count={paper.votes} />
      <Faces paperId={paper.id} />
    </div>
  );
}

/** A paper's actions that are available everywhere, those of this place, and the lists it is on. */
export function RowActions({ paperId, children }: { paperId: number; children?: ReactNode }) {
  return (
    <div className="row-actions">
      <SaveButton paperId={paperId} />
      <ListButton paperId={paperId} />
      {children}
      <ListedIn paperId={paperId} />
    </div>
  );
}
