import type { OpenList } from "../access/require-list";

/** How often a list has changed for its reader: of what the team writes for itself no guest hears. */
export const revisionFor = ({ list, teamRole }: Pick<OpenList, "list" | "teamRole">): number =>
  list.revision + (teamRole ? list.teamRevision : 0);
