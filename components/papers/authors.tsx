import { plainText } from "@/server/papers/tex-segments";
import { joinNames } from "../ui/join-names";

/** How many are shown before the rest is collapsed: about two lines. */
const SHOWN = 12;

/** All authors of a paper. Long lists expand, without scripts. */
export function Authors({ authors: sources }: { authors: string[] }) {
  const authors = sources.map(plainText);
  if (authors.length === 0) return null;
  if (authors.length <= SHOWN + 3) {
    return (
      <p className="paper-authors">
        <bdi>{joinNames(authors)}</bdi>
      </p>
    );
  }
  return (
    <div className="paper-authors">
      <bdi>{authors.slice(0, SHOWN).join(", ")}</bdi>
      <details className="more-authors">
        <summary>and {authors.length - SHOWN} more authors</summary>
        <p>
          <bdi>{joinNames(authors.slice(SHOWN))}</bdi>
        </p>
      </details>
    </div>
  );
}
