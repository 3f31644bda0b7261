/**
 * Which things are being changed: a paper's state, a list, the notes of a paper. Data read before a
 * change of the same thing ended may lack the change, and must not be shown over it.
 */
const changes = new Map<string, { open: number; last: number }>();
const listeners = new Set<(things: string[]) => void>();
let clock = 0;

/** The moment at which a read begins. */
export const askedNow = () => ++clock;

export const isChanging = (thing: string) => (changes.get(thing)?.open ?? 0) > 0;

/** Whether a change of this thing is running, or has ended since a read began. */
export function isStale(thing: string, asked: number): boolean {
  const change = changes.get(thing);
  return change !== undefined && (change.open > 0 || change.last > asked);
}

/** Calls the listener each time the last running change of this thing has ended. */
export function onSettled(thing: string, listener: () => void): () => void {
  const hear = (things: string[]) => {
    if (things.includes(thing) && !isChanging(thing)) listener();
  };
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** Runs a change of these things. */
export async function whileChanging<T>(things: string[], change: () => Promise<T>): Promise<T> {
  const note = (by: number) => {
    const last = ++clock;
    for (const thing of things) {
      changes.set(thing, { open: (changes.get(thing)?.open ?? 0) + by, last });
    }
  };
  note(1);
  try {
    return await change();
  } finally {
    note(-1);
    for (const listener of listeners) listener(things);
  }
}
