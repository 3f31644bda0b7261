import { typedArxivId } from "@/server/papers/arxiv-id";
import { periodOf } from "./feed-date";

/** An entry of the palette: a place to go to. */
export interface Destination {
  title: string;
  href: string;
  /** The kind of place, shown beside it. */
  kind: "Page" | "Team" | "List" | "Collection" | "Edition" | "Paper" | "Search";
  /** The team that a collection belongs to. */
  team?: string;
}

/** An entry of the palette: something to do with the paper that one is at. */
export interface Act {
  title: string;
  /** What is pressed for it. */
  press: string;
  kind: "This paper";
}

const acts: Act[] = [
  ["Upvote", "vote"],
  ["Save", "save"],
  ["Add to list", "list"],
  ["Write a note", "note"],
].map(([title = "", act = ""]) => ({
  title,
  press: `[data-act=${act}]`,
  kind: "This paper",
}));

/** What can be done with the paper that one is at, by its name; all of it if nothing is typed. */
export function actsFor(typed: string, offers: (selector: string) => boolean): Act[] {
  const words = typed.trim().toLowerCase().split(/\s+/);
  return acts.filter(
    ({ title, press }) =>
      words.every((word) => title.toLowerCase().includes(word)) && offers(press),
  );
}

/** The reader's own named things. */
export interface Named {
  teams: { slug: string; name: string }[];
  lists: { id: string; name: string; team: { name: string } | null }[];
  /** Papers that match what is typed. */
  papers?: { slug: string; title: string }[];
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

/** Where the reader may want to go: by date, arXiv id or name, or finally by search. */
export function destinations(
  typed: string,
  { teams, lists, papers = [] }: Named,
  today: string,
): Destination[] {
  const query = typed.trim();
  const named: Destination[] = [
    ...pages,
    ...teams.map(({ slug, name }) => ({
      title: name,
      href: `/teams/${slug}`,
      kind: "Team" as const,
    })),
    ...lists.map(({ id, name, team }) => ({
      title: name,
      href: `/lists/${id}`,
      kind: team ? ("Collection" as const) : ("List" as const),
      ...(team && { team: team.name }),
    })),
  ];
  if (!query) return named.slice(0, 12);
  const period = periodOf(query, today);
  const arxivId = typedArxivId(query)?.id;
  const words = query.toLowerCase().split(/\s+/);
  return [
    ...(period ? [{ ...period, kind: "Edition" as const }] : []),
    ...(arxivId
      ? [{ title: `arXiv ${arxivId}`, href: `/papers/${arxivId}`, kind: "Paper" as const }]
      : []),
    ...named
      .filter(({ title, team = "" }) => {
        const text = `${title} ${team}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .slice(0, 10),
    ...papers.map(({ slug, title }) => ({
      title,
      href: `/papers/${slug}`,
      kind: "Paper" as const,
    })),
    {
      title: `Search papers for “${query}”`,
      href: `/search?${new URLSearchParams({ q: query })}`,
      kind: "Search",
    },
  ];
}
