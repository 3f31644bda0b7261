"use client";

import { type Held, type Mark, marksOfPaper, marksOfReader, marksOfTeams } from "./marks";
import { isReader, PERSONAL } from "./personal-storage";
import type { MyTeam, Reader } from "./store";

/** What a visit knew, as it is kept in this browser. */
interface Visit {
  reader: Reader;
  teams: MyTeam[];
  papers: [paperId: number, held: Held][];
  /** The names of the lists that they are on. */
  lists: [id: string, name: string][];
  /** What elements showed, by the names of their marks. */
  marks: Record<string, Mark>;
}

const MAX_PAPERS = 300;
const MAX_LENGTH = 200_000;

/**
 * What the last visit in this browser knew, of the account that is signed in. It is shown until the
 * server has answered, so that a row does not change its meaning after it was seen. The early script
 * has read it and drawn it.
 */
export const lastVisit: Visit | undefined =
  typeof document === "undefined"
    ? undefined
    : (document.documentElement as { lastVisit?: Visit }).lastVisit;

/** The marks of a paper that say anything. */
const marksOf = (held: Held) =>
  Object.entries(marksOfPaper(held)).filter(([, mark]) => Object.values(mark).some(Boolean));

/**
 * Keeps what is known for the next visit, of the last papers as many as there is room for. Keeps
 * nothing where another tab has signed out.
 */
export function keepVisit(
  reader: Reader,
  teams: MyTeam[],
  known: [paperId: number, held: Held][],
  nameOf: (listId: string) => string | undefined,
): void {
  if (!isReader(reader.id)) return;
  const papers = known
    .filter(([, held]) => marksOf(held).length > 0)
    .slice(-MAX_PAPERS)
    .map(([id, { voted, status, lists, mates }]): Visit["papers"][number] => [
      id,
      { voted, status, lists, mates },
    ]);
  const marks: Visit["marks"] = { ...marksOfReader(reader), ...marksOfTeams(teams) };
  const lists = new Map<string, string>();
  for (const [id, held] of papers) {
    for (const [part, mark] of marksOf(held)) marks[`${part} ${id}`] = mark;
    for (const list of held.lists) lists.set(list, nameOf(list) ?? "");
  }
  const kept = JSON.stringify({ reader, teams, papers, lists: [...lists], marks } satisfies Visit);
  if (kept.length > MAX_LENGTH)
    keepVisit(reader, teams, papers.slice(Math.ceil(papers.length / 2)), nameOf);
  else {
    try {
      localStorage.setItem(PERSONAL.lastVisit, kept);
    } catch {}
  }
}
