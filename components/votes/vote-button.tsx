"use client";

/** The upvote of one paper: optimistic, set and not toggled. */
export function VoteButton({ paperId, count }: { paperId: number; count: number }) {
  return (
    <div>
      <button type="button" className="vote" aria-pressed={false} data-paper={paperId}>
        <span aria-hidden="true">△</span>
        <span className="sr-only">Upvote</span>
        <span>{count}</span>
      </button>
    </div>
  );
}
