/** Which lists are open in this process, and for whom. No rows, no database. */

/** A change of a list, or of a user's access. */
export type Change =
  | { list: string }
  | { access: { userId?: string; teamId?: string; listId?: string } };

/** A page that has a list open. */
export interface Watcher {
  userId: string;
  listId: string;
  /** Undefined until the page has loaded the list once; until then, any change may concern it. */
  teamId: string | null | undefined;
  /** Asks the page to check the list again, or also whether its reader is still signed in. */
  wake: (at: "list" | "reader") => void;
  /** Asks the page to close its stream. */
  end: () => void;
}

const KEY = Symbol.for("broadsheet.live.watchers");

/** One set per process, however many copies of this module a bundler makes. */
function watchers(): Set<Watcher> {
  const holder = globalThis as unknown as Record<symbol, Set<Watcher> | undefined>;
  holder[KEY] ??= new Set();
  return holder[KEY];
}

/** Registers a watcher. Returns a function that removes it. */
export function watch(watcher: Watcher): () => void {
  watchers().add(watcher);
  return () => void watchers().delete(watcher);
}

/** How many lists a user has open. */
export function openOf(userId: string): number {
  let open = 0;
  for (const watcher of watchers()) if (watcher.userId === userId) open++;
  return open;
}

/** Whether a change may concern a page. For a change of access, every field given must match. */
function concerns(change: Change, { userId, listId, teamId }: Watcher): boolean {
  if ("list" in change) return change.list === listId;
  const { access } = change;
  return (
    (access.userId === undefined || access.userId === userId) &&
    (access.listId === undefined || access.listId === listId) &&
    (access.teamId === undefined || teamId === undefined || access.teamId === teamId)
  );
}

/** Wakes the pages that a change may concern. */
export function deliver(change: Change): void {
  const at = "list" in change ? "list" : "reader";
  for (const watcher of watchers()) if (concerns(change, watcher)) watcher.wake(at);
}

/** Wakes every page: after a lost connection, any change may have been missed. */
export function wakeAll(): void {
  for (const watcher of watchers()) watcher.wake("reader");
}

/** Ends every stream: the process is about to stop. */
export function endAll(): void {
  for (const watcher of watchers()) watcher.end();
}
