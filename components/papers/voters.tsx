import { joinNames } from "../ui/join-names";

const NAMED = 3;

/** The readers who upvoted a paper here. */
export function Voters({ names, votes }: { names: string[]; votes: number }) {
  if (votes === 0) return null;
  if (names.length === 0) {
    return <p>Upvoted by {votes === 1 ? "one reader" : `${votes} readers`}, not named here</p>;
  }
  const named = votes <= NAMED + 1 ? names : names.slice(0, NAMED - 1);
  const others = votes - named.length;
  if (others <= 0) {
    return (
      <p>
        Upvoted by <bdi>{joinNames(named)}</bdi>
      </p>
    );
  }
  const unnamed = votes - names.length;
  const all = unnamed > 0 ? [...names, `${unnamed} more`] : names;
  return (
    <details className="voters">
      <summary>
        Upvoted by <bdi>{named.join(", ")}</bdi> and {others} more
      </summary>
      <p>
        <bdi>{joinNames(all)}</bdi>
      </p>
    </details>
  );
}
