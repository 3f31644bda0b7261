/** Who has which list open, in this process. It holds no rows and asks no database. */

/** A list changed, or somebody's access to something did. */
export type Change =
  | { list: string }
  | { access: { userId?: string; teamId?: string; listId?: string } };

/** A page that has a list open. */
export interface Watcher {
  userId: string;
  listId: string;
  /** Undefined until the page has looked for the first time: anything may then matter to it. */
  teamId: string | null | undefined;
  /** Asks it to look again: at the list, or also at whether its reader is still signed in. */
  wake: (at: "list" | "reader") => void;
  /** Asks it to end. */
  end: () => void;
}

const KEY = Symbol.for("broadsheet.live.watchers");

/** One set a process, however many copies of this module a bundler makes. */
function watchers(): Set<Watcher> {
  const holder = globalThis as unknown as Record<symbol, Set<Watcher> | undefined>;
  holder[KEY] ??= new Set();
  return holder[KEY];
}

/** Hears of changes until the function it returns is called. */
export function watch(watcher: Watcher): () => void {
  watchers().add(watcher);
  return () => void watchers().delete(watcher);
}

/** How many lists somebody has open. */
export function openOf(userId: string): number {
  let open = 0;
  for (const watcher of watchers()) if (watcher.userId === userId) open++;
  return open;
}

/** Whether a change may matter to a page. Of an access change all that it names must fit. */
function concerns(change: Change, { userId, listId, teamId }: Watcher): boolean {
  if ("list" in change) return change.list === listId;
  const { access } = change;
  return (
    (access.userId === undefined || access.userId === userId) &&
    (access.listId === undefined || access.listId === listId) &&
    (access.teamId === undefined || teamId === undefined || access.teamId === teamId)
  );
}

/** Wakes the pages that a change may matter to. */
export function deliver(change: Change): void {
  const at = "list" in change ? "list" : "reader";
  for (const watcher of watchers()) if (concerns(change, watcher)) watcher.wake(at);
}

/** Wakes everybody: after a lost connection nobody knows what was missed. */
export function wakeAll(): void {
  for (const watcher of watchers()) watcher.wake("reader");
}

/** Ends every stream: the process is about to stop. */
export function endAll(): void {
  for (const watcher of watchers()) watcher.end();
}
