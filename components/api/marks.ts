import { faceOf } from "../ui/avatar";
import { joinNames } from "../ui/join-names";
import { statusName } from "./statuses";
import type { Mates, MyTeam, PaperState, Reader, Status } from "./store";

/** How many faces are below a vote button, and how many more there are. */
const MAX_FACES = 2;

/** What an element shows of the reader's own: its attributes, and as `children` its text. */
export type Mark = Record<string, string | number | boolean | undefined>;

/** What of a paper is drawn before the server has answered. */
export type Held = Pick<PaperState, "voted" | "status" | "lists" | "mates">;

/**
 * What the elements of a paper show of it. The cached page has them all without; the early script
 * (`server/page-cache/early.mjs`) gives them what the last visit kept, and React the same after it.
 */
export const marksOfPaper = ({ voted, status, lists, mates }: Held) => ({
  ...marksOfVote(voted),
  ...marksOfStatus(status),
  ...marksOfLists(lists.length > 0),
  ...marksOfMates(mates),
});

export const marksOfVote = (voted: boolean) => ({ vote: { "aria-pressed": voted } });

export const marksOfStatus = (status: Status | null) => ({
  save: { "data-status": status ?? undefined },
  status: { children: status ? statusName(status) : "" },
});

export const marksOfLists = (isListed: boolean) => ({
  list: { "data-listed": isListed || undefined },
});

export const marksOfMates = (mates: Mates | null) => ({
  mates: { children: mates ? mentioned(mates) : "" },
  first: decorating(faceOf(mateAt(mates, 0))),
  second: decorating(faceOf(mateAt(mates, 1))),
  more: decorating({
    children: mates && mates.count > MAX_FACES ? `+${mates.count - MAX_FACES}` : "",
  }),
});

function mateAt(mates: Mates | null, at: number) {
  const name = mates?.names[at];
  return name === undefined ? undefined : { name, hue: mates?.hues?.[at] };
}

/** What shows anything is hidden from screen readers, which read the names beside it. */
function decorating<Given extends { children: string }>(mark: Given) {
  return mark.children ? { "aria-hidden": true, ...mark } : mark;
}

/** What the masthead shows of the reader. */
export const marksOfReader = (reader: Reader | null | undefined) => ({
  account: { "aria-label": reader ? `Account of ${reader.name}` : undefined },
  face: faceOf(reader ?? undefined),
});

/** How many teams there is a place for before the server has answered. */
export const EARLY_TEAMS = 3;

/** What the switch between everyone's edition and a team's shows of the reader's teams. */
export const marksOfTeams = (teams: MyTeam[]): Record<string, Mark> =>
  Object.fromEntries(
    Array.from({ length: EARLY_TEAMS }, (_, at) => [
      `team ${at}`,
      { children: teams[at]?.name ?? "" },
    ]),
  );

/**
 * The props of an element with a mark, which `name` tells from all others of the page. By the time that
 * React comes to it, it shows what the last visit knew, and not what the cached page said.
 */
export const marked = <Given extends Mark>(name: string, mark: Given) => ({
  "data-mark": name,
  suppressHydrationWarning: true,
  ...mark,
});

/** "ADA, BEN and 2 more of TEAM" */
function mentioned({ count, names, team }: Mates): string {
  const shown = count <= 3 ? names : names.slice(0, 2);
  const all = joinNames(count > shown.length ? [...shown, `${count - shown.length} more`] : shown);
  return team ? `${all} of ${team.name}` : all;
}
