"use client";

import { marked, marksOfPaper } from "../api/marks";
import { usePaperState } from "../api/store";

/**
 * Which of the reader's teammates voted for a paper, laid over the cached page. Its place is kept, or it
 * is over what is empty: nothing moves when it comes.
 */
export function Faces({ paperId }: { paperId: number }) {
  const { mates, first, second, more } = marksOfPaper(usePaperState(paperId));
  return (
    <p className="mates" title={mates.children || undefined}>
      <span className="mates-names">
        <span className="sr-only">Upvoted by </span>
        <bdi {...marked(`mates ${paperId}`, mates)} />
      </span>
      <span className="avatar" aria-hidden="true" {...marked(`first ${paperId}`, first)} />
      <span className="avatar" aria-hidden="true" {...marked(`second ${paperId}`, second)} />
      <span className="mates-more" aria-hidden="true" {...marked(`more ${paperId}`, more)} />
    </p>
  );
}
