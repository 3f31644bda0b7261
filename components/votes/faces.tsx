"use client";

import { marked, marksOfMates } from "../api/marks";
import { usePaperPart } from "../api/store";

/**
 * The reader's teammates who voted for a paper, shown over the cached page. Space is reserved or
 * empty, so that nothing moves when they appear.
 */
export function Faces({ paperId }: { paperId: number }) {
  const { mates, first, second, more } = marksOfMates(
    usePaperPart(paperId, (state) => state.mates),
  );
  return (
    <p className="mates" title={mates.children || undefined}>
      <span className="mates-names">
        <span className="sr-only">Upvoted by </span>
        <bdi {...marked(`mates ${paperId}`, mates)} />
      </span>
      <span className="avatar" {...marked(`first ${paperId}`, first)} />
      <span className="avatar" {...marked(`second ${paperId}`, second)} />
      <span className="mates-more" {...marked(`more ${paperId}`, more)} />
    </p>
  );
}
