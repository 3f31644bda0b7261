import type { OpenList } from "../access/require-list";

/** The revision that a reader sees: a guest's does not change with the team's own notes. */
export const revisionFor = ({ list, teamRole }: Pick<OpenList, "list" | "teamRole">): number =>
  list.revision + (teamRole ? list.teamRevision : 0);
