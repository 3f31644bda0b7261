"use client";

import { run } from "../api/command";
import { marked, marksOfVote } from "../api/marks";
import { usePaperPart } from "../api/store";
import { setVote } from "./commands";

const votes = (count: number) => (count === 1 ? " vote" : " votes");

/**
 * The upvote button of a paper, rendered with everyone's count; the reader's own state is added in
 * the browser. A zero is not shown.
 */
export function VoteButton({ paperId, count }: { paperId: number; count: number }) {
  const voted = usePaperPart(paperId, (state) => state.voted);
  const shown = usePaperPart(paperId, (state) => state.count ?? count);
  return (
    <div className="vote" data-votes={shown || undefined}>
      <button
        type="button"
        className="vote-button"
        data-act="vote"
        aria-label="Upvote"
        {...marked(`vote ${paperId}`, marksOfVote(voted).vote)}
        aria-describedby={`v${paperId}`}
        onClick={() => run(setVote, { paperId, voted: !voted, shown })}
      >
        <svg aria-hidden="true" viewBox="0 0 12 10">
          <path d="M6 1 11 9H1Z" />
        </svg>
      </button>
      <span className="vote-count" id={`v${paperId}`}>
        {shown > 0 && shown}
        <span className="sr-only">{shown > 0 ? votes(shown) : "No votes yet"}</span>
      </span>
    </div>
  );
}
