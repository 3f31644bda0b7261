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

/** An entry of the palette: something to do, with the paper that one is at or with the page. */
export interface Act {
  title: string;
  kind: "This paper" | "This page" | "Theme" | "Account";
  /** What is pressed for it; `theme` and `sign-out` have no button on every page. */
  press: string;
  /** It ends or removes something: chosen only by who names it. */
  takes?: true;
  /** Other words by which it is found. */
  also?: string;
}

const act = (name: string, state = "") => `[data-act=${name}]${state}`;

/** What a paper offers, as its buttons stand. */
const ofPaper: Act[] = [
  { title: "Upvote", kind: "This paper", press: act("vote", ":not([aria-pressed=true])") },
  {
    title: "Remove upvote",
    kind: "This paper",
    press: act("vote", "[aria-pressed=true]"),
    takes: true,
  },
  { title: "Save", kind: "This paper", press: act("save", ":not([data-status])") },
  { title: "Change status", kind: "This paper", press: act("save", "[data-status]") },
  { title: "Add to list", kind: "This paper", press: act("list") },
  { title: "Write a note", kind: "This paper", press: act("note") },
  { title: "Cite", kind: "This paper", press: act("cite"), also: "bibtex citation" },
];

/** What is found only by its name. */
const named: Act[] = [
  { title: "Export", kind: "This page", press: act("export"), also: "download" },
  ...(["dark", "light", "system"] as const).map((theme): Act => {
    const title =
      theme === "system" ? "The system’s theme" : `${theme === "dark" ? "Dark" : "Light"} theme`;
    return { title, kind: "Theme", press: theme };
  }),
  { title: "Sign out", kind: "Account", press: "sign-out", takes: true, also: "log out" },
];

/** Where one is: what has buttons for a paper and for the page, and whether anybody is signed in. */
export interface Offers {
  paper: (selector: string) => boolean;
  page: (selector: string) => boolean;
  isSignedIn: boolean;
}

function isOffered({ kind, press }: Act, { paper, page, isSignedIn }: Offers): boolean {
  if (kind === "This paper") return paper(press);
  if (kind === "This page") return page(press);
  return kind === "Theme" || isSignedIn;
}

/**
 * What can be done here, by its name; if nothing is typed, all that can be done with the paper that one
 * is at.
 */
export function actsFor(typed: string, offers: Offers): Act[] {
  const words = typed.trim().toLowerCase().split(/\s+/);
  const known = typed.trim() === "" ? ofPaper : [...ofPaper, ...named];
  return known.filter((each) => {
    const text = `${each.title} ${each.also ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word)) && isOffered(each, offers);
  });
}

/** Whether Enter may mean it without its having been chosen: what takes something away must be named. */
export function mayBeFirst(entry: Destination | Act, typed: string): boolean {
  if (!("takes" in entry)) return true;
  const begun = typed.trim().toLowerCase();
  return begun.length > 2 && entry.title.toLowerCase().startsWith(begun);
}

/** The reader's own named things. */
export interface Named {
  teams: { slug: string; name: string }[];
  lists: { id: string; name: string; team: { name: string } | null }[];
  /** Papers that match what is typed. */
  papers?: { slug: string; title: string }[];
  isAdministrator?: boolean;
}

const pages: Destination[] = [
  ["Latest edition", "/"],
  ["Trending", "/papers/trending"],
  ["Library", "/library"],
  ["To read", "/library?status=to_read"],
  ["Lists", "/lists"],
  ["Notes", "/notes"],
  ["Teams", "/teams"],
  ["Submit a paper", "/submit"],
  ["Settings", "/settings"],
].map(([title = "", href = ""]) => ({ title, href, kind: "Page" }));

const administration: Destination[] = [
  ["Administration", "/admin"],
  ["Administration: accounts", "/admin/accounts"],
  ["Administration: reports", "/admin/reports"],
  ["Administration: editions", "/admin/editions"],
  ["Administration: sources", "/admin/sources"],
  ["Administration: import", "/admin/import"],
  ["Administration: settings", "/admin/settings"],
  ["Administration: log", "/admin/log"],
].map(([title = "", href = ""]) => ({ title, href, kind: "Page" }));

/** Where the reader may want to go: by date, arXiv id or name, or finally by search. */
export function destinations(
  typed: string,
  { teams, lists, papers = [], isAdministrator = false }: Named,
  today: string,
): Destination[] {
  const query = typed.trim();
  const places: Destination[] = [
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
    ...(isAdministrator ? administration : []),
  ];
  if (!query) return places.slice(0, 12);
  const period = periodOf(query, today);
  const arxivId = typedArxivId(query)?.id;
  const words = query.toLowerCase().split(/\s+/);
  return [
    ...(period ? [{ ...period, kind: "Edition" as const }] : []),
    ...(arxivId
      ? [
          {
            title: papers.find(({ slug }) => slug === arxivId)?.title ?? `arXiv ${arxivId}`,
            href: `/papers/${arxivId}`,
            kind: "Paper" as const,
          },
        ]
      : []),
    ...places
      .filter(({ title, team = "" }) => {
        const text = `${title} ${team}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .slice(0, 10),
    ...papers
      .filter(({ slug }) => slug !== arxivId)
      .map(({ slug, title }) => ({ title, href: `/papers/${slug}`, kind: "Paper" as const })),
    {
      title: `Search papers for “${query}”`,
      href: `/search?${new URLSearchParams({ q: query })}`,
      kind: "Search",
    },
  ];
}
