import type { Found } from "@/server/papers/search/queries";

interface Props {
  q: string;
  found: Found | null;
  refusal: string | null;
}

/** The result of a search in a sentence; if nothing was found, what to try. */
export function SearchSummary({ q, found, refusal }: Props) {
  if (!found) return <p className="search-summary">{refusal}</p>;
  if (found.unknown) {
    return (
      <p className="search-summary">
        No paper here has the arXiv id {found.unknown}.{" "}
        <a className="link" href={`https://arxiv.org/abs/${found.unknown}`} rel="noopener">
          Look for it on arXiv
        </a>
      </p>
    );
  }
  if (found.found > 0) {
    const count = found.found.toLocaleString("en-US");
    const order = found.isByDate ? "newest first" : "best first";
    return (
      <div className="search-summary">
        {found.corrected && (
          <p>
            Showing results for <SearchLink q={found.corrected.to} />. Search instead for{" "}
            <SearchLink q={found.corrected.typed} />.
          </p>
        )}
        {found.suggestion && (
          <p>
            Did you mean <SearchLink q={found.suggestion} />?
          </p>
        )}
        <p>
          {found.found >= found.most
            ? `More than ${found.most.toLocaleString("en-US")} papers match, ${order}`
            : `${count} ${found.isPartial ? "newer " : ""}${found.found === 1 ? "paper" : `papers, ${order}`}`}
        </p>
      </div>
    );
  }
  return (
    <div className="search-summary">
      {q && (
        <p>
          No {found.isPartial && "newer "}paper here matches “
          {q.length > 80 ? `${q.slice(0, 80)}…` : q}”
          {found.isPartial && "; the words are too common to search all of them"}.
        </p>
      )}
      <p>
        Search titles, abstracts, authors, organizations and keywords. Put a <code>"phrase"</code>{" "}
        in quotes, exclude with <code>-word</code>, join alternatives with <code>OR</code>; an arXiv
        id or address leads straight to its paper. To narrow a search, add{" "}
        <code>author:"Ada Lovelace"</code>, <code>organization:name</code>,{" "}
        <code>keyword:word</code> or <code>topic:agents</code>.
      </p>
    </div>
  );
}

const SearchLink = ({ q }: { q: string }) => (
  <a className="link" href={`/search?${new URLSearchParams({ q })}`}>
    {q}
  </a>
);
