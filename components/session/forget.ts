import { forgetTeam } from "../teams/team-view";

/** Where the audience that was last chosen is kept, for notes and for comments. */
export const AUDIENCE_KEYS = { note: "audience:note", comment: "audience:comment" } as const;

/** What this browser remembers of a reader goes with them: the next one may be somebody else. */
export function forgetReader() {
  forgetTeam();
  try {
    for (const key of Object.values(AUDIENCE_KEYS)) localStorage.removeItem(key);
  } catch {}
}

/** Who signs out leaves nothing in this tab either: what was being written or sent is theirs alone. */
export function forgetOnSignOut() {
  forgetReader();
  try {
    sessionStorage.clear();
  } catch {}
}
