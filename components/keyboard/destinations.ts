import { parseArxivId } from "@/server/papers/arxiv-id";
import { periodOf } from "./feed-date";

/** Somewhere the palette leads. */
export interface Destination {
  title: string;
  href: string;
  /** What kind of place it is, said beside it. */
  kind: "Page" | "List" | "Edition" | "Paper" | "Search";
}

const pages: Destination[] = [
  ["Latest edition", "/"],
  ["Trending", "/papers/trending"],
  ["Library", "/library"],
  ["To read", "/library?status=to_read"],
  ["Lists", "/lists"],
  ["Notes", "/notes"],
  ["Teams", "/teams"],
  ["Settings", "/settings"],
].map(([title = "", href = ""]) => ({ title, href, kind: "Page" }));

/** Where the reader may mean to go: by a date, an arXiv id, a name, or at last by searching. */
export function destinations(
  typed: string,
  lists: { id: string; name: string }[],
  thisYear: number,
): Destination[] {
  const query = typed.trim();
  const named: Destination[] = [
    ...pages,
    ...lists.map(({ id, name }) => ({ title: name, href: `/lists/${id}`, kind: "List" as const })),
  ];
  if (!query) return named.slice(0, 12);
  const period = periodOf(query, thisYear);
  const arxivId = parseArxivId(query)?.id;
  const words = query.toLowerCase().split(/\s+/);
  return [
    ...(period ? [{ ...period, kind: "Edition" as const }] : []),
    ...(arxivId
      ? [{ title: `arXiv ${arxivId}`, href: `/papers/${arxivId}`, kind: "Paper" as const }]
      : []),
    ...named
      .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
      .slice(0, 10),
    {
      title: `Search papers for “${query}”`,
      href: `/search?${new URLSearchParams({ q: query })}`,
      kind: "Search",
    },
  ];
}
