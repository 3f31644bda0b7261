/**
 * Keys of what this browser remembers of its reader in `localStorage`. It is deleted when they sign
 * out: the next reader may be somebody else.
 */
export const PERSONAL = {
  /** The address of the team as which editions are read. */
  team: "team",
  /** The audiences that were last chosen. */
  note: "audience:note",
  comment: "audience:comment",
} as const;

/** Deletes what this browser remembers of a reader. */
export function forgetReader() {
  try {
    for (const key of Object.values(PERSONAL)) localStorage.removeItem(key);
  } catch {}
}

/** At sign-out, deletes also what this tab keeps: what was being written or sent. */
export function forgetOnSignOut() {
  forgetReader();
  try {
    sessionStorage.clear();
  } catch {}
}
