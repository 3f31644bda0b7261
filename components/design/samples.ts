import type { Note } from "@/server/annotations/note";
import type { EditionRow } from "@/server/editions/read-days";
import type { ListRow } from "@/server/lists/items/queries";
import type { Entry } from "@/server/papers/entries";
import type { PaperState } from "../api/store";

export const SCHEMES = ["light", "dark"] as const;

export type Scheme = (typeof SCHEMES)[number];

/** No paper has such an id. Each theme has its own, as elements of a page are named by them. */
const FIRST_ID = { light: 2_000_000_000, dark: 2_000_000_100 };

export const idOf = (scheme: Scheme, at: number) => FIRST_ID[scheme] + at;

const ABSTRACT =
  "We revisit how a model attends to long contexts, and find that most heads look at few tokens. A head that sees $k$ of $n$ tokens keeps the quality of full attention and costs $O(nk)$. On four benchmarks it is 2.7 times as fast, and nothing else needs to be trained.";

/** One name for each of the ten colors of faces, in their order. */
export const NAMES = [
  "Ada King",
  "Lea Novak",
  "Hugo Martin",
  "Quinn Doyle",
  "Grace Lin",
  "Mei Tanaka",
  "Kofi Mensah",
  "Priya Nair",
  "Ben Okafor",
  "Ines Costa",
];

const TITLES = [
  "Sparse heads are enough: attention over few tokens at any length",
  "A field guide to failure in multi-agent systems",
  "Rectified flow with fewer steps and no teacher",
  "Measuring what retrieval adds to reasoning",
  "Small models that know when to ask",
  "Ten thousand hours of robots folding",
  "On the $\\ell_2$ geometry of embeddings",
  "Why are so many long and careful titles of papers set in capitals, and what becomes of them in a narrow window?",
];

/** A paper as feeds show it. */
export function paperRow(scheme: Scheme, at: number, given: Partial<EditionRow> = {}): EditionRow {
  return {
    id: idOf(scheme, at),
    slug: `2503.0${1000 + at}`,
    arxivId: `2503.0${1000 + at}`,
    title: TITLES[at % TITLES.length] ?? "",
    abstract: ABSTRACT,
    authors: NAMES.slice(0, 3),
    authorCount: 8,
    categories: ["cs.CL"],
    topic: "Language models",
    notes: 0,
    githubUrl: null,
    githubStars: null,
    votes: 0,
    source: "Hugging Face",
    sourceUpvotes: 163 - 20 * at,
    sourceUpvotesAsOf: new Date("2025-03-14T00:00:00Z"),
    feedDate: "2025-03-13",
    ...given,
  };
}

/** A paper as long lists show it. */
export function entry(scheme: Scheme, at: number, given: Partial<Entry> = {}): Entry {
  return {
    id: idOf(scheme, at),
    slug: `2503.0${1000 + at}`,
    title: [TITLES[at % TITLES.length] ?? ""],
    authors: NAMES.slice(0, 3),
    authorCount: 8,
    topic: "Language models",
    githubUrl: null,
    githubStars: null,
    hasAbstract: true,
    votes: 2,
    source: "Hugging Face",
    sourceUpvotes: 40,
    published: "2025-03-12",
    notes: 0,
    ...given,
  };
}

/** A paper on a list. */
export const listRow = (scheme: Scheme, at: number, given: Partial<ListRow> = {}): ListRow => ({
  id: idOf(scheme, at),
  paper: entry(scheme, at),
  revision: 1,
  note: "",
  noteBy: null,
  addedBy: "Lea Novak",
  addedAt: "2025-03-14T09:00:00.000Z",
  mine: true,
  discussed: 0,
  ...given,
});

const LAB = { id: "00000000-0000-4000-8000-000000000001", slug: "our-lab", name: "Our Lab" };

export const LIST = { id: "00000000-0000-4000-8000-000000000002", name: "Reading group" };

/** What a reader with a team sees over some of these papers. */
export const statesOf = (scheme: Scheme): [number, Partial<PaperState>][] => [
  [idOf(scheme, 0), { voted: true, count: 3, status: "to_read", mates: mates(2) }],
  [idOf(scheme, 1), { status: "reading", lists: [LIST.id] }],
  [idOf(scheme, 2), { mates: mates(4) }],
  [idOf(scheme, 3), { status: "read" }],
  [idOf(scheme, 22), { voted: true, count: 1 }],
  [idOf(scheme, 23), { voted: true, count: 12, mates: mates(1) }],
  [idOf(scheme, 24), { count: 5, mates: mates(5) }],
  [idOf(scheme, 31), { status: "to_read" }],
  [idOf(scheme, 32), { status: "reading" }],
  [idOf(scheme, 33), { status: "read" }],
];

const mates = (count: number) => ({
  count,
  names: NAMES.slice(1, 1 + Math.min(count, 3)),
  hues: [1, 2, 3],
  team: LAB,
});

export const NOTED = {
  slug: "2503.01000",
  version: 1,
  textHash: "",
  abstract: ABSTRACT,
};

/** A note on the words of the abstract, or on the whole paper. */
export function note(scheme: Scheme, at: number, words: string | null, given: Partial<Note>): Note {
  const start = words === null ? -1 : ABSTRACT.indexOf(words);
  return {
    id: `00000000-0000-4000-8000-${String(idOf(scheme, at)).padStart(12, "0")}`,
    parentId: null,
    author: "Ada King",
    mine: true,
    audience: "me",
    group: null,
    body: "",
    exact: words,
    color: "yellow",
    version: 1,
    createdAt: "2025-03-14T09:00:00.000Z",
    edited: false,
    deleted: false,
    hidden: null,
    mayReply: true,
    mayHide: false,
    place: words === null ? null : { start, end: start + words.length },
    ...given,
  };
}

export const forLab = { audience: "team", group: { id: LAB.id, name: LAB.name } } as const;
